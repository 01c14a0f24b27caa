package app.diptych.report.roi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import app.diptych.report.roi.MeasuredQuality.Basis;
import app.diptych.report.roi.Quality.Outlook;
import app.diptych.report.roi.Quality.Standing;
import app.diptych.review.stats.Estimate;
import app.diptych.review.stats.MoreVotes;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whether the model that is gone to is good enough. */
class QualityTest {
  /**
   * 48 of 120: the middle is 0.4 + 3.841459/240 = 0.416006, the half width 1.959964 * sqrt(0.24/120
   * + 3.841459/57600) = 0.089102, both divided by 1 + 3.841459/120 = 1.032012.
   */
  @Test
  void fortyEightOfAHundredAndTwentyAreThirtyTwoToFortyNinePerCent() {
    MeasuredQuality measured = MeasuredQuality.verdicts("x", "42/12/66");

    assertThat(measured.reached()).as("42 and half of 12").isEqualTo(48);
    assertThat(measured.share().low()).isCloseTo(0.316764, within(1e-6));
    assertThat(measured.share().high()).isCloseTo(0.489440, within(1e-6));
    assertThat(measured.words())
        .isEqualTo("40.0 % (31.7 % to 48.9 %), 48 of 120 verdicts, typed, taken for independent");
    assertThat(measured).isEqualTo(MeasuredQuality.verdicts("x", " 48 / 120 "));
    assertThat(measured.typed()).isEqualTo("48/120");
    assertThat(MeasuredQuality.verdicts("x", "54/13/53").typed()).isEqualTo("60.5/120");
    assertThat(MeasuredQuality.checks("x", "48/120").words()).contains("48 of 120 checks");
  }

  @Test
  void isMetWhenTheWholeIntervalIsAtTheThresholdOrAbove() {
    Quality met = quality("30", "48/120");
    assertThat(met.standing()).isEqualTo(Standing.MET);
    assertThat(met.outlook()).isEmpty();
    assertThat(met.more()).isZero();
    assertThat(met.sentence())
        .isEqualTo(
            "The quality threshold is met: the whole 95 % interval lies at or above 30 %. An interval"
                + " holds for one look, when all is counted.");
    MeasuredQuality exact =
        new MeasuredQuality(Basis.VERDICTS, 8, 16, 16, new Estimate(0.5, 0.25, 0.75, 16), "");
    assertThat(new Quality(new BigDecimal("25"), exact).standing()).isEqualTo(Standing.MET);
    assertThat(new Quality(new BigDecimal("75"), exact).standing())
        .as("the upper end reaches it")
        .isEqualTo(Standing.NOT_KNOWN);
  }

  @Test
  void isNotMetWhenTheWholeIntervalIsBelow() {
    Quality missed = quality("50.0", "48/120");
    assertThat(missed.standing()).isEqualTo(Standing.NOT_MET);
    assertThat(missed.sentence())
        .contains("the whole 95 % interval lies below 50 %,")
        .endsWith("holds for one look, when all is counted.");
    assertThat(missed.outlook()).isEmpty();
  }

  /**
   * With m more of which 40 % are won, one in five comes to more than 40 % + 0.841621 * sqrt(0.24 *
   * m) / (120 + m). For m = 612 that is 41.39 %, whose interval of 732 ends at 44.99 %; for m = 611
   * it ends above 45 %. Were all to go as before, 261 would do, but then half the cases do not.
   */
  @Test
  void isNotKnownWhileTheThresholdIsWithinAndTellsHowManyMoreWouldTell() {
    Quality open = quality("45", "48/120");
    assertThat(open.standing()).isEqualTo(Standing.NOT_KNOWN);
    assertThat(open.more()).isEqualTo(612);
    assertThat(open.outlook()).contains(Outlook.MORE_VERDICTS);
    assertThat(open.sentence())
        .isEqualTo(
            "Whether the quality threshold is met is not known: 45 % lies within the 95 % interval."
                + " The return counts only if the threshold is met. An interval holds for one look,"
                + " when all is counted. More verdicts would tell, each on a prompt of its own: with"
                + " about 612 more, in four of five cases, if the share stays what it is.");
    Quality checked = new Quality(new BigDecimal("45"), MeasuredQuality.checks("x", "48/120"));
    assertThat(checked.outlook()).contains(Outlook.MORE_CHECKS);
    assertThat(checked.words()).isEqualTo("at least 45 % of the checks");
  }

