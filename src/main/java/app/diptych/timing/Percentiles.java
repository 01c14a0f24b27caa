package app.diptych.timing;

import java.util.Optional;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Percentiles of sorted samples, interpolated linearly as {@code numpy.percentile} does (Hyndman
 * and Fan 1996, type 7).
 */
public final class Percentiles {
  private static final double TAIL = 0.025;

  private Percentiles() {}

  /** What is known of a percentile. */
  public sealed interface Percentile {}

  /**
   * @param interval its 95 % interval between two order statistics; null when there are too few
   *     samples for one
   */
  public record Known(double value, Optional<Interval> interval) implements Percentile {}

  /**
   * @param samples how many there are
   * @param needed how many there must be
   */
  public record TooFew(int samples, int needed) implements Percentile {}

  /**
   * A percentile of samples in ascending order.
   *
   * @param percent above 0 and below 100
   */
  public static Percentile of(double[] sorted, double percent) {
    int needed = needed(percent);
    return sorted.length < needed
        ? new TooFew(sorted.length, needed)
        : new Known(linear(sorted, percent), interval(sorted, percent));
  }

  /**
   * The fewest samples that say something of a percentile: one of them must be expected beyond it,
   * n >= 1 / (1 - p). With fewer it is only a name for the largest sample: type 7 takes it from
   * between the last two. That is 2 for the median, 10, 20 and 100 for p90, p95 and p99.
   */
  public static int needed(double percent) {
    if (!(percent > 0 && percent < 100)) {
      throw new IllegalArgumentException("A percentile is above 0 and below 100: " + percent);
    }
    // Of decimal percents: 100 / (100 - 99.9) is a hair above 1,000.
    return (int) Math.ceil(100 / Math.min(percent, 100 - percent) - 1e-6);
  }

  /** The value between the two samples it falls between. */
  static double linear(double[] sorted, double percent) {
    double place = (sorted.length - 1) * percent / 100;
    int below = (int) place;
    if (below >= sorted.length - 1) {
      return sorted[sorted.length - 1];
    }
    double low = sorted[below];
    return low + (sorted[below + 1] - low) * (place - below);
  }

  /**
   * Between the order statistics that hold it with 95 %, whatever the distribution is (David and
   * Nagaraja, Order Statistics, 3rd edition, 7.1): how many samples lie below is binomial.
   */
  private static Optional<Interval> interval(double[] sorted, double percent) {
    BinomialDistribution below = BinomialDistribution.of(sorted.length, percent / 100);
    int low = below.inverseCumulativeProbability(TAIL);
    int high = below.inverseCumulativeProbability(1 - TAIL) + 1;
    return low < 1 || high > sorted.length
        ? Optional.empty()
        : Optional.of(new Interval(sorted[low - 1], sorted[high - 1]));
  }
}
