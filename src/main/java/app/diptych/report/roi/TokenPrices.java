package app.diptych.report.roi;

import app.diptych.cost.ExchangeRates;
import app.diptych.cost.Money;
import app.diptych.cost.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a million tokens of a prompt and of an answer cost.
 *
 * @param cachedInput of the prompt that comes from the cache; null when it is charged as any input
 * @param tiers other prices for longer prompts, the one for the longest first
 */
public record TokenPrices(
    BigDecimal input, BigDecimal output, @Nullable BigDecimal cachedInput, List<Tier> tiers) {
  private static final int MILLION_DIGITS = 6;
  private static final int RATE_DIGITS = 20;

  /**
   * Other prices for a long prompt: they hold for the whole request, not for the part above.
   *
   * @param above the prompt must have more tokens than this
   */
  public record Tier(
      BigDecimal above, BigDecimal input, BigDecimal output, @Nullable BigDecimal cachedInput) {}

  public TokenPrices {
    tiers = tiers.stream().sorted(Comparator.comparing(Tier::above).reversed()).toList();
  }

  /** The same for prompts of any length, cached or not. */
  public TokenPrices(BigDecimal input, BigDecimal output) {
    this(input, output, null, List.of());
  }

  /** Those of the price book. */
  public static TokenPrices of(Price price) {
    return new TokenPrices(
        price.rates().input(),
        price.rates().output(),
        price.rates().cachedInput(),
        price.tiers().stream()
            .map(tier ->
                new Tier(
                    BigDecimal.valueOf(tier.aboveInputTokens()),
                    tier.rates().input(),
                    tier.rates().output(),
                    tier.rates().cachedInput()))
            .toList());
  }

  /** With other prices for longer prompts. */
  public TokenPrices with(List<Tier> longer) {
    return new TokenPrices(input, output, cachedInput, longer);
  }

  /**
   * The same in another currency, rounded to 20 digits behind the point.
   *
   * @return empty when nobody gave a rate between the two
   */
  public Optional<TokenPrices> in(String from, String to, ExchangeRates rates) {
    if (rates.convert(Money.zero(from), to).isEmpty()) {
      return Optional.empty();
    }
    UnaryOperator<BigDecimal> change =
        amount ->
            rates
                .convert(new Money(amount, from), to)
                .map(Money::amount)
                .map(other ->
                    other.scale() > RATE_DIGITS
                        ? other.setScale(RATE_DIGITS, RoundingMode.HALF_UP)
                        : other)
                .orElseThrow();
    return Optional.of(map(change, change, change));
  }

  /** With its prices multiplied, those of the tiers too. */
  TokenPrices times(BigDecimal inputs, BigDecimal outputs, BigDecimal cached) {
    return map(inputs::multiply, outputs::multiply, cached::multiply);
  }

  private TokenPrices map(
      UnaryOperator<BigDecimal> inputs,
      UnaryOperator<BigDecimal> outputs,
      UnaryOperator<BigDecimal> cached) {
    return new TokenPrices(
        inputs.apply(input),
        outputs.apply(output),
        cachedInput == null ? null : cached.apply(cachedInput),
        tiers.stream()
            .map(tier ->
                new Tier(
                    tier.above(),
                    inputs.apply(tier.input()),
                    outputs.apply(tier.output()),
                    tier.cachedInput() == null ? null : cached.apply(tier.cachedInput())))
            .toList());
  }

  /** Every price there is, those of the tiers too. */
  Stream<BigDecimal> rates() {
    return Stream.concat(
            Stream.of(input, output, cachedInput),
            tiers.stream()
                .flatMap(tier -> Stream.of(tier.input(), tier.output(), tier.cachedInput())))
        .filter(Objects::nonNull);
  }

  /** The tier that holds for a prompt of that length; empty for the usual prices. */
  Optional<Tier> tier(BigDecimal promptTokens) {
    return tiers.stream().filter(tier -> promptTokens.compareTo(tier.above()) > 0).findFirst();
  }

  /** What holds for a prompt of that length, without tiers. */
  TokenPrices at(BigDecimal promptTokens) {
    return tier(promptTokens)
        .map(tier -> new TokenPrices(tier.input(), tier.output(), tier.cachedInput(), List.of()))
        .orElseGet(() -> with(List.of()));
  }

  /**
   * What so many tokens cost by the usual prices, exactly.
   *
   * @param cachedTokens of the input that come from the cache
   */
  BigDecimal cost(BigDecimal inputTokens, BigDecimal cachedTokens, BigDecimal outputTokens) {
    BigDecimal cached = cachedInput == null ? input : cachedInput;
    return input
        .multiply(inputTokens.subtract(cachedTokens))
        .add(cached.multiply(cachedTokens))
        .add(output.multiply(outputTokens))
        .movePointLeft(MILLION_DIGITS);
  }
}
