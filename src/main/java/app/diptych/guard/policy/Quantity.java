package app.diptych.guard.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values as a policy writes them: {@code 1%}, {@code 0.01}, {@code 2000ms}, {@code 10m}. */
final class Quantity {
  private static final Pattern NUMBER =
      Pattern.compile("(-?\\d{1,9}(?:\\.\\d{1,9})?)\\s*(%|[a-z]{0,3})");

  private Quantity() {}

  /** A share, 0.01 for 1 %, or milliseconds. */
  static BigDecimal of(Metric metric, String text, String where) throws PolicyException {
    return metric.isShare() ? share(text, where) : millis(text, where);
  }

  static BigDecimal share(String text, String where) throws PolicyException {
    Matcher parts = NUMBER.matcher(text.strip());
    boolean readable = parts.matches() && (parts.group(2).equals("%") || parts.group(2).isEmpty());
    if (!readable) {
      throw new PolicyException(
          where + " must be a share such as 1% or 0.01, not \"" + text + "\".");
    }
    BigDecimal number = new BigDecimal(parts.group(1));
    return parts.group(2).isEmpty() ? number : number.movePointLeft(2);
  }

  static Duration time(String text, String where) throws PolicyException {
    return Duration.ofMillis(millis(text, where).longValue());
  }

  private static BigDecimal millis(String text, String where) throws PolicyException {
    Matcher parts = NUMBER.matcher(text.strip());
    long unit =
        !parts.matches()
            ? 0
            : switch (parts.group(2)) {
              case "ms" -> 1;
              case "s" -> 1_000;
              case "m", "min" -> 60_000;
              case "h" -> 3_600_000;
              default -> 0;
            };
    if (unit == 0) {
      throw new PolicyException(
          where
              + " must be a time with its unit, such as 2000ms, 60s or 10m, not \""
              + text
              + "\".");
    }
    return new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit));
  }
}
