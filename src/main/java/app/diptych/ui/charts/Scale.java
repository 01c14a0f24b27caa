package app.diptych.ui.charts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Round numbers for an axis that begins at zero. */
public final class Scale {
  private static final double[] STEPS = {1, 1.5, 2, 3, 4, 5, 6, 8, 10};

  private Scale() {}

  /** The next round number that is not below the value; 1 for nothing. */
  public static double top(double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    for (double step : STEPS) {
      if (step * power >= value) {
        return step * power;
      }
    }
    return 10 * power;
  }

  /** A number of an axis in few characters, for example {@code 1.5k} or {@code 0.0004}. */
  public static String words(double value) {
    if (value == 0) {
      return "0";
    }
    if (value >= 1e6) {
      return trimmed(value / 1e6) + "M";
    }
    if (value >= 10_000) {
      return trimmed(value / 1000) + "k";
    }
    if (value >= 0.01) {
      return trimmed(value);
    }
    return String.format(Locale.ROOT, "%.0e", value).replace("e-0", "e-");
  }

  /** Three figures are enough for a chart. */
  public static String figures(double value) {
    if (value == 0) {
      return "0";
    }
    int decimals = 2 - (int) Math.floor(Math.log10(Math.abs(value)));
    return String.format(Locale.ROOT, "%,." + Math.clamp(decimals, 0, 12) + "f", value);
  }

  private static String trimmed(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    return rounded.stripTrailingZeros().toPlainString();
  }
}
