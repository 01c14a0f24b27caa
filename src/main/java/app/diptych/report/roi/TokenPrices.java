package app.diptych.report.roi;

import java.math.BigDecimal;

/** What a million tokens of a prompt and of an answer cost. */
public record TokenPrices(BigDecimal input, BigDecimal output) {
  private static final int MILLION_DIGITS = 6;

  /** What so many tokens cost, exactly. */
  BigDecimal cost(BigDecimal inputTokens, BigDecimal outputTokens) {
    return input
        .multiply(inputTokens)
        .add(output.multiply(outputTokens))
        .movePointLeft(MILLION_DIGITS);
  }
}
