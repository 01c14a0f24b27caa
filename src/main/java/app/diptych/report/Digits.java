package app.diptych.report;

import java.util.Locale;

/** Numbers with as many digits as they deserve, the same everywhere. */
public final class Digits {
  private Digits() {}

  /** Three digits or so; whole from a hundred on. */
  public static String of(double value) {
    double size = Math.abs(value);
    int decimals =
        size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.01 ? 3 : 5;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
