package app.diptych.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several currencies as one, only when somebody said what they are worth. */
class CostTogetherTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 26);
  private static final ExchangeRates YUAN =
      ExchangeRates.NONE.with(rate("CNY", "USD", "0.14", "ECB"));

  /** 10 CNY at 0.14 are 1.4 USD: 4.4 USD together. 100 CNY are 14 USD, and 3 USD 21.43 CNY. */
  @Test
  void isInTheCurrencyThatMostWasPaidInWhicheverWayTheRateWasGiven() {
    assertThat(words(YUAN, "3 USD", "10 CNY"))
        .isEqualTo("Together about 4.4 USD, at 1 CNY = 0.14 USD (ECB, 2026-11-26).");
    assertThat(words(YUAN, "3 USD", "100 CNY"))
        .isEqualTo("Together about 121.43 CNY, at 1 CNY = 0.14 USD (ECB, 2026-11-26).");
    assertThat(words(YUAN, "0.0001 USD", "0.0001 CNY"))
        .isEqualTo("Together about 0.000114 USD, at 1 CNY = 0.14 USD (ECB, 2026-11-26).");
  }

  @Test
  void isNothingForOneCurrencyOrWhereARateIsMissing() {
    assertThat(words(YUAN, "3 USD", "4 USD")).isEmpty();
    assertThat(words(YUAN)).isEmpty();
    assertThat(words(ExchangeRates.NONE, "3 USD", "10 CNY")).isEmpty();
    assertThat(words(YUAN, "3 USD", "10 CNY", "1 EUR")).isEmpty();
  }

  @Test
  void namesTheRatesThatAreMissingAndHowTheyAreGiven() {
    assertThat(missing(ExchangeRates.NONE, "3 USD", "10 CNY"))
        .containsExactly(
            "CNY has no rate to USD, so there is no sum of all currencies:"
                + " diptych prices rate CNY USD RATE --source WHO gives one.");
    assertThat(missing(YUAN, "3 USD", "10 CNY", "1 EUR"))
        .singleElement()
        .asString()
        .startsWith("EUR has no rate to USD, ");
    ExchangeRates euros = ExchangeRates.NONE.with(rate("USD", "EUR", "0.8", "a bank"));
    assertThat(missing(euros.with(rate("GBP", "EUR", "1.1", "a bank")), "1 USD", "1 GBP", "1 EUR"))
        .as("all have a rate to one of them")
        .isEmpty();
    assertThat(
            missing(
                euros.with(rate("GBP", "EUR", "1.1", "a bank")),
                "1 USD",
                "1 GBP",
                "1 EUR",
                "1 CNY"))
        .as("to the currency to which the fewest are missing")
        .singleElement()
        .asString()
        .startsWith("CNY has no rate to EUR, ");
    assertThat(missing(ExchangeRates.NONE, "1 USD", "1 CNY", "1 EUR")).hasSize(2);
    assertThat(missing(ExchangeRates.NONE, "3 USD", "4 USD")).isEmpty();
    assertThat(missing(YUAN, "3 USD", "10 CNY")).isEmpty();
  }

  /** 10 CNY are 1.4 USD and 1 EUR is 1.2 USD, and between the two nobody gave a rate. */
  @Test
  void takesAThirdCurrencyWhenAllHaveARateToThatOnly() {
    ExchangeRates both = YUAN.with(rate("EUR", "USD", "1.2", "a bank"));
    assertThat(words(both, "10 CNY", "1 EUR"))
        .isEqualTo(
            "Together about 2.6 USD, at 1 CNY = 0.14 USD (ECB, 2026-11-26);"
                + " 1 EUR = 1.2 USD (a bank, 2026-11-26).");
  }

  @Test
  void staysAtLeastWhenSomethingHasNoPrice() {
    CostTotal total = total("3 USD", "10 CNY").plus(Cost.Unpriced.UNKNOWN);
    assertThat(CostTogether.of(total, YUAN).orElseThrow().words())
        .startsWith("Together at least about 4.4 USD, at ");
  }

  private static String words(ExchangeRates rates, String... amounts) {
    return CostTogether.of(total(amounts), rates).map(CostTogether::words).orElse("");
  }

  private static List<String> missing(ExchangeRates rates, String... amounts) {
    return MissingRate.of(total(amounts), rates).stream().map(MissingRate::words).toList();
  }

  private static CostTotal total(String... amounts) {
    CostTotal total = CostTotal.NOTHING;
    for (String amount : amounts) {
      int space = amount.indexOf(' ');
      Money money = Money.of(amount.substring(0, space), amount.substring(space + 1));
      total = total.plus(new Cost.Known(money, false));
    }
    return total;
  }

  private static ExchangeRate rate(String from, String to, String rate, String source) {
    return new ExchangeRate(from, to, new BigDecimal(rate), source, DAY);
  }
}
