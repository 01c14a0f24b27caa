package app.diptych.timing;

import app.diptych.timing.Percentiles.Percentile;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What many samples of one metric come to. The order they come in changes nothing, not even the
 * last bit. Immutable.
 */
public final class Summary {
  private static final double TAIL = 0.025;

  private final double[] sorted;
  private final double mean;
  private final double deviation;

  private Summary(double[] sorted) {
    this.sorted = sorted;
    this.mean = mean(sorted);
    this.deviation = deviation(sorted, mean);
  }

  /**
   * @throws IllegalArgumentException for a sample that is no finite number
   */
  public static Summary of(double[] samples) {
    double[] sorted = samples.clone();
    for (int i = 0; i < sorted.length; i++) {
      if (!Double.isFinite(sorted[i])) {
        throw new IllegalArgumentException("Sample " + i + " is no number: " + sorted[i]);
      }
    }
    Arrays.sort(sorted);
    return new Summary(sorted);
  }

  public int count() {
    return sorted.length;
  }

  public OptionalDouble mean() {
    return from(1, mean);
  }

  /** The sample standard deviation, as AIPerf has it; from two samples on. */
  public OptionalDouble deviation() {
    return from(2, deviation);
  }

  public OptionalDouble min() {
    return sorted.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sorted[0]);
  }

  public OptionalDouble max() {
    return sorted.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(sorted[sorted.length - 1]);
  }

  /**
   * @param percent above 0 and below 100
   */
  public Percentile percentile(double percent) {
    return Percentiles.of(sorted, percent);
  }

  /**
   * The value of a percentile without its interval, which costs far more than the value; empty with
   * too few samples.
   *
   * @param percent above 0 and below 100
   */
  public OptionalDouble quantile(double percent) {
    return sorted.length < Percentiles.needed(percent)
        ? OptionalDouble.empty()
        : OptionalDouble.of(Percentiles.linear(sorted, percent));
  }

  /**
   * The 95 % interval of the mean by Student's t: mean +- t(n - 1) s / sqrt(n). Of few and skewed
   * samples, as latencies are, it is too narrow.
   */
  public Optional<Interval> meanInterval() {
    if (sorted.length < 2) {
      return Optional.empty();
    }
    double half =
        TDistribution.of(sorted.length - 1).inverseSurvivalProbability(TAIL)
            * deviation
            / Math.sqrt(sorted.length);
    return Optional.of(new Interval(mean - half, mean + half));
  }

  private OptionalDouble from(int needed, double value) {
    return sorted.length < needed ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** Never outside of the samples, also when rounding would have it so. */
  private static double mean(double[] sorted) {
    if (sorted.length == 0) {
      return 0;
    }
    double first = sorted[0];
    double sum = 0;
    for (double sample : sorted) {
      sum += sample;
    }
    return Math.min(Math.max(sum / sorted.length, first), sorted[sorted.length - 1]);
  }

  private static double deviation(double[] sorted, double mean) {
    double squares = 0;
    for (double sample : sorted) {
      squares += (sample - mean) * (sample - mean);
    }
    return sorted.length < 2 ? 0 : Math.sqrt(squares / (sorted.length - 1));
  }
}
