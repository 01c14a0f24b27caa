package app.diptych.report;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.cost.Energy;
import app.diptych.cost.ExchangeRate;
import app.diptych.cost.ExchangeRates;
import app.diptych.cost.LocalCharge;
import app.diptych.cost.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Models that are charged in several currencies beside each other, at the rates the user gave. */
class CommonCurrencyTest {
  static final ExchangeRates YUAN =
      ExchangeRates.NONE.with(
          new ExchangeRate(
              "CNY", "USD", new BigDecimal("0.14"), "ECB", LocalDate.of(2026, 11, 26)));

  private static final ExchangeRates EURO =
      YUAN.with(
          new ExchangeRate(
              "EUR", "USD", new BigDecimal("1.2"), "a bank", LocalDate.of(2026, 11, 25)));

  private static final Measured ANSWER = Measured.of("gw/m");

  /** 0.00455 CNY for 91 tokens are 50 CNY a million; at 0.14 these are 7 USD. */
  @Test
  void isTheOneThatMostWasPaidInAndTheOthersAreAboutSoMuchOfIt() {
    CostPerMillion dollars = cost(ANSWER.costing("0.00091", "USD"));
    CostPerMillion yuan = cost(ANSWER.costing("0.00455", "CNY"));
    CommonCurrency common = CommonCurrency.of(List.of(yuan, dollars), YUAN);
    assertThat(common.code()).isEqualTo("USD");
    assertThat(common.convert(dollars)).contains(Money.of("10", "USD"));
    assertThat(common.about(dollars)).as("it is in that already").isEmpty();
    About about = common.about(yuan).orElseThrow();
    assertThat(about.money()).isEqualTo(Money.of("7", "USD"));
    assertThat(about.words()).isEqualTo("about 7.00 USD");
    assertThat(about.rateWords()).isEqualTo("1 CNY = 0.14 USD (ECB, 2026-11-26)");
    assertThat(common.notes())
        .containsExactly(
            "Costs that are \"about\" so much are converted at 1 CNY = 0.14 USD (ECB, 2026-11-26).");
  }

  /** 7 USD at 0.14 are 50 CNY, the other way round. */
  @Test
  void convertsAgainstTheWayTheRateWasGiven() {
    CostPerMillion dollars = cost(ANSWER.costing("0.000637", "USD"));
    CostPerMillion yuan = cost(ANSWER.costing("0.0455", "CNY"));
    CommonCurrency common = CommonCurrency.of(List.of(dollars, yuan), YUAN);
    assertThat(common.code()).isEqualTo("CNY");
    assertThat(common.convert(dollars)).contains(Money.of("50", "CNY"));
  }

  /** 1 USD for 1000 tokens and 10 CNY for 3000: 2.4 USD for 4000, that is 600 USD a million. */
  @Test
  void takesAllTokensOfAModelThatIsChargedInTwoCurrencies() {
    CostPerMillion both =
        cost(
            ANSWER.tokens(1_000, Usage.Source.REPORTED).costing("1", "USD"),
            ANSWER.tokens(3_000, Usage.Source.REPORTED).costing("10", "CNY"));
    CommonCurrency common = new CommonCurrency("USD", YUAN.all(), List.of());
    assertThat(common.convert(both)).contains(Money.of("600", "USD"));
    assertThat(common.about(both)).map(About::words).contains("about 600 USD");
  }

  @Test
  void takesAThirdCurrencyWhenAllHaveARateToThatOnly() {
    CostPerMillion yuan = cost(ANSWER.costing("0.00455", "CNY"));
    CostPerMillion euros = cost(ANSWER.costing("0.00091", "EUR"));
    CommonCurrency common = CommonCurrency.of(List.of(yuan, euros), EURO);
    assertThat(common.code()).isEqualTo("USD");
    assertThat(common.convert(yuan)).contains(Money.of("7", "USD"));
    assertThat(common.convert(euros)).contains(Money.of("12", "USD"));
    assertThat(common.about(euros).orElseThrow().rateWords())
        .as("only the rate it was converted at")
        .isEqualTo("1 EUR = 1.2 USD (a bank, 2026-11-25)");
  }

