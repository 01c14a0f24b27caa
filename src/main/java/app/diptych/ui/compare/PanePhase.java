package app.diptych.ui.compare;

/** What a pane says about its side. */
public enum PanePhase {
  LOADING("loading"),
  READY("ready"),
  /** Held back in this program before it is sent. */
  QUEUED("queued"),
  WAITING("waiting"),
  REASONING("reasoning"),
  STREAMING("streaming"),
  FINISHED("finished"),
  CUT("cut at limit"),
  STOPPED("stopped"),
  /** The program ended before the answer did. */
  INTERRUPTED("interrupted"),
  FAILED("failed");

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
