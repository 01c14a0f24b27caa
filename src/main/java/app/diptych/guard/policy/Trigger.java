package app.diptych.guard.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition for leaving a gateway, as the migration playbook writes it: {@code
 * holy_sheep.error_rate > 1%}.
 *
 * @param provider the gateway it is about
 * @param above whether it holds above the value; else below it
 * @param value a share, 0.01 for 1 %, or milliseconds
 * @param text as it was written
 */
public record Trigger(
    String provider, Metric metric, boolean above, BigDecimal value, String text) {
  private static final Pattern CONDITION =
      Pattern.compile("\\s*([\\w.:/-]{1,100})\\.(\\w{1,40})\\s*(>=|<=|>|<)\\s*(\\S{1,40})\\s*");

  static Trigger of(String text, String where) throws PolicyException {
    Matcher parts = CONDITION.matcher(text);
    if (!parts.matches()) {
      throw new PolicyException(
          where
              + " is no condition: \""
              + text
              + "\". Write PROVIDER.METRIC > VALUE, for example holy_sheep.error_rate > 1%.");
    }
    Metric metric = Metric.of(parts.group(2)).orElse(null);
    if (metric == null) {
      throw new PolicyException(
          where
              + " is about "
              + parts.group(2)
              + ", which is not measured; there are error_rate, availability, ttft_p95, e2e_p95 and"
              + " latency_p95.");
    }
    return new Trigger(
        parts.group(1),
        metric,
        parts.group(3).startsWith(">"),
        Quantity.of(metric, parts.group(4), where),
        text.strip());
  }

  Duration time() {
    return Duration.ofMillis(value.longValue());
  }

  /** Whether it holds when the gateway is bad, and not when it is well. */
  boolean pointsTheRightWay() {
    return above == metric.isBadWhenHigh();
  }
}
