package app.diptych.report.claim;

import app.diptych.report.check.MetricName;
import java.util.Locale;

/**
 * What was measured of a metric.
 *
 * @param subject the model or gateway
 * @param unit the unit of its metric ({@code ms}, {@code t/s}, {@code %}), of money its currency
 * @param n how many requests it comes from
 * @param low the lower end of its confidence interval; NaN together with {@code high} when there is
 *     none
 * @param high the upper end
 * @param confidence of the interval, for example 0.95
 */
public record Measured(
    MetricName metric,
    String subject,
    String unit,
    long n,
    double value,
    double low,
    double high,
    double confidence) {
  /**
   * @throws IllegalArgumentException for what cannot have been measured, with a sentence
   */
  public Measured {
    boolean none = Double.isNaN(low) && Double.isNaN(high);
    if (n < 0 || !Double.isFinite(value)) {
      throw new IllegalArgumentException("A measurement needs a number and at least no requests.");
    }
    if (!none
        && !(low <= value && value <= high && Double.isFinite(low) && Double.isFinite(high))) {
      throw new IllegalArgumentException(
          "The interval of %s does not hold the measured value.".formatted(metric.words()));
    }
    if (!none && !(confidence > 0.5 && confidence < 1)) {
      throw new IllegalArgumentException("A confidence lies between 0.5 and 1, such as 0.95.");
    }
  }

  /** Whether anything is known of how far off it may be. */
  public boolean hasInterval() {
    return !Double.isNaN(low);
  }

  /** For example {@code 412 ms}. */
  public String words() {
    return number(value) + " " + unit;
  }

  /** For example {@code 410 to 460 ms (95 %)}; empty when there is none. */
  public String interval() {
    return hasInterval()
        ? "%s to %s %s (%s %%)".formatted(number(low), number(high), unit, number(confidence * 100))
        : "";
  }

  static String number(double value) {
    double size = Math.abs(value);
    String text =
        String.format(Locale.ROOT, size >= 1_000 ? "%.0f" : size >= 1 ? "%.2f" : "%.4f", value);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }
}
