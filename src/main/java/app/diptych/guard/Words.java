package app.diptych.guard;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers as sentences need them. */
public final class Words {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());
  private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

  private Words() {}

  /** For example {@code 99.95 %}: as many digits as tell something. */
  public static String percent(double share) {
    return number(BigDecimal.valueOf(share * 100)) + " %";
  }

  /** For example {@code 22.86}: at most four digits that count. */
  public static String number(BigDecimal value) {
    BigDecimal brief = value.round(DIGITS).stripTrailingZeros();
    return (brief.scale() < 0 ? brief.setScale(0, RoundingMode.UNNECESSARY) : brief)
        .toPlainString();
  }

  /** For example {@code 2,000 ms} or {@code 12 s}. */
  public static String time(Duration time) {
    return time.compareTo(Duration.ofSeconds(10)) < 0
        ? String.format(Locale.ROOT, "%,d ms", time.toMillis())
        : String.format(Locale.ROOT, "%,d s", (time.toMillis() + 999) / 1000);
  }

  /** The time of day here, to the second. */
  static String clock(Instant at) {
    return CLOCK.format(at);
  }
}
