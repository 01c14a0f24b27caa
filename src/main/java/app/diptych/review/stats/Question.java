package app.diptych.review.stats;

import org.jspecify.annotations.Nullable;

/**
 * What is asked of votes.
 *
 * @param a the model to be called A; null to have it chosen
 * @param b the model to be called B; null to have it chosen
 * @param tag only votes on prompts of this kind; null for all
 * @param seed for whatever is drawn by lot, so that the same votes give the same numbers
 * @param bothBadIsTie whether both bad counts as a tie, as the arenas have it; else it counts for
 *     nobody and is told apart
 * @param ties how ratings take ties
 */
public record Question(
    @Nullable String a,
    @Nullable String b,
    @Nullable String tag,
    long seed,
    boolean bothBadIsTie,
    BradleyTerry.Ties ties) {
  /** Everything as it comes. */
  public static final Question PLAIN =
      new Question(null, null, null, 1, false, BradleyTerry.Ties.HALF_WINS);
}
