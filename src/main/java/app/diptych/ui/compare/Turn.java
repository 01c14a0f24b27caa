package app.diptych.ui.compare;

/** What the next prompt goes on from. */
public enum Turn {
  /** Nothing: both models see this prompt alone. */
  NEW("New conversation", "New"),
  /** The trial shown: each side goes on with its own answer. */
  FOLLOW_UP("Follow up, each side with its own answers", "Follow up"),
  /** The trial shown: both sides go on with the answer that was judged better. */
  FOLLOW_WINNER("Follow up, both sides with the better answer", "Follow the better"),
  /** What came before the trial shown: the same turn again with other words. */
  AGAIN("Ask this turn again, edited", "Ask again");

  private final String words;
  private final String brief;

  Turn(String words, String brief) {
    this.words = words;
    this.brief = brief;
  }

  /** For a button. */
  public String brief() {
    return brief;
  }

  /** For a menu. */
  public String words() {
    return words;
  }
}
