package app.diptych.report.decision;

import app.diptych.report.Digits;
import app.diptych.review.stats.Estimate;
import app.diptych.timing.Interval;
import app.diptych.timing.Share;
import java.util.Locale;

/** Numbers as the report writes them. */
final class Figures {
  private Figures() {}

  /** A share from 0 to 1, for example {@code 61 %} or {@code 2.5 %}. */
  static String percent(double share) {
    double hundred = 100 * share;
    boolean whole = hundred == 0 || hundred >= 10;
    return String.format(Locale.ROOT, whole ? "%.0f %%" : "%.1f %%", hundred);
  }

  /** For example {@code 61 % (52 % to 69 %)}. */
  static String percent(Estimate share) {
    return "%s (%s to %s)"
        .formatted(percent(share.value()), percent(share.low()), percent(share.high()));
  }

  /** The same of a share; a dash of nothing. */
  static String percent(Share share) {
    Interval interval = share.interval().orElse(null);
    return interval == null
        ? "\u2013"
        : "%s (%s to %s)"
            .formatted(
                percent(share.value().orElse(0)),
                percent(interval.low()),
                percent(interval.high()));
  }

  /** For example {@code n 40}. */
  static String n(long count) {
    return String.format(Locale.ROOT, "n %,d", count);
  }

  /** For example {@code 2 of 40}. */
  static String of(Share share) {
    return String.format(Locale.ROOT, "%,d of %,d", share.some(), share.all());
  }

  static String millis(double value) {
    return Digits.of(value) + " ms";
  }

  /** For example {@code 1,200 votes} or {@code 1 vote}. */
  static String count(long number, String one) {
    return count(number, one, one + "s");
  }

  static String count(long number, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
  }

  /** So much money that it can be read, for example {@code 0.000421 USD}. */
  static String money(double amount, String currency) {
    double size = Math.abs(amount);
    int decimals = size == 0 || size >= 1 ? 2 : size >= 0.01 ? 4 : 7;
    return String.format(Locale.ROOT, "%,." + decimals + "f %s", amount, currency);
  }
}
