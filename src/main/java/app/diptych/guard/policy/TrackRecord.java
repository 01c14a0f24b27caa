package app.diptych.guard.policy;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known or promised of a route.
 *
 * @param values shares and milliseconds, by what they are of
 * @param outputPrice of a million output tokens, null when unknown
 * @param currency of the price
 */
public record TrackRecord(
    Map<Metric, BigDecimal> values, @Nullable BigDecimal outputPrice, String currency) {
  static final TrackRecord NONE = new TrackRecord(Map.of(), null, "USD");

  public TrackRecord {
    Map<Metric, BigDecimal> copy = new EnumMap<>(Metric.class);
    copy.putAll(values);
    values = Map.copyOf(copy);
  }

  /** The value a condition can be held against; "latency" may be the time to first token. */
  Optional<BigDecimal> against(Metric metric) {
    BigDecimal same = values.get(metric);
    if (same == null && metric.isTimeToFirstToken()) {
      same = values.get(metric == Metric.TTFT_P95 ? Metric.LATENCY_P95 : Metric.TTFT_P95);
    }
    return Optional.ofNullable(same);
  }
}
