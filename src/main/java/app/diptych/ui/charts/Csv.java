package app.diptych.ui.charts;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers for other programs: plain digits and a point. */
public final class Csv {
  private Csv() {}

  static String ms(long nanos) {
    return BigDecimal.valueOf(nanos, 6).stripTrailingZeros().toPlainString();
  }

  public static String of(double value) {
    return BigDecimal.valueOf(value)
        .setScale(12, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
