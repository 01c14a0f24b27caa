package app.diptych.report;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.cost.Cost;
import app.diptych.report.check.MetricName;
import app.diptych.report.claim.Claim;
import app.diptych.report.claim.ClaimCheck;
import app.diptych.report.claim.ClaimVerdict;
import app.diptych.report.claim.OwnMeasurements;
import app.diptych.trial.Mark;
import app.diptych.trial.MeasuredAnswer;
import app.diptych.trial.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Claims held against what was recorded here. */
class OwnMeasurementsTest {
  @Test
  void recordedAnswersRefuteAndConfirmWhatIsClaimedOfTheirModel() {
    List<MeasuredAnswer> answers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      answers.add(Measured.of("sheep/llama-4-scout").lasting(1_000 + i % 5).answer());
    }
    assertThat(verdict(answers, "Average latency", "38")).isEqualTo(ClaimVerdict.REFUTED);
    assertThat(verdict(answers, "P50 latency", "1500")).isEqualTo(ClaimVerdict.CONFIRMED);
    assertThat(verdict(answers, "P99 latency", "38"))
        .as("forty answers say nothing of the hundredth")
        .isEqualTo(ClaimVerdict.NOT_ENOUGH_DATA);
    assertThat(verdict(answers.subList(0, 10), "Average latency", "38"))
        .isEqualTo(ClaimVerdict.NOT_ENOUGH_DATA);
  }

  @Test
  void countsFailuresAndLeavesOutTimesThatDoNotCompare() {
    List<MeasuredAnswer> answers = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      answers.add(Measured.of("m").marked(Mark.CONTENDED).answer());
      answers.add(Measured.of("m").ended(Outcome.FAILED).answer());
    }
    var found = OwnMeasurements.of(answers);
    assertThat(found)
        .filteredOn(one -> one.metric().equals(MetricName.of("error rate").orElseThrow()))
        .allSatisfy(one -> assertThat(one.value()).isEqualTo(50));
    assertThat(found)
        .noneMatch(one -> one.metric().equals(MetricName.of("mean latency").orElseThrow()));
  }

  @Test
  void claimsOfAPeakAreHeldAgainstAnswersOfThePeak() {
    Claim peak =
        new Claim(
            "c",
            "llama-4-scout",
            "P50 latency",
            "980",
            "ms",
            null,
            "peak traffic, 8-10 AM UTC",
            "",
            "a vendor",
            "2026-08-21");
    List<MeasuredAnswer> answers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      answers.add(Measured.of("sheep/llama-4-scout").lasting(500).answer());
    }
    assertThat(verdict(answers, peak))
        .as("answers of noon alone")
        .isEqualTo(ClaimVerdict.NOT_ENOUGH_DATA);
    for (int i = 0; i < 40; i++) {
      Instant atPeak = Instant.parse("2026-11-20T09:30:00Z").plusSeconds(i);
      answers.add(Measured.of("sheep/llama-4-scout").at(atPeak).lasting(2_000 + i % 5).answer());
    }
    assertThat(verdict(answers, peak)).isEqualTo(ClaimVerdict.REFUTED);
  }

  @Test
  void aModelOnThisMachineSaysNothingOfOneThatAGatewayServes() {
    List<MeasuredAnswer> answers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      answers.add(
          Measured.of("llama-4-scout")
              .lasting(500 + i % 5)
              .costing(new Cost.Local(null, null))
              .answer());
    }
    Claim claim =
        new Claim(
            "c",
            "llama-4-scout",
            "P50 latency",
            "980",
            "ms",
            null,
            "",
            "",
            "a vendor",
            "2026-08-21",
            "holysheep");
    var checked =
        ClaimCheck.of(List.of(claim), OwnMeasurements.of(answers, List.of(claim))).getFirst();
    assertThat(checked.verdict()).isEqualTo(ClaimVerdict.NOT_ENOUGH_DATA);
    assertThat(checked.rule()).contains("was measured as this machine/llama-4-scout only");
  }

  private static ClaimVerdict verdict(List<MeasuredAnswer> answers, Claim claim) {
    return ClaimCheck.of(List.of(claim), OwnMeasurements.of(answers, List.of(claim)))
        .getFirst()
        .verdict();
  }

  private static ClaimVerdict verdict(List<MeasuredAnswer> answers, String metric, String value) {
    Claim claim =
        new Claim(
            "c", "llama-4-scout", metric, value, "ms", null, "", "", "a vendor", "2026-08-21");
    return ClaimCheck.of(List.of(claim), OwnMeasurements.of(answers)).getFirst().verdict();
  }
}