  @Test
  void saysWhenMoreOfTheSameWouldNotTell() {
    Quality onTheEdge = quality("40", "48/120");
    assertThat(onTheEdge.more()).isEqualTo(MoreVotes.MOST);
    assertThat(onTheEdge.sentence()).endsWith("the share is too near the threshold.");
    Quality all = quality("100", "120/120");
    assertThat(all.outlook())
        .as("no number of wins shows that there is never a loss")
        .contains(Outlook.NEVER);
    assertThat(all.sentence()).endsWith("so ask for less than 100 %.");
  }

  /** 0.4 of 3 are 8.5 % to 82.8 %, and 190 more prompts than those 3 tell. */
  @Test
  void verdictsThatGoTogetherAreAsSureAsThoseThatDoNot() {
    MeasuredQuality repeated =
        MeasuredQuality.of(Basis.VERDICTS, 48, 120, 3, "recorded on 3 prompts");
    assertThat(repeated.words())
        .isEqualTo("40.0 % (8.5 % to 82.8 %), 48 of 120 verdicts, recorded on 3 prompts");
    Quality few = new Quality(new BigDecimal("50"), repeated);
    assertThat(few.standing()).isEqualTo(Standing.NOT_KNOWN);
    assertThat(few.outlook()).contains(Outlook.MORE_VERDICTS);
    assertThat(few.more()).isEqualTo(190);
  }

  @Test
  void withoutAMeasurementTheReturnCountsOnlyIfItIsMet() {
    Quality unknown = new Quality(new BigDecimal("45"), null);
    assertThat(unknown.standing()).isEqualTo(Standing.NOT_MEASURED);
    assertThat(unknown.outlook()).isEmpty();
    assertThat(unknown.sentence())
        .isEqualTo(
            "No measured quality is held against the threshold: the return counts only if 45 % is"
                + " met.");
    assertThat(unknown.unmeasured("All were left out.").sentence())
        .endsWith("only if 45 % is met. All were left out.");
    assertThat(unknown.words())
        .isEqualTo("at least 45 % of the verdicts, ties half, or of the checks");
  }

  @Test
  void theSavingIsToldWithWhatItHangsOn() {
    assertThat(saved(null)).isEqualTo("765.00 USD (95.63 % of before)");
    assertThat(saved(quality("30", "48/120"))).endsWith(", and the quality threshold is met");
    assertThat(saved(quality("50", "48/120"))).endsWith(", but the quality threshold is not met");
    assertThat(saved(quality("45", "48/120"))).endsWith(", only if the quality threshold is met");
    assertThat(saved(new Quality(new BigDecimal("45"), null)))
        .endsWith(", only if the quality threshold is met");
  }

  @Test
  void soIsAllThatFollowsFromTheSaving() {
    RoiSummary summary = new RoiSummary(new Roi(assumed(quality("50", "48/120"))), "12months");
    assertThat(summary.lines())
        .filteredOn(line -> line.value().endsWith(", but the quality threshold is not met"))
        .extracting(RoiSummary.Line::name)
        .containsExactly("saved, a month", "saved within 12months", "pays back after");
    assertThat(summary.netWords()).isEqualTo("8,680.00 USD, but the quality threshold is not met");
  }

