package app.diptych.prompt;

import java.math.BigDecimal;
import java.util.Optional;

/** Numbers as people write them. */
final class Decimal {
  private static final int LONGEST = 60;
  private static final int LARGEST_SCALE = 400;

  private Decimal() {}

  /** The number, unless it is none or beyond all use. */
  static Optional<BigDecimal> read(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(text.strip());
      // A huge exponent takes a word to write and gigabytes to compute with.
      return Math.abs((long) number.scale()) > LARGEST_SCALE
          ? Optional.empty()
          : Optional.of(number);
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }
}
