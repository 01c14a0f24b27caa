package app.diptych.ui.compare;

/** What the next prompt goes on from. */
public enum Turn {
  /** Nothing: both models see this prompt alone. */
  NEW("New conversation"),
  /** The trial shown: each side goes on with its own answer. */
  FOLLOW_UP("Follow up, each side with its own answers"),
  /** The trial shown: both sides go on with the answer that was judged better. */
  FOLLOW_WINNER("Follow up, both sides with the better answer"),
  /** What came before the trial shown: the same turn again with other words. */
  AGAIN("Ask this turn again, edited");

  private final String words;

  Turn(String words) {
    this.words = words;
  }

  /** For a menu. */
  public String words() {
    return words;
  }
}
