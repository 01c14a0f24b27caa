package app.diptych.review.stats;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * About how many more decisive votes the stopping rule will need: the middle of what it needed in
 * simulated futures, in which A's share stays what it is now. Of a handful of votes that share is
 * not known, so of fewer than {@link #FEWEST} only the least that can decide is told.
 *
 * @param votes the middle; {@link #MOST} when it is more; the least when it is too early
 * @param early whether there are too few votes to tell more than the least
 */
public record MoreVotes(int votes, boolean early) {
  /** A share of fewer is anywhere within more than 20 points either way. */
  public static final int FEWEST = 20;

  /** Further is not looked. */
  public static final int MOST = 10_000;

  private static final int FUTURES = 201;

  /**
   * @param now not yet decided
   * @param seed the same one gives the same guess
   */
  public static MoreVotes of(StoppingRule now, long seed) {
    Evidence evidence = now.evidence();
    if (evidence.n() < FEWEST) {
      boolean forA = 2 * evidence.k() >= evidence.n();
      return new MoreVotes(until(now.copy(), () -> forA), true);
    }
    return of(now, (evidence.k() + 1d) / (evidence.n() + 2d), FUTURES, seed);
  }

  static MoreVotes of(StoppingRule now, double share, int futures, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] needed = new int[futures];
    for (int i = 0; i < futures; i++) {
      needed[i] = until(now.copy(), () -> random.nextDouble() < share);
    }
    Arrays.sort(needed);
    return new MoreVotes(needed[futures / 2], false);
  }

  private static int until(StoppingRule future, BooleanSupplier forA) {
    int votes = 0;
    while (votes < MOST && future.decision() == StoppingRule.Decision.KEEP_VOTING) {
      future.vote(forA.getAsBoolean());
      votes++;
    }
    return votes;
  }

  /** Whether it would be more than anybody looked. */
  public boolean isBeyond() {
    return votes >= MOST;
  }
}