  @Test
  void saysWhichRateIsMissingAndComparesTheRest() {
    CostPerMillion dollars = cost(ANSWER.costing("0.00091", "USD"));
    CostPerMillion yuan = cost(ANSWER.costing("0.00455", "CNY"));
    CostPerMillion euros = cost(ANSWER.costing("0.00091", "EUR"));
    CommonCurrency common = CommonCurrency.of(List.of(dollars, dollars, yuan, euros), YUAN);
    assertThat(common.code()).isEqualTo("USD");
    assertThat(common.missing()).containsExactly("EUR");
    assertThat(common.convert(yuan)).contains(Money.of("7", "USD"));
    assertThat(common.convert(euros)).isEmpty();
    assertThat(common.about(euros)).isEmpty();
    assertThat(common.notes())
        .last()
        .isEqualTo(
            "There is no rate between EUR and USD, so costs in EUR are not compared with the"
                + " others. Give one in the settings, under Prices, Rates and tariff, or with:"
                + " diptych prices rate EUR USD RATE --source WHO");
  }

  @Test
  void isWhatMostModelsArePricedInWhereThereIsNoRate() {
    CostPerMillion dollars = cost(ANSWER.costing("0.00091", "USD"));
    CostPerMillion yuan = cost(ANSWER.costing("0.00455", "CNY"));
    assertThat(CommonCurrency.of(List.of(yuan, dollars, dollars), ExchangeRates.NONE).code())
        .isEqualTo("USD");
    assertThat(CommonCurrency.of(List.of(yuan, yuan, dollars), ExchangeRates.NONE).code())
        .isEqualTo("CNY");
    assertThat(CommonCurrency.of(List.of(yuan, dollars), ExchangeRates.NONE).code())
        .as("as many in one as in the other")
        .isEqualTo("USD");
    CostPerMillion pounds = cost(ANSWER.costing("0.00091", "GBP"));
    assertThat(CommonCurrency.of(List.of(yuan, pounds), ExchangeRates.NONE).code())
        .isEqualTo("CNY");
    assertThat(CommonCurrency.of(List.of(), YUAN).code()).isEqualTo("USD");
  }

  @Test
  void hasNothingToSayOfOneCurrency() {
    CommonCurrency common =
        CommonCurrency.of(
            List.of(cost(ANSWER.costing("0.00455", "CNY")), cost(ANSWER)), ExchangeRates.NONE);
    assertThat(common.code()).isEqualTo("CNY");
    assertThat(common.notes()).isEmpty();
    assertThat(common.convert(cost(ANSWER))).as("unpriced").isEmpty();
  }

  /** Nobody is paid for it, so it decides nothing: 10 EUR a million at 1.2 are 12 USD. */
  @Test
  void whatThisMachineCostsIsComparedTooAndDoesNotChooseTheCurrency() {
    Energy energy = new Energy(120_000, Duration.ofSeconds(1), "RAPL", false);
    CostPerMillion here =
        cost(
            ANSWER.costing(
                new Cost.Local(energy, new LocalCharge(Money.of("0.00091", "EUR"), null))));
    CostPerMillion dollars = cost(ANSWER.costing("0.00001", "USD"));
    CommonCurrency common = CommonCurrency.of(List.of(here, dollars), EURO);
    assertThat(common.code()).isEqualTo("USD");
    assertThat(common.convert(here)).contains(Money.of("12", "USD"));
  }

  @Test
  void staysAtLeastWhenSomethingMayHaveCostMore() {
    CostPerMillion cost = cost(ANSWER.costing("0.00455", "CNY"));
    CostPerMillion partly =
        new CostPerMillion(
            cost.total(),
            cost.rates(),
            cost.parts(),
            cost.priced(),
            cost.charged(),
            cost.withoutTokens(),
            cost.local(),
            1,
            0);
    assertThat(new CommonCurrency("USD", YUAN.all(), List.of()).about(partly))
        .map(About::words)
        .contains("at least about 7.00 USD");
  }

  private static CostPerMillion cost(Measured... answers) {
    return MeasuredGroup.of("gw/m", Arrays.stream(answers).map(Measured::answer).toList(), false)
        .cost();
  }
}
