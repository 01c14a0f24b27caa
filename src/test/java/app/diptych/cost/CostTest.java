package app.diptych.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.completion.Usage;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What answers cost, to the last digit. */
class CostTest {
  private static final List<String> SHEEP = List.of("holysheep", "api.holysheep.ai");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 26);
  private final PriceBook book = PriceBook.EMPTY.with(PriceJson.bundled());

  /** The playbook's own formula says 0.875 and 1.05: output prices as input, and 1.5 times that. */
  @Test
  void aMillionTokensEachWayCostWhatTheTableSays() {
    Usage million = usage(1_000_000, 1_000_000, 0, 0);
    assertThat(known(book.cost(SHEEP, "llama-4-scout", million)))
        .isEqualTo(Money.of("0.58", "USD"))
        .isNotEqualTo(Money.of("0.875", "USD"));
    assertThat(known(book.cost(SHEEP, "qwen-3-72b", million)))
        .isEqualTo(Money.of("0.70", "USD"))
        .isNotEqualTo(Money.of("1.05", "USD"));
  }

  @Test
  void oneTokenHasAPriceToo() {
    assertThat(known(book.cost(SHEEP, "llama-4-scout", usage(1, 0, 0, 0))))
        .isEqualTo(Money.of("0.00000023", "USD"));
  }

  @Test
  void anUnknownPriceIsNeverZero() {
    assertThat(book.cost(SHEEP, "llama-5", usage(1, 1, 0, 0)))
        .isEqualTo(new Cost.Unpriced("no price is known for llama-5 there"));
    assertThat(book.cost(List.of("api.groq.com"), "llama-4-scout", usage(1, 1, 0, 0)))
        .as("the price of another gateway")
        .isInstanceOf(Cost.Unpriced.class);
    assertThat(book.cost(SHEEP, "llama-4-scout", null)).isInstanceOf(Cost.Unpriced.class);
  }

  @Test
  void absurdUsageHasNoCost() {
    for (Usage usage :
        List.of(
            usage(-1, 1, 0, 0),
            usage(1, -1, 0, 0),
            usage(1, 1, 2, 0),
            usage(1, 1, 0, 2),
            usage(1, 1, -1, 0))) {
      assertThat(book.cost(SHEEP, "llama-4-scout", usage)).isInstanceOf(Cost.Unpriced.class);
    }
  }

  @Test
  void cachedInputReasoningAndTiersHaveRatesOfTheirOwn() {
    Price price =
        new Price(
            "gw",
            "m",
            new Rates(d("2"), d("8"), d("0.5"), d("10")),
            List.of(new Tier(200_000, Rates.of("4", "12")), new Tier(500_000, Rates.of("6", "20"))),
            "USD",
            "test",
            DAY);
    assertThat(known(price.cost(usage(100, 50, 10, 40)))).isEqualTo(Money.of("0.00056", "USD"));
    assertThat(known(price.cost(usage(200_000, 0, 0, 0)))).isEqualTo(Money.of("0.4", "USD"));
    assertThat(known(price.cost(usage(200_001, 0, 0, 0))))
        .as("the tier holds for the whole request")
        .isEqualTo(Money.of("0.800004", "USD"));
    assertThat(known(price.cost(usage(600_000, 1_000_000, 0, 0))))
        .isEqualTo(Money.of("23.6", "USD"));
  }

  @Test
  void whatThePromptAndTheAnswerCostIsTheWhole() {
    Price price =
        new Price(
            "gw",
            "m",
            new Rates(d("2"), d("8"), d("0.5"), d("10")),
            List.of(new Tier(200_000, Rates.of("4", "12"))),
            "USD",
            "test",
            DAY);
    for (Usage usage : List.of(usage(100, 50, 10, 40), usage(200_001, 3, 0, 0))) {
      Cost cost = price.cost(usage);
      assertThat(price.parts(usage, cost).orElseThrow().total()).isEqualTo(known(cost));
    }
    CostParts parts =
        price.parts(usage(100, 50, 10, 40), price.cost(usage(100, 50, 10, 40))).orElseThrow();
    assertThat(parts.input()).isEqualTo(Money.of("0.00014", "USD"));
    assertThat(parts.output()).isEqualTo(Money.of("0.00042", "USD"));
    assertThat(price.parts(usage(1, 1, 0, 0), new Cost.Known(Money.of("9", "USD"), false)))
        .as("a cost by another price")
        .isEmpty();
    assertThat(price.parts(null, Cost.Unpriced.UNKNOWN)).isEmpty();
  }

  @Test
  void aTotalIsTheSameInAnyOrderAndSaysWhenItIsOnlyALowerBound() {
    Random random = new Random(1);
    List<Cost> costs = new ArrayList<>();
    BigDecimal exact = BigDecimal.ZERO;
    for (int i = 0; i < 1_000; i++) {
      Usage usage = usage(random.nextInt(10_000), random.nextInt(10_000), 0, 0);
      Cost cost = book.cost(SHEEP, "qwen-3-72b", usage);
      costs.add(cost);
      exact = exact.add(known(cost).amount());
    }
    CostTotal total = sum(costs);
    Collections.shuffle(costs, random);
    assertThat(sum(costs)).isEqualTo(total);
    assertThat(total.sums().get("USD")).isEqualTo(new Money(exact, "USD"));
    assertThat(total.isAtLeast()).isFalse();
    CostTotal more = total.plus(new Cost.Unpriced("x")).plus(new Cost.Local());
    assertThat(more.words()).startsWith("at least ");
    assertThat(CostTotal.NOTHING.plus(new Cost.Unpriced("x")).words()).isEqualTo("unpriced");
  }

  @Test
  void currenciesAreNotAddedWithoutARate() {
    assertThatThrownBy(() -> Money.of("1", "USD").plus(Money.of("1", "CNY")))
        .hasMessageContaining("no sum without a rate");
    CostTotal both =
        CostTotal.NOTHING
            .plus(new Cost.Known(Money.of("1.50", "USD"), false))
            .plus(new Cost.Known(Money.of("7.3", "CNY"), true));
    assertThat(both.words()).as("tokens were counted").isEqualTo("~7.3 CNY + 1.5 USD");
    assertThat(both.plus(Cost.Unpriced.UNKNOWN).words()).isEqualTo("at least ~7.3 CNY + 1.5 USD");
    assertThat(both.about()).isEqualTo("7.3 CNY + 1.5 USD");
    assertThat(both.estimated()).isEqualTo(1);
    assertThatThrownBy(() -> Money.of("1", "Euro")).hasMessageContaining("no currency");
  }

  @Test
  void theLaterPriceHoldsAndChangesAreToldBefore() {
    Price old = book.find(SHEEP, "llama-4-scout").orElseThrow();
    Price fresh =
        new Price(
            old.gateway(), old.model(), Rates.of("0.20", "0.35"), List.of(), "USD", "new", DAY);
    Price same =
        new Price(
            old.gateway(), "qwen-3-72b", Rates.of("0.280", "0.42"), List.of(), "USD", "new", DAY);
    assertThat(book.changes(List.of(fresh, same)))
        .containsExactly(new PriceBook.Change(old, fresh));
    assertThat(book.with(List.of(fresh)).find(SHEEP, "llama-4-scout")).contains(fresh);
    assertThat(book.with(List.of(fresh)).with(List.of(old)).find(SHEEP, "llama-4-scout"))
        .as("an older claim does not replace a newer one")
        .contains(fresh);
  }

  @Test
  void pricesAreWrittenAndReadWithoutLosingADigit() {
    List<Price> prices =
        List.of(
            new Price(
                "gw",
                "m",
                new Rates(d("0.1234567890123456789"), d("1E+2"), d("0"), null),
                List.of(new Tier(5, Rates.of("1", "2"))),
                "CNY",
                "somebody",
                DAY));
    assertThat(PriceJson.read(PriceJson.write(prices))).isEqualTo(prices);
  }

  @Test
  void saysWhatIsWrongWithAFileOfPrices() {
    assertThatThrownBy(() -> read("[")).hasMessage("This is no JSON.");
    assertThatThrownBy(() -> read("{}")).hasMessageContaining("no list \"prices\"");
    String head = "{\"currency\":\"USD\",\"source\":\"s\",\"date\":\"2026-01-01\",\"prices\":[";
    assertThatThrownBy(() -> read(head + "{\"gateway\":\"g\",\"model\":\"m\",\"input\":1}]}"))
        .hasMessage("Price 1 (m): the rate \"output\" is missing.");
    assertThatThrownBy(
            () -> read(head + "{\"gateway\":\"g\",\"model\":\"m\",\"input\":1,\"output\":-1}]}"))
        .hasMessageContaining("cannot be right");
    assertThatThrownBy(
            () -> read(head + "{\"gateway\":\"g\",\"model\":\"m\",\"input\":1,\"output\":1e9}]}"))
        .hasMessageContaining("per million tokens");
  }

  @Test
  void comparesTwoPricesByWhateverGetsDearerMost() {
    Price cheap = at("0.10", "0.40", "USD");

    assertThat(at("0.20", "0.40", "USD").mostTimes(cheap)).hasValue(2);
    assertThat(at("0.10", "1.20", "USD").mostTimes(cheap)).hasValue(3);
    assertThat(at("0.05", "0.20", "USD").mostTimes(cheap)).hasValue(0.5);
    assertThat(at("0.10", "0.40", "EUR").mostTimes(cheap)).as("another currency").isEmpty();
    Price free = at("0", "0", "USD");
    assertThat(cheap.mostTimes(free)).hasValue(Double.POSITIVE_INFINITY);
    assertThat(free.mostTimes(cheap)).hasValue(0);
    assertThat(free.mostTimes(free)).hasValue(0);
    Price dearWhenLong =
        new Price(
            "g",
            "m",
            Rates.of("0.10", "0.40"),
            List.of(new Tier(200_000, Rates.of("0.40", "0.40"))),
            "USD",
            "s",
            DAY);
    assertThat(dearWhenLong.mostTimes(cheap)).as("in a tier").hasValue(4);
    assertThat(cheap.mostTimes(dearWhenLong)).hasValue(1);
  }

  private static Price at(String input, String output, String currency) {
    return new Price("g", "m", Rates.of(input, output), List.of(), currency, "s", DAY);
  }

  private static List<Price> read(String json) {
    return PriceJson.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static CostTotal sum(List<Cost> costs) {
    CostTotal total = CostTotal.NOTHING;
    for (Cost cost : costs) {
      total = total.plus(cost);
    }
    return total;
  }

  private static Money known(Cost cost) {
    assertThat(cost).isInstanceOf(Cost.Known.class);
    return ((Cost.Known) cost).money();
  }

  private static BigDecimal d(String text) {
    return new BigDecimal(text);
  }

  private static Usage usage(int input, int output, int reasoning, int cached) {
    return new Usage(input, output, reasoning, cached, Usage.Source.REPORTED);
  }

  @Test
  void aBatchCostsByItsOwnRatesAndIsUnpricedWithout() {
    Usage usage = new Usage(1_000_000, 1_000_000, 0, 0, Usage.Source.REPORTED);
    LocalDate day = LocalDate.of(2026, 11, 27);
    Price plain = new Price("g", "m", Rates.of("1", "2"), List.of(), "USD", "test", day);
    Price batched =
        new Price(
            "g", "m", Rates.of("1", "2"), List.of(), "USD", "test", day, Rates.of("0.5", "1"));
    assertThat(batched.batchCost(usage)).isEqualTo(new Cost.Known(Money.of("1.5", "USD"), false));
    assertThat(batched.cost(usage)).isEqualTo(new Cost.Known(Money.of("3", "USD"), false));
    assertThat(plain.batchCost(usage)).isInstanceOf(Cost.Unpriced.class);
    assertThat(PriceJson.read(PriceJson.write(List.of(batched, plain))))
        .containsExactly(batched, plain);
  }

  @Test
  void aLongPromptInABatchCostsAtLeastTheUsualBatchRateWhereNoOtherIsTold() {
    Price price =
        new Price(
            "g",
            "m",
            Rates.of("2", "4"),
            List.of(new Tier(200_000, Rates.of("4", "8")), new Tier(500_000, Rates.of("6", "12"))),
            "USD",
            "test",
            DAY,
            Rates.of("1", "2"),
            List.of(new Tier(200_000, Rates.of("2", "4"))));
    assertThat(price.batchCost(usage(200_000, 0, 0, 0)))
        .isEqualTo(new Cost.Known(Money.of("0.2", "USD"), false));
    assertThat(price.batchCost(usage(300_000, 0, 0, 0)))
        .isEqualTo(new Cost.Known(Money.of("0.6", "USD"), false));
    assertThat(price.batchCost(usage(600_000, 0, 0, 0)))
        .isEqualTo(
            new Cost.Known(
                Money.of("1.2", "USD"),
                false,
                "no price is known for batches of prompts above 500,000 tokens"));
    assertThat(PriceJson.read(PriceJson.write(List.of(price)))).containsExactly(price);
  }
}
