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

  /** The same where A is called B and B is called A. */
  public Verdict swapped() {
    return switch (this) {
      case A -> B;
      case B -> A;
      case TIE, BOTH_BAD -> this;
    };
  }

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
