package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.toSay;

/** What a pane says about its side. */
public enum PanePhase {
  LOADING(toSay("loading")),
  READY(toSay("ready")),
  /** Held back in this program before it is sent. */
  QUEUED(toSay("queued")),
  WAITING(toSay("waiting")),
  REASONING(toSay("reasoning")),
  STREAMING(toSay("streaming")),
  FINISHED(toSay("finished")),
  CUT(toSay("cut at limit")),
  STOPPED(toSay("stopped")),
  /** The program ended before the answer did. */
  INTERRUPTED(toSay("interrupted")),
  FAILED(toSay("failed"));

  private final String word;

  PanePhase(String word) {
    this.word = word;
  }

  /** The word on the badge; also the style class, with dashes for spaces. */
  public String word() {
    return word;
  }

  String styleClass() {
    return "phase-" + word.replace(' ', '-');
  }
}
