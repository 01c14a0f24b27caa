package app.diptych.cost;

import app.diptych.completion.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a model costs at a gateway, as somebody said on some day.
 *
 * @param gateway the host that charges it, for example {@code api.groq.com}, or the id of a gateway
 * @param model as the gateway calls it
 * @param tiers other rates for long prompts, in any order
 * @param source who says so, for people
 * @param date when they did
 * @param batch what the same costs when it is asked for through the gateway's Batch API, answered
 *     within hours; null when nobody said
 * @param batchTiers other rates for long prompts there, in any order
 */
public record Price(
    String gateway,
    String model,
    Rates rates,
    List<Tier> tiers,
    String currency,
    String source,
    LocalDate date,
    @Nullable Rates batch,
    List<Tier> batchTiers) {
  private static final BigDecimal MILLION = new BigDecimal(1_000_000);

  /** Without other rates for long prompts in batches. */
  public Price(
      String gateway,
      String model,
      Rates rates,
      List<Tier> tiers,
      String currency,
      String source,
      LocalDate date,
      @Nullable Rates batch) {
    this(gateway, model, rates, tiers, currency, source, date, batch, List.of());
  }

  /** Without a price for batches. */
  public Price(
      String gateway,
      String model,
      Rates rates,
      List<Tier> tiers,
      String currency,
      String source,
      LocalDate date) {
    this(gateway, model, rates, tiers, currency, source, date, null);
  }

  /**
   * @throws IllegalArgumentException for something that is no price, with a sentence
   */
  public Price {
    Money.requireSpendable(currency);
    tiers = Tier.longestFirst(tiers);
    batchTiers = Tier.longestFirst(batchTiers);
    if (gateway.isBlank() || model.isBlank()) {
      throw new IllegalArgumentException("A price needs a gateway and a model.");
    }
  }

  /**
   * This price with the rates for long prompts and for batches of another one.
   *
   * @param other in the same currency
   */
  public Price withMoreOf(Price other) {
    return new Price(
        gateway, model, rates, other.tiers, currency, source, date, other.batch, other.batchTiers);
  }

  /**
   * The exact cost of a request: tokens of the prompt without the cached ones at the input rate,
   * cached ones at theirs, tokens of the answer without reasoning at the output rate, reasoning at
   * its own; a tier's rates hold for the whole request.
   */
  public Cost cost(Usage usage) {
    String wrong = wrong(usage);
    if (wrong != null) {
      return new Cost.Unpriced(wrong);
    }
    return known(usage, ratesFor(usage.inputTokens()));
  }

  /**
   * The same of a request that was asked for in a batch; without a rate for those, unpriced. A
   * prompt so long that it costs more outside of a batch, with no such rate in one, costs at least
   * what shorter ones do.
   */
  public Cost batchCost(Usage usage) {
    Rates own = batch;
    if (own == null) {
      return new Cost.Unpriced("no price is known for batches of it");
    }
    String wrong = wrong(usage);
    if (wrong != null) {
      return new Cost.Unpriced(wrong);
    }
    int input = usage.inputTokens();
    Cost.Known known = known(usage, Tier.of(batchTiers, input).map(Tier::rates).orElse(own));
    int told = Tier.of(batchTiers, input).map(Tier::aboveInputTokens).orElse(0);
    return Tier.of(tiers, input)
        .filter(tier -> tier.aboveInputTokens() > told)
        .map(tier -> new Cost.Known(known.money(), known.estimated(), unknownAbove(tier)))
        .orElse(known);
  }

  private static String unknownAbove(Tier tier) {
    return String.format(
        Locale.ROOT,
        "no price is known for batches of prompts above %,d tokens",
        tier.aboveInputTokens());
  }

  /**
   * A price whose usual rates are those of batches; a long prompt has the usual rates where none
   * are told for it in batches, so that it costs at most this.
   *
   * @return this, where there is no price for batches
   */
  public Price inBatches() {
    Rates own = batch;
    if (own == null) {
      return this;
    }
    int told = batchTiers.isEmpty() ? 0 : batchTiers.getFirst().aboveInputTokens();
    List<Tier> all = new ArrayList<>(batchTiers);
    tiers.stream().filter(tier -> tier.aboveInputTokens() > told).forEach(all::add);
    return new Price(gateway, model, own, all, currency, source, date);
  }

  private Cost.Known known(Usage usage, Rates now) {
    return new Cost.Known(parts(usage, now).total(), usage.source() != Usage.Source.REPORTED);
  }

  private CostParts parts(Usage usage, Rates now) {
    BigDecimal input =
        part(usage.inputTokens() - usage.cachedTokens(), now.input())
            .add(part(usage.cachedTokens(), or(now.cachedInput(), now.input())));
    BigDecimal output =
        part(usage.outputTokens() - usage.reasoningTokens(), now.output())
            .add(part(usage.reasoningTokens(), or(now.reasoning(), now.output())));
    return new CostParts(new Money(input, currency), new Money(output, currency));
  }

  /**
   * What of the cost of a request was for its prompt, and what for its answer.
   *
   * @param usage as it was reported or counted
   * @param cost what it cost
   * @return empty when that is not what this price makes of that usage
   */
  public Optional<CostParts> parts(@Nullable Usage usage, Cost cost) {
    return usage != null
            && cost instanceof Cost.Known known
            && cost(usage) instanceof Cost.Known again
            && again.money().equals(known.money())
        ? Optional.of(parts(usage, ratesFor(usage.inputTokens())))
        : Optional.empty();
  }

  /**
   * How many times as much a request costs at most by this price as by another, whatever its shares
   * of prompt and answer: the greater of the ratios of input and of output, in every tier of both.
   * Infinite when this asks for what the other gives for nothing; empty for another currency.
   */
  public OptionalDouble mostTimes(Price other) {
    if (!currency.equals(other.currency)) {
      return OptionalDouble.empty();
    }
    return IntStream.concat(IntStream.of(0), IntStream.concat(tierStarts(), other.tierStarts()))
        .mapToDouble(tokens -> ratesFor(tokens).mostTimes(other.ratesFor(tokens)))
        .max();
  }

  private IntStream tierStarts() {
    return tiers.stream()
        .mapToInt(tier -> Math.max(tier.aboveInputTokens(), tier.aboveInputTokens() + 1));
  }

  /**
   * What a request can cost before it is sent, at the dearer of the rates its answer can have.
   *
   * @param inputTokens of the prompt, as counted or guessed
   * @param maxOutputTokens the longest answer allowed, reasoning included; null when not limited
   * @throws IllegalArgumentException for less than no tokens
   */
  public CostEstimate estimate(int inputTokens, @Nullable Integer maxOutputTokens) {
    if (inputTokens < 0 || (maxOutputTokens != null && maxOutputTokens < 0)) {
      throw new IllegalArgumentException("There are no fewer than no tokens.");
    }
    Rates now = ratesFor(inputTokens);
    BigDecimal prompt = part(inputTokens, now.input());
    if (maxOutputTokens == null) {
      return new CostEstimate(new Money(prompt, currency), null);
    }
    BigDecimal dearer = now.output().max(or(now.reasoning(), now.output()));
    return new CostEstimate(
        new Money(prompt, currency),
        new Money(prompt.add(part(maxOutputTokens, dearer)), currency));
  }

  private Rates ratesFor(int inputTokens) {
    return Tier.of(tiers, inputTokens).map(Tier::rates).orElse(rates);
  }

  private static @Nullable String wrong(Usage usage) {
    if (usage.inputTokens() < 0
        || usage.outputTokens() < 0
        || usage.cachedTokens() < 0
        || usage.reasoningTokens() < 0) {
      return "the provider reports fewer than no tokens";
    }
    if (usage.cachedTokens() > usage.inputTokens()) {
      return "the provider reports more cached tokens than the prompt has";
    }
    return usage.reasoningTokens() > usage.outputTokens()
        ? "the provider reports more reasoning tokens than the answer has"
        : null;
  }

  private static BigDecimal part(int tokens, BigDecimal rate) {
    return rate.multiply(new BigDecimal(tokens)).divide(MILLION);
  }

  private static BigDecimal or(@Nullable BigDecimal own, BigDecimal otherwise) {
    return own == null ? otherwise : own;
  }
}
