package app.diptych.review;

/** What a rater says about two answers to one prompt. */
public enum Verdict {
  /** A is better. */
  A,
  /** B is better. */
  B,
  /** Both are good, neither is better. */
  TIE,
  /** Neither is good enough to choose. */
  BOTH_BAD;

  /** In as few words as fit a mark: A, B, tie, both bad. */
  public String words() {
    return switch (this) {
      case A -> "A";
      case B -> "B";
      case TIE -> "tie";
      case BOTH_BAD -> "both bad";
    };
  }
}
