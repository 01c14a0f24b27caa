package app.diptych.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;

/**
 * What one unit of a currency is in another, as somebody said on some day.
 *
 * @param source who says so, for people
 */
public record ExchangeRate(String from, String to, BigDecimal rate, String source, LocalDate date) {
  private static final BigDecimal MOST = new BigDecimal(10_000_000);
  private static final BigDecimal LEAST = new BigDecimal("0.0000001");

  /**
   * @throws IllegalArgumentException for something that is no rate, with a sentence
   */
  public ExchangeRate {
    Money.requireSpendable(from);
    Money.requireSpendable(to);
    rate = Money.plain(rate);
    if (from.equals(to)) {
      throw new IllegalArgumentException("A rate is between two currencies, not one.");
    }
    if (rate.compareTo(LEAST) < 0 || rate.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "%s %s for one %s cannot be right.".formatted(rate.toPlainString(), to, from));
    }
    source = source.strip();
    if (source.isEmpty()) {
      throw new IllegalArgumentException("A rate needs a source: who says so?");
    }
  }

  /**
   * As somebody typed it.
   *
   * @param date empty for today
   * @throws IllegalArgumentException for something that is no rate, with a sentence
   */
  public static ExchangeRate typed(
      String from, String to, String rate, String source, String date, LocalDate today) {
    LocalDate day = date.isBlank() ? today : BudgetsJson.date(date.strip());
    if (day.isAfter(today)) {
      throw new IllegalArgumentException("Nobody knows the rate of " + day + " yet.");
    }
    return new ExchangeRate(
        from.strip().toUpperCase(Locale.ROOT),
        to.strip().toUpperCase(Locale.ROOT),
        BudgetsJson.number(rate),
        source,
        day);
  }

  boolean isBetween(String one, String other) {
    return (from.equals(one) && to.equals(other)) || (from.equals(other) && to.equals(one));
  }

  /** For example {@code 1 CNY = 0.14 USD (ECB, 2026-11-26)}. */
  public String words() {
    return "1 %s = %s %s (%s, %s)".formatted(from, rate.toPlainString(), to, source, date);
  }
}
