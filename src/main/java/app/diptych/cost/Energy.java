package app.diptych.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Optional;

/**
 * What this machine drew while it answered, measured and never guessed.
 *
 * @param microjoules millionths of a joule
 * @param time from t0 to the last delta, for which it was measured
 * @param source what was measured and how, for people
 * @param together whether another answer was made on this machine meanwhile: then it is the energy
 *     of both, and nobody can tell them apart
 */
public record Energy(long microjoules, Duration time, String source, boolean together) {
  /** What stands in a source before that which nobody could measure. */
  public static final String WITHOUT = "; not in it: ";

  private static final int MICRO = 6;
  private static final int MOST_SOURCE = 1_000;

  /**
   * @throws IllegalArgumentException for less than nothing
   */
  public Energy {
    if (microjoules < 0 || time.isNegative()) {
      throw new IllegalArgumentException("No answer takes less than no energy and no time.");
    }
    source = source.length() > MOST_SOURCE ? source.substring(0, MOST_SOURCE) : source;
  }

  /** Whether a part of the machine drew something that nobody could measure. */
  public boolean isPartial() {
    return source.contains(WITHOUT);
  }

  /** Exact. */
  public BigDecimal joules() {
    return Money.plain(BigDecimal.valueOf(microjoules, MICRO));
  }

  /**
   * Millijoules for each token of the answer, reasoning included: J x 1000 / N (AIPerf). Empty
   * without tokens, and when it is the energy of more than one answer.
   */
  public Optional<BigDecimal> millijoulesPerToken(int outputTokens) {
    return outputTokens <= 0 || together
        ? Optional.empty()
        : Optional.of(
            quotient(
                joules().multiply(BigDecimal.valueOf(1000)), BigDecimal.valueOf(outputTokens)));
  }

  /** Tokens of the answer for each joule: N / J (AIPerf). Empty as {@link #millijoulesPerToken}. */
  public Optional<BigDecimal> tokensPerJoule(int outputTokens) {
    return outputTokens <= 0 || together || microjoules == 0
        ? Optional.empty()
        : Optional.of(quotient(BigDecimal.valueOf(outputTokens), joules()));
  }

  private static BigDecimal quotient(BigDecimal one, BigDecimal other) {
    return Money.plain(one.divide(other, MathContext.DECIMAL64));
  }
}
