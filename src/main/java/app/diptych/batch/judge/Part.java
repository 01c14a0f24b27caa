package app.diptych.batch.judge;

/** What a judge is asked of a trial at a time. */
public enum Part {
  /** Which answer is better, that of side A shown first. */
  A_FIRST,
  /** The same, that of side B shown first. */
  B_FIRST,
  /** A score for the answer of side A. */
  SCORE_A,
  /** A score for the answer of side B. */
  SCORE_B
}
