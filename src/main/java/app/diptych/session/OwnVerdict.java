package app.diptych.session;

import app.diptych.review.Vote;
import org.jspecify.annotations.Nullable;

/**
 * What the owner said last of a trial.
 *
 * @param review the title of the review it was said in, without names; empty when it was said of
 *     the trial itself
 * @param before what the owner had said of the trial itself before that review, whose place it
 *     took; null when that was nothing
 */
public record OwnVerdict(Vote vote, String review, @Nullable Vote before) {
  /** Said of the trial itself. */
  public static OwnVerdict plain(Vote vote) {
    return new OwnVerdict(vote, "", null);
  }
}
