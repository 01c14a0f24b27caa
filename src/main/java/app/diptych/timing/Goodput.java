package app.diptych.timing;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** For people, for example "TTFT at most 500 ms". */
    String words() {
      String number = BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
      String much = metric.isRate() ? " at least " : " at most ";
      return (metric.label() + much + number + " " + metric.unit().sign()).strip();
    }

    /**
     * Reads a limit as it is typed: "ttft=500", "ITL = 50" or "tok/s per user=20".
     *
     * @throws IllegalArgumentException for anything else, with a sentence a user can act on
     */
    static Limit parse(String typed) {
      int equals = typed.indexOf('=');
      String name = (equals < 0 ? typed : typed.substring(0, equals)).strip();
      String number = equals < 0 ? "" : typed.substring(equals + 1).strip();
      try {
        return new Limit(metric(name), Double.parseDouble(number));
      } catch (NumberFormatException notNumber) {
        throw new IllegalArgumentException(
            "\"" + number + "\" is no number: give a limit such as TTFT=500, in milliseconds.",
            notNumber);
      }
    }

    private static MetricName metric(String name) {
      return ofOneAnswer()
          .filter(metric ->
              metric.label().equalsIgnoreCase(name) || metric.name().equalsIgnoreCase(name))
          .findFirst()
          .orElseThrow(() ->
              new IllegalArgumentException(
                  "\"%s\" is no metric of one answer. There are: %s."
                      .formatted(
                          name,
                          ofOneAnswer().map(MetricName::label).collect(Collectors.joining(", ")))));
    }

    private static Stream<MetricName> ofOneAnswer() {
      return Arrays.stream(MetricName.values()).filter(MetricName::isOfOneAnswer);
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

  /**
   * Reads limits as they are typed, each such as "TTFT=500".
   *
   * @throws IllegalArgumentException for a metric that is none, a number that is none, and a metric
   *     named twice, with a sentence a user can act on
   */
  public static Goodput parse(Collection<String> typed) {
    Map<MetricName, Limit> limits = new EnumMap<>(MetricName.class);
    for (String one : typed) {
      Limit limit = Limit.parse(one);
      if (limits.put(limit.metric(), limit) != null) {
        throw new IllegalArgumentException(
            "There are two limits for " + limit.metric().label() + ". Leave one out.");
      }
    }
    return new Goodput(List.copyOf(limits.values()));
  }

  /** For people, for example "TTFT at most 500 ms, ITL at most 50 ms". */
  public String words() {
    return limits.stream().map(Limit::words).collect(Collectors.joining(", "));
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
    return perSecond(good(answered), duration);
  }

  /**
   * The same.
   *
   * @param good how many requests were
   */
  public OptionalDouble perSecond(long good, Duration duration) {
    return duration.isZero() || duration.isNegative()
        ? OptionalDouble.empty()
        : OptionalDouble.of(good / Throughput.seconds(duration));
  }

  private long good(Collection<RequestMetrics> answered) {
    return answered.stream().filter(this::isGood).count();
  }
}
