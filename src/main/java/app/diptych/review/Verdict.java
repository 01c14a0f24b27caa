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
  BOTH_BAD
}
