package app.diptych.trial;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.cost.Money;
import app.diptych.cost.Price;
import app.diptych.cost.Rates;
import java.time.LocalDate;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** No wrong sum of money for tokens that cannot be. */
class ChargeTest {
  private static final int WRITTEN = 340;

  @Test
  void believesWhatFitsTheText() {
    assertThat(charge().of(usage(10, 80, 0), null))
        .isEqualTo(new Cost.Known(Money.of("0.00081", "USD"), false));
  }

  @Test
  void costsAtLeastWhatWasStreamedWhenTheProviderReportsFarMore() {
    Usage counted = new Usage(10, 80, 0, 0, Usage.Source.ESTIMATED);
    Cost cost = charge().of(usage(10, 2_000_000_000, 0), counted);
    assertThat(cost)
        .isEqualTo(
            new Cost.Known(
                Money.of("0.00081", "USD"),
                true,
                "the provider reports 2,000,000,000 tokens for an answer of 340 characters"));
    assertThat(charge().of(usage(10, 2_000_000_000, 0), null)).isInstanceOf(Cost.Unpriced.class);
  }

  @Test
  void hasNoPriceWhenTheProviderReportsNoTokensForAText() {
    assertThat(charge().of(usage(10, 0, 0), null))
        .isEqualTo(
            new Cost.Unpriced("the provider reports 0 tokens for an answer of 340 characters"));
  }

  @Test
  void hasNoPriceWhenThePromptCannotHaveThatManyTokens() {
    assertThat(charge().of(usage(2_000_000_000, 80, 0), null))
        .isEqualTo(
            new Cost.Unpriced(
                "the provider reports 2,000,000,000 tokens for a prompt of 4 characters"));
  }

  @Test
  void chargesAPromptWithMoreCachedTokensThanItHasAsIfNoneWere() {
    Usage odd = new Usage(10, 80, 0, 60, Usage.Source.REPORTED);
    Price cheaper =
        new Price(
            "x",
            "m",
            new Rates(
                new java.math.BigDecimal("1"),
                new java.math.BigDecimal("10"),
                new java.math.BigDecimal("0.1"),
                null),
            List.of(),
            "USD",
            "test",
            LocalDate.of(2026, 1, 1));
    assertThat(new Charge(cheaper::cost, request(), WRITTEN).of(odd, null))
        .isEqualTo(
            new Cost.Known(
                Money.of("0.00081", "USD"),
                false,
                "the provider reports more cached tokens than the prompt has"));
  }

  @Test
  void believesReasoningThatWasKeptBackAndIsReported() {
    assertThat(charge().of(usage(10, 5_080, 5_000), null))
        .isEqualTo(new Cost.Known(Money.of("0.05081", "USD"), false));
  }

  @Test
  void neverCostsMoreThanWhatFitsWhateverIsReported() {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    for (int i = 0; i < 10_000; i++) {
      int written = random.nextInt(2_000);
      Usage usage = usage(random.nextInt(-5, 50), random.nextInt(-5, Integer.MAX_VALUE), 0);
      Usage counted = new Usage(10, written / 4, 0, 0, Usage.Source.ESTIMATED);
      Cost cost = new Charge(price()::cost, request(), written).of(usage, counted);
      if (cost instanceof Cost.Known known) {
        double most = 1e-6 * 50 + 1e-5 * (3 * written + 16);
        assertThat(known.money().amount().doubleValue()).isBetween(0.0, most + 1e-12);
      }
    }
  }

  private static Charge charge() {
    return new Charge(price()::cost, request(), WRITTEN);
  }

  private static CompletionRequest request() {
    return new CompletionRequest("m", List.of(Message.user("Why?")), Sampling.providerDefaults());
  }

  private static Usage usage(int input, int output, int reasoning) {
    return new Usage(input, output, reasoning, 0, Usage.Source.REPORTED);
  }

  private static Price price() {
    return new Price(
        "x", "m", Rates.of("1", "10"), List.of(), "USD", "test", LocalDate.of(2026, 1, 1));
  }
}
