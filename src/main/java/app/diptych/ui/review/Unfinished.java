package app.diptych.ui.review;

import app.diptych.review.CastVote;
import app.diptych.review.Review;
import app.diptych.session.Reviews;
import app.diptych.session.WorkspaceException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A review that a rater has begun and not ended, and whose names are shown at the end.
 *
 * @param judged how many pairs this rater has judged, one shown twice as two
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
    Set<String> present = reviews.present(review);
    Set<Ticket> left = new HashSet<>(Turns.tickets(review, rater));
    left.removeIf(ticket -> !present.contains(ticket.item()));
    int all = left.size();
    for (CastVote vote : reviews.ballots(review.id())) {
      if (vote.rater().equals(rater)) {
        left.remove(new Ticket(vote.item(), vote.round()));
      }
    }
    int judged = all - left.size();
    return judged == 0 || left.isEmpty()
        ? Optional.empty()
        : Optional.of(new Unfinished(review, judged, all));
  }
}
