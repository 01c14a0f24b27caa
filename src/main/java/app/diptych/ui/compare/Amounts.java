package app.diptych.ui.compare;

import app.diptych.cost.CostTotal;
import app.diptych.cost.Money;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Money as it is shown: four figures, without needless zeros. */
final class Amounts {
  private static final MathContext SHOWN = new MathContext(4, RoundingMode.HALF_UP);

  private Amounts() {}

  static String rounded(Money money) {
    return rounded(money, SHOWN);
  }

  /** About so much: three figures. Currencies without a rate stay apart. */
  static String about(CostTotal total) {
    return words(total, RoundingMode.HALF_UP);
  }

  /** No more than that: three figures, never rounded down. */
  static String atMost(CostTotal total) {
    return words(total, RoundingMode.UP);
  }

  private static String words(CostTotal total, RoundingMode rounding) {
    MathContext figures = new MathContext(3, rounding);
    return new TreeMap<>(total.sums())
        .values().stream().map(money -> rounded(money, figures)).collect(Collectors.joining(" + "));
  }

  private static String rounded(Money money, MathContext figures) {
    return money.amount().round(figures).stripTrailingZeros().toPlainString()
        + " "
        + money.currency();
  }
}
