package app.diptych.report.decision;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.report.decision.Material.Change;
import app.diptych.report.roi.Assumptions;
import app.diptych.report.roi.MeasuredQuality;
import app.diptych.report.roi.Quality;
import app.diptych.report.roi.Roi;
import app.diptych.report.roi.TokenPrices;
import app.diptych.review.Verdict;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How often a model won the verdicts of sessions in a real workspace. */
@Timeout(120)
class WonVerdictsTest {
  private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
  private final List<String> sessions = new ArrayList<>();
  private Workspace workspace;
  @TempDir Path folder;

  @BeforeEach
  void open() throws Exception {
    workspace =
        Workspace.open(
            folder.resolve("workspace.db"), Workspace.Role.OWNER, writer, NanoClock.system());
  }

  @AfterEach
  void close() {
    workspace.close();
    writer.shutdown();
  }

  /** Of 40 verdicts B won 5: 12.5 %, by Wilson 5.5 % to 26.1 %. A won the others. */
  @Test
  void countsForEitherModelWithTiesAsHalf() throws Exception {
    add(TwoModels.of(40, i -> i % 8 == 0 ? Verdict.B : Verdict.A));
    MeasuredQuality ofB = WonVerdicts.read(gathered(), "gw/two", "gw/one").orElseThrow();
    assertThat(ofB.words())
        .isEqualTo("12.5 % (5.5 % to 26.1 %), 5 of 40 verdicts, recorded on 40 prompts");
    MeasuredQuality ofA = WonVerdicts.read(gathered(), "gw/one", "gw/two").orElseThrow();
    assertThat(ofA.words()).startsWith("87.5 % (73.9 % to 94.5 %), 35 of 40 verdicts");
    assertThat(WonVerdicts.read(gathered(), "gw/two", "gw/none")).isEmpty();
  }

  @Test
  void leavesOutWhatFoundBothBadAndSaysSo() throws Exception {
    add(TwoModels.of(4, i -> List.of(Verdict.B, Verdict.TIE, Verdict.BOTH_BAD, Verdict.A).get(i)));
    assertThat(WonVerdicts.read(gathered(), "gw/two", "gw/one").orElseThrow().words())
        .endsWith(
            "1.5 of 3 verdicts, recorded on 4 prompts, those that found both bad left out (1)");
  }

  @Test
  void manyVerdictsOnOnePromptDoNotPassForManyPrompts() throws Exception {
    for (int session = 0; session < 4; session++) {
      add(
          TwoModels.of(10, i -> i % 2 == 0 ? Verdict.B : Verdict.A)
              .titled("session-" + session, "Session " + session, "The same step"));
    }
    MeasuredQuality repeated = WonVerdicts.read(gathered(), "gw/two", "gw/one").orElseThrow();
    assertThat(repeated.source()).isEqualTo("recorded on 10 prompts");
    assertThat(repeated.share().value()).isEqualTo(0.5);
    // 20 of 40 are 35.2 % to 64.8 % by Wilson; ten prompts are less sure than that.
    assertThat(repeated.share().low()).isLessThan(0.35);
    assertThat(repeated.share().high()).isGreaterThan(0.65);
  }

  @Test
  void verdictsOnASinglePromptTellNothingAboutOthers() throws Exception {
    for (int session = 0; session < 12; session++) {
      add(
          TwoModels.of(1, _ -> Verdict.B)
              .titled("session-" + session, "Session " + session, "The same step"));
    }
    MeasuredQuality one = WonVerdicts.read(gathered(), "gw/two", "gw/one").orElseThrow();
    assertThat(one.share().low()).isZero();
    Quality quality = new Quality(new BigDecimal("45"), one);
    assertThat(quality.standing()).isEqualTo(Quality.Standing.NOT_KNOWN);
    assertThat(quality.outlook()).contains(Quality.Outlook.OTHER_PROMPTS);
  }

  @Test
  void theReportHoldsItsVotesAgainstTheThreshold() throws Exception {
    add(TwoModels.of(40, i -> i % 8 == 0 ? Verdict.B : Verdict.A));
    assertThat(page("30"))
        .contains("The quality threshold is not met: the whole 95 % interval lies below 30 %")
        .contains("at least 30 % of the verdicts, ties half")
        .contains("12.5 % (5.5 % to 26.1 %), 5 of 40 verdicts, recorded on 40 prompts")
        .contains("but the quality threshold is not met");
    assertThat(page("20")).contains("20 % lies within the 95 % interval.");
    assertThat(page("5")).contains("lies at or above 5 %.");
  }

  private String page(String percent) throws Exception {
    Assumptions assumed =
        new Assumptions(
            new BigDecimal("1e6"),
            new BigDecimal("1e6"),
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            new TokenPrices(new BigDecimal("2"), new BigDecimal("8")),
            new TokenPrices(new BigDecimal("1"), new BigDecimal("1")),
            BigDecimal.ONE,
            BigDecimal.TEN,
            BigDecimal.ZERO,
            "USD",
            "",
            new Quality(new BigDecimal(percent), null));
    Material.Extras none = Material.Extras.NONE;
    return DecisionReport.of(
            new Material(
                "",
                "gw/one",
                "gw/two",
                LocalDate.of(2026, 11, 27),
                gathered(),
                new Material.Extras(
                    Map.of(),
                    new Change(new Roi(assumed), "12months", BigDecimal.TEN, List.of()),
                    none.claims(),
                    null,
                    none.audit(),
                    none.graded(),
                    null)))
        .write(DecisionReport.Format.HTML);
  }

  private Gathered gathered() throws Exception {
    return Gathered.read(workspace, sessions, Checks.NONE, Gathered.Progress.NONE);
  }

  private void add(TwoModels two) throws Exception {
    workspace.sessions().add(two.session()).get(60, TimeUnit.SECONDS);
    sessions.add(two.id());
  }
}
