package app.diptych.report.roi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.cost.ExchangeRate;
import app.diptych.cost.ExchangeRates;
import app.diptych.report.roi.Assumptions.Input;
import app.diptych.report.roi.Roi.Effect;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whether a change pays, with the playbook's own example. */
class RoiTest {
  private static final TokenPrices GPT = prices("2.00", "8.00");
  private static final TokenPrices SCOUT = prices("0.23", "0.35");
  private static final BigDecimal YEAR = BigDecimal.valueOf(12);

  @Test
  void thePlaybooksHundredMillionTokensOfOutputSave765AMonth() {
    Roi roi = playbook("0", "100e6", "500");

    assertThat(roi.costBefore()).isEqualByComparingTo("800");
    assertThat(roi.costAfter()).isEqualByComparingTo("35");
    assertThat(roi.saving()).isEqualByComparingTo("765");
    assertThat(cents(roi.savedWithin(BigDecimal.ONE))).isEqualTo("1.05");
    assertThat(cents(roi.savedWithin(BigDecimal.valueOf(4)))).isEqualTo("4.19");
    assertThat(cents(roi.paybackMonths().orElseThrow())).as("3 days of 500").isEqualTo("1.96");
  }

  @Test
  void withHalfOfThemInputItIs471() {
    Roi roi = playbook("50e6", "50e6", "500");

    assertThat(roi.costBefore()).isEqualByComparingTo("500");
    assertThat(roi.costAfter()).isEqualByComparingTo("29");
    assertThat(roi.saving()).isEqualByComparingTo("471");
    assertThat(cents(roi.savedWithin(BigDecimal.valueOf(4)))).isEqualTo("2.58");
  }

  @Test
  void threeDaysNeverPayBackInFourHours() {
    for (String rate : new String[] {"2", "100", "500", "1000"}) {
      Roi roi = playbook("0", "100e6", rate);
      assertThat(roi.savedWithin(BigDecimal.valueOf(4))).isLessThan(roi.migrationCost());
      assertThat(roi.paybackMonths().orElseThrow().multiply(Roi.HOURS_A_MONTH))
          .as("hours at %s a day", rate)
          .isGreaterThan(BigDecimal.valueOf(4));
    }
  }

  @Test
  void whatSavesNothingNeverPays() {
    Roi same = new Roi(assumed("1e6", "1e6", GPT, GPT, "3", "500", "0"));
    assertThat(same.saving()).isZero();
    assertThat(same.paybackMonths()).isEmpty();
    assertThat(same.breakEvenTokens(YEAR)).isEmpty();
    Roi dearer = new Roi(assumed("1e6", "1e6", SCOUT, GPT, "3", "500", "0"));
    assertThat(dearer.saving()).isNegative();
    assertThat(dearer.paybackMonths()).isEmpty();
    Roi free = new Roi(assumed("1e6", "1e6", prices("0", "0"), GPT, "0", "0", "0"));
    assertThat(free.savingPercent()).isEmpty();
  }

