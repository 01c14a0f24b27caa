package app.diptych.review.stats;

import java.util.Optional;

/**
 * What to look at before trusting the votes. Nothing is dropped for it.
 *
 * @param tooFast votes that came less than two seconds after the rater's one before
 * @param oneSided raters who nearly always chose the same side
 * @param consistency of items a rater judged twice, how often the verdict was the same
 */
public record Hygiene(long tooFast, long oneSided, Optional<Estimate> consistency) {

  static Hygiene of(Ballots ballots, RaterTable raters) {
    return new Hygiene(
        raters.tooFast(),
        raters.oneSided(),
        Wilson.share(ballots.again() - ballots.changedMinds(), ballots.again()));
  }
}
