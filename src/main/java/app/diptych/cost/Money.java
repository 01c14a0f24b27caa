package app.diptych.cost;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An exact amount. It is never rounded while it is computed with; only what is shown is.
 *
 * @param currency its ISO 4217 code, for example {@code USD}
 */
public record Money(BigDecimal amount, String currency) {
  private static final int MOST_DIGITS = 100;

  /**
   * @throws IllegalArgumentException for a code that is no currency
   */
  public Money {
    amount = plain(amount);
    requireCurrency(currency);
  }

  public static Money of(String amount, String currency) {
    return new Money(new BigDecimal(amount), currency);
  }

  /** Nothing, in that currency. */
  public static Money zero(String currency) {
    return new Money(BigDecimal.ZERO, currency);
  }

  /**
   * @throws IllegalArgumentException for another currency: without a rate there is no sum
   */
  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(
          "%s and %s have no sum without a rate between them.".formatted(currency, other.currency));
    }
    return new Money(amount.add(other.amount), currency);
  }

  /** The amount in full and its currency, for example {@code 0.58 USD}. */
  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency;
  }

  static void requireCurrency(String code) {
    try {
      Currency.getInstance(code);
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          "\"%s\" is no currency: give its three letters, for example USD or CNY.".formatted(code),
          unknown);
    }
  }

  /**
   * @throws IllegalArgumentException for a code that is no money anybody pays with, such as gold
   */
  public static void requireSpendable(String currency) {
    requireCurrency(currency);
    if (Currency.getInstance(currency).getDefaultFractionDigits() < 0) {
      throw new IllegalArgumentException(
          "Nobody pays in \"%s\": give a currency such as USD or CNY.".formatted(currency));
    }
  }

  /**
   * Equal amounts are equal however they were written.
   *
   * @throws IllegalArgumentException for more digits than any amount has: written out they would
   *     fill the memory
   */
  static BigDecimal plain(BigDecimal amount) {
    if (amount.precision() > MOST_DIGITS || Math.abs((long) amount.scale()) > MOST_DIGITS) {
      throw new IllegalArgumentException("An amount has at most " + MOST_DIGITS + " digits.");
    }
    BigDecimal stripped = amount.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
