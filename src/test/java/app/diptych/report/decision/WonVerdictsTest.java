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
import java.util.Objects;
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
    MeasuredQuality ofB = won("gw/two", "gw/one");
    assertThat(ofB.words())
        .isEqualTo(
            "12.5 % (5.5 % to 26.1 %), 5 of 40 verdicts, gw/two against gw/one, recorded on 40 prompts");
    MeasuredQuality ofA = won("gw/one", "gw/two");
    assertThat(ofA.words()).startsWith("87.5 % (73.9 % to 94.5 %), 35 of 40 verdicts");
  }

  @Test
  void saysWhyNoVerdictCountsAndWhatIsLeftOut() throws Exception {
    add(TwoModels.of(4, _ -> Verdict.B).failing(i -> i == 0));
    assertThat(won("gw/two", "gw/one").words())
        .endsWith(
            "3 of 3 verdicts, gw/two against gw/one, recorded on 3 prompts; left out: 1 not come to its end");
    assertThat(WonVerdicts.read(gathered(), "gw/two", "gw/none"))
        .isEqualTo(
            new WonVerdicts(
                null,
                "No verdict that counts compares gw/two and gw/none; left out: 4 between other models."));
  }

  /** 1.5 of 4 are 9.2 % to 78.1 % by Wilson. */
  @Test
  void whatFoundBothBadIsNotWon() throws Exception {
    add(TwoModels.of(4, i -> List.of(Verdict.B, Verdict.TIE, Verdict.BOTH_BAD, Verdict.A).get(i)));
    assertThat(won("gw/two", "gw/one").words())
        .isEqualTo(
            "37.5 % (9.2 % to 78.1 %), 1.5 of 4 verdicts, gw/two against gw/one, recorded on 4 prompts, 1 found both bad: not won");
  }

  /** 12 of 15 would be 55 % to 93 %, but 12 of 115 are 6 % to 17 %. */
  @Test
  void aModelThatIsSeldomGoodIsNotGoodEnough() throws Exception {
    add(TwoModels.of(115, i -> i < 12 ? Verdict.B : i < 15 ? Verdict.A : Verdict.BOTH_BAD));
    MeasuredQuality seldom = won("gw/two", "gw/one");
    assertThat(seldom.words()).startsWith("10.4 % (6.1 % to 17.4 %), 12 of 115 verdicts");
    assertThat(new Quality(new BigDecimal("45"), seldom).standing())
        .isEqualTo(Quality.Standing.NOT_MET);
  }

  @Test
  void manyVerdictsOnOnePromptDoNotPassForManyPrompts() throws Exception {
    for (int session = 0; session < 4; session++) {
      add(
          TwoModels.of(10, i -> i % 2 == 0 ? Verdict.B : Verdict.A)
              .titled("session-" + session, "Session " + session, "The same step"));
    }
    MeasuredQuality repeated = won("gw/two", "gw/one");
    assertThat(repeated.source())
        .isEqualTo(
            "gw/two against gw/one, recorded on 10 prompts, no surer than 10 verdicts on prompts of their own");
    // 20 of 40 are 35.2 % to 64.8 % by Wilson; 5 of 10 are less sure than that.
    assertThat(repeated.words()).startsWith("50.0 % (23.7 % to 76.3 %), 20 of 40 verdicts");
  }

  /** 28 of 42 are 51.6 % to 79.0 % by Wilson, but two prompts are 15.9 % to 95.5 %. */
  @Test
  void manyVerdictsOnTwoPromptsThatAgreeDoNotEither() throws Exception {
    for (int session = 0; session < 21; session++) {
      Verdict said = session % 3 == 0 ? Verdict.A : Verdict.B;
      add(
          TwoModels.of(2, _ -> said)
              .titled("session-" + session, "Session " + session, "The same step"));
    }
    MeasuredQuality two = won("gw/two", "gw/one");
    assertThat(two.words()).startsWith("66.7 % (15.9 % to 95.5 %), 28 of 42 verdicts");
    assertThat(new Quality(new BigDecimal("50"), two).standing())
        .isEqualTo(Quality.Standing.NOT_KNOWN);
  }

  /** Eleven on one and one on each of nine: 20 * 20 / (121 + 9) is 3.08. */
  @Test
  void verdictsThatCrowdOnOneOfManyPromptsAreNoSurerThanAFew() throws Exception {
    add(TwoModels.of(10, _ -> Verdict.B).titled("session", "Session", "The same step"));
    for (int session = 0; session < 10; session++) {
      add(
          TwoModels.of(1, _ -> Verdict.B)
              .titled("session-" + session, "Session " + session, "The same step"));
    }
    assertThat(won("gw/two", "gw/one").source())
        .endsWith("recorded on 10 prompts, no surer than 3 verdicts on prompts of their own");
  }

  @Test
  void verdictsOnASinglePromptTellNoMoreThanOne() throws Exception {
    for (int session = 0; session < 12; session++) {
      add(
          TwoModels.of(1, _ -> Verdict.B)
              .titled("session-" + session, "Session " + session, "The same step"));
    }
    MeasuredQuality one = won("gw/two", "gw/one");
    assertThat(one.words()).startsWith("100.0 % (20.7 % to 100.0 %), 12 of 12 verdicts");
    Quality quality = new Quality(new BigDecimal("45"), one);
    assertThat(quality.standing()).isEqualTo(Quality.Standing.NOT_KNOWN);
    assertThat(quality.outlook()).contains(Quality.Outlook.MORE_VERDICTS);
  }

  @Test
  void theReportHoldsItsVotesAgainstTheThreshold() throws Exception {
    add(TwoModels.of(40, i -> i % 8 == 0 ? Verdict.B : Verdict.A));
    assertThat(page("30"))
        .contains("The quality threshold is not met: the whole 95 % interval lies below 30 %")
        .contains("at least 30 % of the verdicts, ties half")
        .contains(
            "12.5 % (5.5 % to 26.1 %), 5 of 40 verdicts, gw/two against gw/one, recorded on 40")
        .contains("held against the votes of these sessions, not against checks.")
        .contains("96.00 USD, but the quality threshold is not met")
        .contains("86.00 USD, but the quality threshold is not met, with each input");
    assertThat(page("20")).contains("20 % lies within the 95 % interval.");
    assertThat(page("5")).contains("lies at or above 5 %.");
  }

  @Test
  void aReportWithoutVotesSaysThatNoneCounts() throws Exception {
    add(TwoModels.of(4, _ -> null));
    assertThat(page("30"))
        .contains("held against the votes of these sessions, not against checks.")
        .contains("No verdict that counts compares gw/two and gw/one.")
        .contains("only if the quality threshold is met");
  }

  private MeasuredQuality won(String model, String other) throws Exception {
    return Objects.requireNonNull(WonVerdicts.read(gathered(), model, other).measured());
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
                    null,
                    none.chances())))
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