  @Test
  void whatIsMeasuredLaterFillsOnlyAThresholdThatNobodyMeasured() {
    MeasuredQuality seen = MeasuredQuality.verdicts("x", "90/100");
    Quality filled = assumed(new Quality(new BigDecimal("45"), null)).measured(seen).quality();
    assertThat(filled).isEqualTo(new Quality(new BigDecimal("45"), seen));
    Quality typed = quality("45", "48/120");
    assertThat(assumed(typed).measured(seen).quality()).isEqualTo(typed);
    assertThat(assumed(null).measured(seen).quality()).isNull();
    assertThat(assumed(null).unmeasured("why").quality()).isNull();
    assertThat(assumed(typed).unmeasured("why").quality()).isEqualTo(typed);
    assertThat(assumed(typed).with(Assumptions.Input.DAY_RATE, BigDecimal.TEN).quality())
        .isEqualTo(typed);
  }

  @Test
  void readsPerCentWithAndWithoutTheSignButNotWhatMayBeAShare() {
    assertThat(Quantities.percent("x", "45")).isEqualByComparingTo("45");
    assertThat(Quantities.percent("x", " 45.5 % ")).isEqualByComparingTo("45.5");
    assertThat(Quantities.percent("x", "0.5 %")).isEqualByComparingTo("0.5");
    assertThat(Quantities.percent("x", "1%")).isEqualByComparingTo("1");
    assertThatThrownBy(() -> Quantities.percent("x", "0.5"))
        .hasMessage("x: \"0.5\" may be 0.5 % or 50 %: write it with the sign.");
    assertThatThrownBy(() -> Quantities.percent("x", "1"))
        .hasMessage("x: \"1\" may be 1 % or 100 %: write it with the sign.");
    assertThatThrownBy(() -> Quantities.percent("x", "half"))
        .hasMessage("x: \"half\" is no percentage, such as 45 or 45 %.");
  }

  @Test
  void refusesWhatCannotBe() {
    for (String percent : List.of("101", "100.1", "-5", "0")) {
      assertThatThrownBy(() -> new Quality(Quantities.percent("x", percent), null))
          .hasMessage("The quality threshold is above 0 and at most 100 per cent.");
    }
    assertThatThrownBy(() -> MeasuredQuality.verdicts("x", "0/0"))
        .hasMessage("x: of no verdicts nothing is known, so leave it out.");
    assertThatThrownBy(() -> MeasuredQuality.verdicts("x", "0/0/0"))
        .hasMessageContaining("of no verdicts");
    assertThatThrownBy(() -> MeasuredQuality.checks("x", "0/0"))
        .hasMessageContaining("of no checks");
    assertThatThrownBy(() -> MeasuredQuality.verdicts("x", "121/120"))
        .hasMessage("x: 121 of 120 verdicts cannot be.");
    assertThatThrownBy(() -> MeasuredQuality.checks("x", "121/120"))
        .hasMessage("x: 121 of 120 checks cannot be.");
    for (String typed : List.of("48", "48/", "-1/5", "1/2/3/4", "4.3/9", "many")) {
      assertThatThrownBy(() -> MeasuredQuality.verdicts("x", typed))
          .hasMessageContaining("is no count of verdicts, such as 54/12/54");
    }
    assertThatThrownBy(() -> MeasuredQuality.checks("x", "4.5/9"))
        .hasMessage("x: \"4.5/9\" is no count of checks, such as 48/120 (passed of all).");
  }

  private static Quality quality(String percent, String verdicts) {
    return new Quality(new BigDecimal(percent), MeasuredQuality.verdicts("x", verdicts));
  }

  private static String saved(@Nullable Quality quality) {
    return new RoiSummary(new Roi(assumed(quality)), "12months")
        .lines().stream()
            .filter(line -> line.name().equals("saved, a month"))
            .map(RoiSummary.Line::value)
            .findFirst()
            .orElseThrow();
  }

  private static Assumptions assumed(@Nullable Quality quality) {
    return new Assumptions(
        BigDecimal.ZERO,
        new BigDecimal("100e6"),
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        new TokenPrices(new BigDecimal("2"), new BigDecimal("8")),
        new TokenPrices(new BigDecimal("0.23"), new BigDecimal("0.35")),
        BigDecimal.ONE,
        new BigDecimal("500"),
        BigDecimal.ZERO,
        "USD",
        "",
        quality);
  }
}
