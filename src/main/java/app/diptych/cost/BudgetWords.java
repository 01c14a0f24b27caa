package app.diptych.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Amounts as short as they can be told. */
public final class BudgetWords {
  private static final BigDecimal CENT = new BigDecimal("0.01");
  private static final int DECIMALS = 4;
  private static final MathContext TWO = new MathContext(2, RoundingMode.HALF_UP);

  private BudgetWords() {}

  /** With four decimals at most, and two digits that count when it is less than a cent. */
  public static String amount(BigDecimal amount) {
    BigDecimal brief =
        amount.abs().compareTo(CENT) < 0
            ? amount.round(TWO)
            : amount.setScale(DECIMALS, RoundingMode.HALF_UP);
    return Money.plain(brief).toPlainString();
  }

  /** For example {@code 0.0042 USD}. */
  public static String money(Money money) {
    return amount(money.amount()) + " " + money.currency();
  }
}
