package app.diptych.ui.review;

import app.diptych.review.CastVote;
import app.diptych.review.Review;
import app.diptych.session.Reviews;
import app.diptych.session.WorkspaceException;
import java.util.List;
import java.util.Optional;

/**
 * A review that a rater has begun and not ended, and whose names are shown at the end.
 *
 * @param judged how many pairs this rater has judged
 * @param all how many there are for this rater
 */
record Unfinished(Review review, int judged, int all) {
  /**
   * Blocks for a moment.
   *
   * @return empty where this rater may see the names: without a vote of their own, with all of
   *     them, and once they have seen the names
   */
  static Optional<Unfinished> of(Reviews reviews, Review review, String rater)
      throws WorkspaceException {
    if (review.settings().reveal() != Review.Reveal.AT_THE_END
        || reviews.whoKnowsNames(review.id()).containsKey(rater)) {
      return Optional.empty();
    }
    List<CastVote> own =
        reviews.ballots(review.id()).stream().filter(vote -> vote.rater().equals(rater)).toList();
    int pairs = review.items().size();
    int all = pairs + Math.min(pairs, review.settings().repeats());
    return own.isEmpty() || own.size() >= all
        ? Optional.empty()
        : Optional.of(new Unfinished(review, own.size(), all));
  }
}
