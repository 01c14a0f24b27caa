package app.diptych.report.roi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.report.roi.Assumptions.Input;
import app.diptych.report.roi.Roi.Effect;
import java.math.BigDecimal;
import java.math.RoundingMode;
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

  @Test
  void refusesWhatCannotBeAssumed() {
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
