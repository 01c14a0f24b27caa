package app.diptych.report.roi;

import app.diptych.cost.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Everything a return on investment rests on. All money is of one currency.
 *
 * @param inputTokens a month
 * @param outputTokens a month
 * @param promptTokens of one request, which decides among prices by length; 0 for short ones
 * @param cachedPercent of the input tokens that come from the provider's cache
 * @param before prices of the model that is left, for a million tokens
 * @param after prices of the model that is gone to
 * @param migrationDays of work
 * @param dayRate what a day of it costs
 * @param otherCost paid once
 * @param currency its code
 * @param condition what must hold besides, in words; empty when nothing is said
 * @param quality how good the model that is gone to must be; null when nothing is asked of it
 */
public record Assumptions(
    BigDecimal inputTokens,
    BigDecimal outputTokens,
    BigDecimal promptTokens,
    BigDecimal cachedPercent,
    TokenPrices before,
    TokenPrices after,
    BigDecimal migrationDays,
    BigDecimal dayRate,
    BigDecimal otherCost,
    String currency,
    String condition,
    @Nullable Quality quality) {
  /** What is typed, and half as much again and more: the inputs are varied by up to 100 %. */
  private static final BigDecimal MOST = Quantities.MOST.multiply(BigDecimal.TWO);

  /** Behind the point: those of a converted price and of a factor. */
  private static final int DIGITS = 40;

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /**
   * @throws IllegalArgumentException for what cannot be assumed, with a sentence
   */
  public Assumptions {
    check("Input tokens a month", inputTokens);
    check("Output tokens a month", outputTokens);
    check("Tokens of a prompt", promptTokens);
    check("The share of input from the cache", cachedPercent);
    check("before", before);
    check("after", after);
    check("Days of migration", migrationDays);
    check("The rate of a day", dayRate);
    check("The other cost", otherCost);
    Money.requireSpendable(currency);
    if (cachedPercent.compareTo(HUNDRED) > 0) {
      throw new IllegalArgumentException(
          "The share of input from the cache is between 0 and 100 per cent.");
    }
    if (inputTokens.add(outputTokens).signum() == 0) {
      throw new IllegalArgumentException(
          "With no tokens a month nothing is saved and nothing pays: say how many there are.");
    }
  }

  /**
   * Nothing comes from a cache, no prompt is so long that it costs otherwise, and nothing is asked
   * of the quality.
   */
  public Assumptions(
      BigDecimal inputTokens,
      BigDecimal outputTokens,
      TokenPrices before,
      TokenPrices after,
      BigDecimal migrationDays,
      BigDecimal dayRate,
      BigDecimal otherCost,
      String currency,
      String condition) {
    this(
        inputTokens,
        outputTokens,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        before,
        after,
        migrationDays,
        dayRate,
        otherCost,
        currency,
        condition,
        null);
  }

  /** A month, by prices of one of the two. */
  BigDecimal cost(TokenPrices prices) {
    BigDecimal cached = inputTokens.multiply(cachedPercent).movePointLeft(2);
    return prices.at(promptTokens).cost(inputTokens, cached, outputTokens);
  }

  /** Once, for going from one to the other. */
  BigDecimal migrationCost() {
    return migrationDays.multiply(dayRate).add(otherCost);
  }

  BigDecimal tokens() {
    return inputTokens.add(outputTokens);
  }

  /** With one of its numbers multiplied; of the input no more than all comes from the cache. */
  Assumptions with(Input input, BigDecimal factor) {
    Factors factors = new Factors(input, factor);
    return new Assumptions(
        factors.times(Input.INPUT_TOKENS, inputTokens),
        factors.times(Input.OUTPUT_TOKENS, outputTokens),
        factors.times(Input.PROMPT_TOKENS, promptTokens),
        factors.times(Input.CACHED_SHARE, cachedPercent).min(HUNDRED),
        before.times(
            factors.of(Input.INPUT_BEFORE),
            factors.of(Input.OUTPUT_BEFORE),
            factors.of(Input.CACHED_BEFORE)),
        after.times(
            factors.of(Input.INPUT_AFTER),
            factors.of(Input.OUTPUT_AFTER),
            factors.of(Input.CACHED_AFTER)),
        factors.times(Input.MIGRATION_DAYS, migrationDays),
        factors.times(Input.DAY_RATE, dayRate),
        factors.times(Input.OTHER_COST, otherCost),
        currency,
        condition,
        quality);
  }

  /** With what was measured of the quality, where it is asked for and nothing was measured yet. */
  public Assumptions measured(MeasuredQuality seen) {
    return quality == null || quality.measured() != null ? this : asking(quality.measuredAs(seen));
  }

  /** With why nothing measured is held against the quality that is asked for. */
  public Assumptions unmeasured(String why) {
    return quality == null || quality.measured() != null ? this : asking(quality.unmeasured(why));
  }

  private Assumptions asking(Quality asked) {
    return new Assumptions(
        inputTokens,
        outputTokens,
        promptTokens,
        cachedPercent,
        before,
        after,
        migrationDays,
        dayRate,
        otherCost,
        currency,
        condition,
        asked);
  }

  private record Factors(Input changed, BigDecimal factor) {
    BigDecimal of(Input input) {
      return input == changed ? factor : BigDecimal.ONE;
    }

    BigDecimal times(Input input, BigDecimal number) {
      return number.multiply(of(input));
    }
  }

  /** A number among them that may turn out otherwise. */
  public enum Input {
    INPUT_TOKENS("input tokens a month"),
    OUTPUT_TOKENS("output tokens a month"),
    PROMPT_TOKENS("tokens of a prompt"),
    CACHED_SHARE("share of input from the cache"),
    INPUT_BEFORE("input price before"),
    OUTPUT_BEFORE("output price before"),
    CACHED_BEFORE("cached input price before"),
    INPUT_AFTER("input price after"),
    OUTPUT_AFTER("output price after"),
    CACHED_AFTER("cached input price after"),
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

  private static void check(String when, TokenPrices prices) {
    check("The input price " + when, prices.input());
    check("The output price " + when, prices.output());
    if (prices.cachedInput() != null) {
      check("The cached input price " + when, prices.cachedInput());
    }
    for (TokenPrices.Tier tier : prices.tiers()) {
      if (tier.above().signum() == 0) {
        throw new IllegalArgumentException(
            "Prices for longer prompts begin above 1 token or more.");
      }
      check("Where longer prompts begin", tier.above());
      check("The input price for longer prompts " + when, tier.input());
      check("The output price for longer prompts " + when, tier.output());
      if (tier.cachedInput() != null) {
        check("The cached input price for longer prompts " + when, tier.cachedInput());
      }
    }
  }

  private static void check(String what, BigDecimal value) {
    if (value.signum() < 0) {
      throw new IllegalArgumentException(what + " cannot be negative.");
    }
    if (value.compareTo(MOST) > 0 || value.scale() > DIGITS) {
      throw new IllegalArgumentException(what + " cannot be right: it has too many digits.");
    }
  }
}
