package app.diptych.batch;

import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * How a batch is asked.
 *
 * @param concurrency the most items under way at once
 * @param perSecond how many items arrive in a second, whether the models keep up or not; null asks
 *     the next whenever one is done
 * @param poisson whether arrivals come at random, as users do, and not like a clock
 * @param seed of random arrivals
 * @param warmUp how many items are asked before, without being measured or kept
 * @param inTurn asks one side after the other
 */
public record Pace(
    int concurrency,
    @Nullable Double perSecond,
    boolean poisson,
    long seed,
    int warmUp,
    boolean inTurn) {
  public static final int MOST_AT_ONCE = 512;
  private static final double MOST_PER_SECOND = 10_000;

  /**
   * @throws IllegalArgumentException for a value out of range, with a sentence
   */
  public Pace {
    if (concurrency < 1 || concurrency > MOST_AT_ONCE) {
      throw new IllegalArgumentException(
          "Between 1 and " + MOST_AT_ONCE + " rows can be under way at once.");
    }
    if (perSecond != null && !(perSecond > 0 && perSecond <= MOST_PER_SECOND)) {
      throw new IllegalArgumentException("A rate is above 0 and at most 10,000 rows a second.");
    }
    if (warmUp < 0 || warmUp > 1_000) {
      throw new IllegalArgumentException("Between 0 and 1,000 rows can warm the models up.");
    }
  }

  /** So many at once, the next whenever one is done. */
  public static Pace of(int concurrency) {
    return new Pace(concurrency, null, false, 1, 0, false);
  }

  /** Times of arrival, one after another; null when nothing is scheduled. */
  @Nullable Arrivals arrivals() {
    return perSecond == null ? null : new Arrivals(perSecond, poisson, new SplittableRandom(seed));
  }

  /** When items arrive. */
  static final class Arrivals {
    private final double perSecond;
    private final boolean poisson;
    private final SplittableRandom random;
    private double at;

    private Arrivals(double perSecond, boolean poisson, SplittableRandom random) {
      this.perSecond = perSecond;
      this.poisson = poisson;
      this.random = random;
    }

    /** Counted from the first one. */
    Duration next() {
      Duration now = Duration.ofNanos((long) (at * 1e9));
      at += poisson ? -Math.log(1 - random.nextDouble()) / perSecond : 1 / perSecond;
      return now;
    }
  }
}
