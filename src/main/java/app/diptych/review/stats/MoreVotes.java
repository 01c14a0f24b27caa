package app.diptych.review.stats;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * About how many more decisive votes the stopping rule will need: the middle of what it needed in
 * simulated futures, in which A's share stays what it is now.
 *
 * @param votes the middle; {@link #MOST} when it is more
 */
public record MoreVotes(int votes) {
  /** Further is not looked. */
  public static final int MOST = 10_000;

  private static final int FUTURES = 201;

  /**
   * @param now not yet decided
   * @param seed the same one gives the same guess
   */
  public static MoreVotes of(StoppingRule now, long seed) {
    Evidence evidence = now.evidence();
    return of(now, (evidence.k() + 1d) / (evidence.n() + 2d), FUTURES, seed);
  }

  static MoreVotes of(StoppingRule now, double share, int futures, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] needed = new int[futures];
    for (int i = 0; i < futures; i++) {
      StoppingRule future = now.copy();
      int votes = 0;
      while (votes < MOST && future.decision() == StoppingRule.Decision.KEEP_VOTING) {
        future.vote(random.nextDouble() < share);
        votes++;
      }
      needed[i] = votes;
    }
    Arrays.sort(needed);
    return new MoreVotes(needed[futures / 2]);
  }

  /** Whether it would be more than anybody looked. */
  public boolean isBeyond() {
    return votes >= MOST;
  }
}
