package app.diptych.report.claim;

import app.diptych.report.check.Measure;
import app.diptych.report.check.Measure.Dimension;
import app.diptych.report.check.MetricName;
import app.diptych.timing.HourWindow;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of a metric.
 *
 * @param subject the gateway, or the model behind its gateway, for example {@code
 *     groq/llama-4-scout}
 * @param unit the unit of its metric ({@code ms}, {@code t/s}, {@code %}), of money its currency
 * @param n how many requests it comes from
 * @param low the lower end of its confidence interval; NaN together with {@code high} when there is
 *     none
 * @param high the upper end
 * @param confidence of the interval, for example 0.95
 * @param hours the part of the day its requests were sent in; null when it is the whole day
 */
public record Measured(
    MetricName metric,
    String subject,
    String unit,
    long n,
    double value,
    double low,
    double high,
    double confidence,
    @Nullable HourWindow hours) {
  /** One of the whole day. */
  public Measured(
      MetricName metric,
      String subject,
      String unit,
      long n,
      double value,
      double low,
      double high,
      double confidence) {
    this(metric, subject, unit, n, value, low, high, confidence, null);
  }

  /**
   * @throws IllegalArgumentException for what cannot have been measured, with a sentence
   */
  public Measured {
    boolean none = Double.isNaN(low) && Double.isNaN(high);
    if (n < 0 || !Double.isFinite(value)) {
      throw new IllegalArgumentException("A measurement needs a number and at least no requests.");
    }
    requirePossible(metric, unit, value);
    if (!none
        && !(low <= value && value <= high && Double.isFinite(low) && Double.isFinite(high))) {
      throw new IllegalArgumentException(
          "The interval of %s does not hold the measured value.".formatted(metric.words()));
    }
    if (!none && !(confidence > 0.5 && confidence < 1)) {
      throw new IllegalArgumentException("A confidence lies between 0.5 and 1, such as 0.95.");
    }
  }

  private static void requirePossible(MetricName metric, String unit, double value) {
    Measure measure = metric.measure();
    if (value < 0 && measure != Measure.SAVINGS) {
      throw new IllegalArgumentException(
          "%s cannot be less than nothing, and %s is."
              .formatted(capital(metric.words()), number(value) + " " + unit));
    }
    boolean share = measure == Measure.ERROR_RATE || measure == Measure.AVAILABILITY;
    if (share && unit.equals(Dimension.SHARE.unit()) && value > 100) {
      throw new IllegalArgumentException(
          "%s lies between 0 and 100 %%, and %s does not."
              .formatted(capital(metric.words()), number(value) + " " + unit));
    }
  }

  private static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** What it is of: the model and gateway, and the hours when it is not the whole day. */
  public String of() {
    return hours == null ? subject : subject + ", " + hours.words();
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
