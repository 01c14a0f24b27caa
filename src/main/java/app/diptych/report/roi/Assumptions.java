package app.diptych.report.roi;

import java.math.BigDecimal;

/**
 * Everything a return on investment rests on. All money is of one currency.
 *
 * @param inputTokens a month
 * @param outputTokens a month
 * @param before prices of the model that is left, for a million tokens
 * @param after prices of the model that is gone to
 * @param migrationDays of work
 * @param dayRate what a day of it costs
 * @param otherCost paid once
 * @param currency its code
 * @param condition what must hold besides, such as a quality threshold; empty when nothing is said
 */
public record Assumptions(
    BigDecimal inputTokens,
    BigDecimal outputTokens,
    TokenPrices before,
    TokenPrices after,
    BigDecimal migrationDays,
    BigDecimal dayRate,
    BigDecimal otherCost,
    String currency,
    String condition) {
  private static final BigDecimal MOST = new BigDecimal("1e18");

  /**
   * @throws IllegalArgumentException for what cannot be assumed, with a sentence
   */
  public Assumptions {
    check("Input tokens a month", inputTokens);
    check("Output tokens a month", outputTokens);
    check("The input price before", before.input());
    check("The output price before", before.output());
    check("The input price after", after.input());
    check("The output price after", after.output());
    check("Days of migration", migrationDays);
    check("The rate of a day", dayRate);
    check("The other cost", otherCost);
    if (inputTokens.add(outputTokens).signum() == 0) {
      throw new IllegalArgumentException(
          "With no tokens a month nothing is saved and nothing pays: say how many there are.");
    }
  }

  /** Once, for going from one to the other. */
  BigDecimal migrationCost() {
    return migrationDays.multiply(dayRate).add(otherCost);
  }

  BigDecimal tokens() {
    return inputTokens.add(outputTokens);
  }

  /** With one of its numbers multiplied. */
  Assumptions with(Input input, BigDecimal factor) {
    return new Assumptions(
        input == Input.INPUT_TOKENS ? inputTokens.multiply(factor) : inputTokens,
        input == Input.OUTPUT_TOKENS ? outputTokens.multiply(factor) : outputTokens,
        new TokenPrices(
            input == Input.INPUT_BEFORE ? before.input().multiply(factor) : before.input(),
            input == Input.OUTPUT_BEFORE ? before.output().multiply(factor) : before.output()),
        new TokenPrices(
            input == Input.INPUT_AFTER ? after.input().multiply(factor) : after.input(),
            input == Input.OUTPUT_AFTER ? after.output().multiply(factor) : after.output()),
        input == Input.MIGRATION_DAYS ? migrationDays.multiply(factor) : migrationDays,
        input == Input.DAY_RATE ? dayRate.multiply(factor) : dayRate,
        input == Input.OTHER_COST ? otherCost.multiply(factor) : otherCost,
        currency,
        condition);
  }

  /** A number among them that may turn out otherwise. */
  public enum Input {
    INPUT_TOKENS("input tokens a month"),
    OUTPUT_TOKENS("output tokens a month"),
    INPUT_BEFORE("input price before"),
    OUTPUT_BEFORE("output price before"),
    INPUT_AFTER("input price after"),
    OUTPUT_AFTER("output price after"),
    MIGRATION_DAYS("days of migration"),
    DAY_RATE("rate of a day"),
    OTHER_COST("other cost");

    private final String words;

    Input(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  private static void check(String what, BigDecimal value) {
    if (value.signum() < 0) {
      throw new IllegalArgumentException(what + " cannot be negative.");
    }
    if (value.compareTo(MOST) > 0 || value.scale() > 30) {
      throw new IllegalArgumentException(what + " cannot be right: it has too many digits.");
    }
  }
}
