package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;

/** What the next prompt goes on from. */
public enum Turn {
  /** Nothing: both models see this prompt alone. */
  NEW(toSay("New conversation"), toSay("New")),
  /** The trial shown: each side goes on with its own answer. */
  FOLLOW_UP(toSay("Follow up, each side with its own answers"), toSay("Follow up")),
  /** The trial shown: both sides go on with the answer that was judged better. */
  FOLLOW_WINNER(toSay("Follow up, both sides with the better answer"), toSay("Follow the better")),
  /** What came before the trial shown: the same turn again with other words. */
  AGAIN(toSay("Ask this turn again, edited"), toSay("Ask again"));

  private final String words;
  private final String brief;

  Turn(String words, String brief) {
    this.words = words;
    this.brief = brief;
  }

  /** For a button. */
  public String brief() {
    return say(brief);
  }

  /** For a menu. */
  public String words() {
    return say(words);
  }
}
