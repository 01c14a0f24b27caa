package app.diptych.timing;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Limits that a good request meets, all of them. A metric that is missing meets no limit; exactly
 * at a limit is good.
 */
public record Goodput(List<Limit> limits) {

  /**
   * @param bound in the unit of the metric: at most so much for a latency, at least so much for a
   *     rate
   */
  public record Limit(MetricName metric, double bound) {
    /**
     * @throws IllegalArgumentException for a bound that nothing or everything meets
     */
    public Limit {
      if (!Double.isFinite(bound) || bound <= 0) {
        throw new IllegalArgumentException(
            "A limit for " + metric.label() + " is a number above 0, not " + bound + ".");
      }
    }

    boolean isMet(RequestMetrics metrics) {
      OptionalDouble value = metric.of(metrics);
      return value.isPresent()
          && (metric.isRate() ? value.getAsDouble() >= bound : value.getAsDouble() <= bound);
    }
  }

  /**
   * @throws IllegalArgumentException without a limit: everything would be good
   */
  public Goodput {
    limits = List.copyOf(limits);
    if (limits.isEmpty()) {
      throw new IllegalArgumentException("Goodput needs a limit, for example TTFT 500 ms.");
    }
  }

  public boolean isGood(RequestMetrics metrics) {
    return limits.stream().allMatch(limit -> limit.isMet(metrics));
  }

  /**
   * The good ones of all requests that were answered or failed.
   *
   * @param answered the metrics of those that were answered
   * @param failed how many were not
   */
  public Share share(Collection<RequestMetrics> answered, long failed) {
    return new Share(good(answered), answered.size() + failed);
  }

  /**
   * Good requests a second; none over no time.
   *
   * @param duration from the first start to the last end
   */
  public OptionalDouble perSecond(Collection<RequestMetrics> answered, Duration duration) {
    return duration.isZero() || duration.isNegative()
        ? OptionalDouble.empty()
        : OptionalDouble.of(good(answered) / Throughput.seconds(duration));
  }

  private long good(Collection<RequestMetrics> answered) {
    return answered.stream().filter(this::isGood).count();
  }
}
