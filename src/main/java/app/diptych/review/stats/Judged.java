package app.diptych.review.stats;

import app.diptych.review.CastVote;
import app.diptych.review.CastVote.Span;
import app.diptych.review.Verdict;

/**
 * A vote of a review, with whose the answers were.
 *
 * @param prompt what both answered; several items can have the same one
 * @param rater never empty
 */
public record Judged(String prompt, String rater, String modelA, String modelB, CastVote vote) {

  /** Whose the answer of that side was. */
  public String model(Verdict side) {
    return side == Verdict.A ? modelA : modelB;
  }

  String model(Span mark) {
    return model(mark.side());
  }
}