  @Test
  void atTheBreakEvenVolumeItPaysJustInTime() {
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      Roi roi =
          new Roi(
              assumed(
                  random.nextInt(1_000) + "e6",
                  1 + random.nextInt(1_000) + "e6",
                  prices("2." + random.nextInt(100), "8." + random.nextInt(100)),
                  prices("0." + random.nextInt(100), "1." + random.nextInt(100)),
                  "" + random.nextInt(30),
                  "" + random.nextInt(2_000),
                  "" + random.nextInt(5_000)));
      BigDecimal months = BigDecimal.valueOf(1 + random.nextInt(24));
      BigDecimal tokens = roi.breakEvenTokens(months).orElseThrow();
      BigDecimal share = tokens.divide(roi.assumed().tokens(), 40, RoundingMode.HALF_UP);
      BigDecimal savedThen = roi.saving().multiply(share).multiply(months);
      assertThat(savedThen.subtract(roi.migrationCost()).doubleValue()).isBetween(-1e-9, 0.01);
    }
  }

  @Test
  void sensitivityIsSortedByEffect() {
    List<Effect> effects =
        playbook("50e6", "50e6", "500").sensitivity(YEAR, BigDecimal.valueOf(20));

    assertThat(effects)
        .extracting(Effect::input)
        .startsWith(Input.OUTPUT_BEFORE, Input.OUTPUT_TOKENS, Input.MIGRATION_DAYS)
        .doesNotContain(Input.OTHER_COST);
    assertThat(effects).extracting(Effect::swing).isSortedAccordingTo((a, b) -> b.compareTo(a));
    Effect first = effects.getFirst();
    assertThat(first.netAtLow()).as("12 x (500 - 80 - 29) - 1500").isEqualByComparingTo("3192");
    assertThat(first.netAtHigh()).as("12 x (500 + 80 - 29) - 1500").isEqualByComparingTo("5112");
  }

  @Test
  void sensitivityStandsAnInputOfNothing() {
    assertThat(playbook("0", "100e6", "500").sensitivity(YEAR, BigDecimal.valueOf(100)))
        .filteredOn(effect -> effect.input() == Input.OUTPUT_TOKENS)
        .singleElement()
        .satisfies(effect -> assertThat(effect.netAtLow()).isEqualByComparingTo("-1500"));
  }

  /**
   * 40M in, a quarter of it cached, and 10M out. Before at 1.25/10 and cached 0.125: 30 x 1.25 + 10
   * x 0.125 + 10 x 10 = 37.5 + 1.25 + 100 = 138.75. Above 200k at 2.5/15 and cached 0.625: 30 x 2.5
   * + 10 x 0.625 + 10 x 15 = 75 + 6.25 + 150 = 231.25. After at 0.5/2, cached as any input: 40 x
   * 0.5 + 10 x 2 = 40.
   */
  @Test
  void longPromptsAndCachedInputCostWhatTheyCost() {
    TokenPrices before =
        new TokenPrices(
            num("1.25"),
            num("10"),
            num("0.125"),
            List.of(new TokenPrices.Tier(num("200000"), num("2.5"), num("15"), num("0.625"))));
    TokenPrices after = prices("0.5", "2");

    Roi atTheEdge = cached("200000", "25", before, after);
    assertThat(atTheEdge.costBefore()).isEqualByComparingTo("138.75");
    assertThat(atTheEdge.costAfter()).isEqualByComparingTo("40");
    Roi above = cached("200001", "25", before, after);
    assertThat(above.costBefore()).isEqualByComparingTo("231.25");
    assertThat(above.saving()).isEqualByComparingTo("191.25");
    assertThat(new RoiSummary(above, "12months").notes())
        .containsExactly(
            "Before, a prompt of 200,001 tokens pays the prices above 200,000: 2.5 in, 15 out.",
            "25 % of the input comes from the cache: at 0.625 a million before, charged as any input after.");
    // A fifth more tokens a prompt goes over the edge: 12 x (231.25 - 138.75) = 1,110 apart.
    assertThat(atTheEdge.sensitivity(YEAR, BigDecimal.valueOf(20)))
        .filteredOn(effect -> effect.input() == Input.PROMPT_TOKENS)
        .singleElement()
        .satisfies(effect -> assertThat(effect.swing()).isEqualByComparingTo("1110"));
    assertThat(cached("0", "90", before, after).sensitivity(YEAR, BigDecimal.valueOf(20)))
        .as("no more than all of it is cached")
        .filteredOn(effect -> effect.input() == Input.CACHED_SHARE)
        .singleElement()
        // 72 % to 100 % of 40M: 11.2M more at 1.25 - 0.125 = 12.6 a month, 151.2 a year
        .satisfies(effect -> assertThat(effect.swing()).isEqualByComparingTo("151.2"));
  }

  /** 1 CNY = 0.14 USD: 2/8/1 CNY are 0.28/1.12/0.14 USD; the way back divides. */
  @Test
  void pricesOfAnotherCurrencyNeedARate() {
    ExchangeRates rates =
        ExchangeRates.NONE.with(
            new ExchangeRate("CNY", "USD", num("0.14"), "ECB", LocalDate.of(2026, 11, 2)));
    TokenPrices yuan =
        new TokenPrices(
            num("2"),
            num("8"),
            num("1"),
            List.of(new TokenPrices.Tier(num("1000"), num("4"), num("16"), null)));
    TokenPrices dollars = yuan.in("CNY", "USD", rates).orElseThrow();
    assertThat(dollars.input()).isEqualByComparingTo("0.28");
    assertThat(dollars.output()).isEqualByComparingTo("1.12");
    assertThat(dollars.cachedInput()).isEqualByComparingTo("0.14");
    assertThat(dollars.tiers().getFirst().output()).isEqualByComparingTo("2.24");
    assertThat(prices("1", "1").in("USD", "CNY", rates).orElseThrow().input())
        .as("1 / 0.14")
        .isEqualByComparingTo("7.14285714285714285714");
    assertThat(yuan.in("CNY", "EUR", rates)).isEmpty();
  }

  @Test
  void readsPricesForLongerPrompts() {
    assertThat(Quantities.tiers("x", "200k: 2.50/15.00; 500k:3/20/0.5;"))
        .extracting(tier -> tier.above().toPlainString() + " " + tier.cachedInput())
        .containsExactly("200000 null", "500000 0.5");
    assertThat(Quantities.tiers("x", " ")).isEmpty();
    assertThatThrownBy(() -> Quantities.tiers("x", "200k 2/3")).hasMessageContaining("longer");
    assertThatThrownBy(() -> Quantities.tiers("x", "1k:1/2;1000:2/3"))
        .hasMessage("x: there are two prices above 1000 tokens.");
  }

  private static Roi cached(String prompt, String percent, TokenPrices before, TokenPrices after) {
    return new Roi(
        new Assumptions(
            num("40e6"),
            num("10e6"),
            num(prompt),
            num(percent),
            before,
            after,
            num("0"),
            num("0"),
            num("0"),
            "USD",
            "",
            null));
  }

  private static BigDecimal num(String number) {
    return new BigDecimal(number);
  }

  @Test
  void smallMoneyIsNotRoundedToNothing() {
    RoiSummary summary =
        new RoiSummary(
            new Roi(assumed("10000", "2000", GPT, SCOUT, "3", "0.0001", "0")), "12months");

    assertThat(value(summary, "before, a month")).isEqualTo("0.036 USD");
    assertThat(value(summary, "after, a month")).isEqualTo("0.003 USD");
    assertThat(value(summary, "saved, a month")).startsWith("0.033 USD");
    assertThat(value(summary, "the change costs")).isEqualTo("0.0003 USD");
    assertThat(value(summary, "pays back after")).isEqualTo("0.009091 months (7 hours)");
    assertThat(summary.money(new BigDecimal("-0.00012345"))).isEqualTo("-0.0001235 USD");
    assertThat(summary.money(new BigDecimal("0.5"))).isEqualTo("0.50 USD");
    assertThat(summary.money(BigDecimal.ZERO)).isEqualTo("0.00 USD");
    assertThat(summary.money(new BigDecimal("1234.5"))).isEqualTo("1,234.50 USD");
    assertThat(RoiSummary.count(new BigDecimal("1.50"))).isEqualTo("1.5");
    assertThat(RoiSummary.count(new BigDecimal("1e6"))).isEqualTo("1,000,000");
  }

  @Test
  void pricesThatNoModelHasAreDoubted() {
    RoiSummary tokens =
        new RoiSummary(
            new Roi(assumed("1e6", "1e6", prices("0.000002", "2000000"), SCOUT, "3", "500", "0")),
            "12months");
    assertThat(tokens.notes())
        .containsExactly(
            "Before, 0.000002 is below 0.0005 a million tokens, less than models cost: is it per token?",
            "Before, 2000000 is above 700 a million tokens, more than models cost: is it per token, or in cents?");
    assertThat(new RoiSummary(playbook("1", "1", "500"), "12months").notes()).isEmpty();
  }

  @Test
  void whatMayBeTypedMayAlsoBeVaried() {
    Roi most = playbook("9e17", "1", "500");
    assertThat(most.sensitivity(YEAR, BigDecimal.valueOf(100))).isNotEmpty();
    assertThatThrownBy(() -> Quantities.count("--input-tokens", "1100000000b"))
        .hasMessage("--input-tokens cannot be right: it has too many digits.");
  }

  private static String value(RoiSummary summary, String name) {
    return summary.lines().stream()
        .filter(line -> line.name().equals(name))
        .map(RoiSummary.Line::value)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void refusesWhatCannotBeAssumed() {
    assertThatThrownBy(() ->
            new Assumptions(
                BigDecimal.ONE,
                BigDecimal.ONE,
                GPT,
                SCOUT,
                BigDecimal.ONE,
                BigDecimal.ONE,
                BigDecimal.ONE,
                "XAU",
                ""))
        .hasMessageContaining("Nobody pays in \"XAU\"");

    assertThatThrownBy(() -> cached("1", "101", GPT, SCOUT))
        .hasMessageContaining("between 0 and 100 per cent");

    assertThatThrownBy(() -> playbook("0", "0", "500"))
        .hasMessage(
            "With no tokens a month nothing is saved and nothing pays: say how many there are.");
    assertThatThrownBy(() -> playbook("-1", "5", "500"))
        .hasMessage("Input tokens a month cannot be negative.");
    assertThatThrownBy(() -> playbook("1", "5", "-500"))
        .hasMessage("The rate of a day cannot be negative.");
    assertThatThrownBy(() -> playbook("1", "1e30", "500")).hasMessageContaining("too many digits");
  }

  private static Roi playbook(String input, String output, String dayRate) {
    return new Roi(assumed(input, output, GPT, SCOUT, "3", dayRate, "0"));
  }

  private static Assumptions assumed(
      String input,
      String output,
      TokenPrices before,
      TokenPrices after,
      String days,
      String rate,
      String other) {
    return new Assumptions(
        new BigDecimal(input),
        new BigDecimal(output),
        before,
        after,
        new BigDecimal(days),
        new BigDecimal(rate),
        new BigDecimal(other),
        "USD",
        "");
  }

  private static TokenPrices prices(String input, String output) {
    return new TokenPrices(new BigDecimal(input), new BigDecimal(output));
  }

  private static String cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }
}
