package app.diptych.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * What a million tokens cost.
 *
 * @param cachedInput of the prompt that came from the provider's cache; null when it is charged as
 *     any input
 * @param reasoning of reasoning tokens; null when they are charged as any output
 */
public record Rates(
    BigDecimal input,
    BigDecimal output,
    @Nullable BigDecimal cachedInput,
    @Nullable BigDecimal reasoning) {

  /** More than any model ever cost; beyond it the unit is wrong. */
  static final BigDecimal MOST = new BigDecimal(100_000);

  /**
   * @throws IllegalArgumentException for a rate that is negative or absurd
   */
  public Rates {
    input = checked("input", input);
    output = checked("output", output);
    cachedInput = cachedInput == null ? null : checked("cached input", cachedInput);
    reasoning = reasoning == null ? null : checked("reasoning", reasoning);
  }

  public static Rates of(String input, String output) {
    return new Rates(new BigDecimal(input), new BigDecimal(output), null, null);
  }

  double mostTimes(Rates other) {
    return Math.max(times(input, other.input), times(output, other.output));
  }

  private static double times(BigDecimal rate, BigDecimal other) {
    if (other.signum() == 0) {
      return rate.signum() == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
    return rate.divide(other, MathContext.DECIMAL64).doubleValue();
  }

  private static BigDecimal checked(String what, BigDecimal rate) {
    // First, because written out a giant would fill the memory.
    BigDecimal plain = Money.plain(rate);
    if (plain.signum() < 0 || plain.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "%s a million tokens for %s cannot be right: prices here are per million tokens."
              .formatted(rate.toPlainString(), what));
    }
    return plain;
  }
}
