package app.diptych.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.batch.check.Check;
import app.diptych.batch.check.CheckList;
import app.diptych.completion.Failure;
import app.diptych.completion.Sampling;
import app.diptych.cost.Budget;
import app.diptych.cost.BudgetGate;
import app.diptych.cost.Budgets;
import app.diptych.cost.Cost;
import app.diptych.cost.Money;
import app.diptych.cost.Price;
import app.diptych.cost.Rates;
import app.diptych.gateway.BatchApi;
import app.diptych.gateway.BatchLines;
import app.diptych.gateway.GatewayHttp;
import app.diptych.gateway.GatewayProfile;
import app.diptych.gateway.Turns;
import app.diptych.session.Batches.SavedBatch;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import app.diptych.trial.TrialRunner;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A batch that a gateway's Batch API answers, whatever goes wrong there or here. */
@Timeout(120)
class RemoteRunnerTest {
  private static final RemoteRunner.Rhythm QUICK =
      new RemoteRunner.Rhythm(Duration.ofMillis(1), Duration.ofMillis(2));

  @TempDir Path home;

  private final NanoClock clock = NanoClock.system();
  private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
  private final List<String> told = new ArrayList<>();
  private final List<Budget> budgets = new ArrayList<>();
  private final GatewayHttp http = GatewayHttp.create();
  private LoopbackBatchApi gateway;
  private Workspace workspace;
  private Dataset data;
  private BatchPlan plan;
  private SavedBatch batch;

  @BeforeEach
  void open() throws Exception {
    workspace = Workspace.open(home.resolve("workspace.db"), Workspace.Role.OWNER, writer, clock);
    gateway = LoopbackBatchApi.open();
    Path file = home.resolve("rows.jsonl");
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      rows.append("{\"id\": \"r")
          .append(i)
          .append("\", \"prompt\": \"row ")
          .append(i)
          .append("\"}\n");
    }
    Files.writeString(file, rows.append("{\"prompt\": \" \"}\n"));
    data = Dataset.of(file);
    CheckList checks = new CheckList(List.of(Check.of("contains", "Answer to row")), null);
    plan =
        new BatchPlan(
            "gate/small",
            "gate/large",
            List.of(),
            "",
            List.of(new Sampling(null, null, 100, null, List.of())),
            1,
            null,
            checks,
            "");
    batch = BatchStart.anew(workspace, plan, data, "title", Set.of(), clock.now());
  }

  @AfterEach
  void close() {
    workspace.close();
    gateway.close();
    writer.shutdownNow();
  }

  @Test
  void everyRowIsAnsweredInWhateverOrderAtThePriceOfABatchAndWithoutTimes() throws Exception {
    gateway.bodiesAreTexts = true;
    wholly(run());
    eachSideIsMadeAndPaidOnce();
    for (int i = 0; i < 9; i++) {
      for (Side side : Side.values()) {
        Answer answer = answer(i, side);
        assertThat(answer.text()).isEqualTo("Answer to row " + i);
        assertThat(answer.metrics().timeToFirstToken()).isEmpty();
        assertThat(answer.metrics().endToEnd()).isEmpty();
        assertThat(Objects.requireNonNull(answer.origin()).engine()).isEqualTo(BatchLines.ENGINE);
        assertThat(answer.origin().answeredBy()).startsWith("gate/");
        assertThat(answer.cost()).isEqualTo(new Cost.Known(Money.of("0.00051", "USD"), false));
      }
    }
    BatchSummary summary = BatchSummary.of(workspace, batch);
    assertThat(summary.broken()).isEqualTo(1);
    assertThat(summary.side(Side.A).passed()).isEqualTo(9);
    assertThat(summary.side(Side.A).ttft()).isEmpty();
    assertThat(told).anyMatch(line -> line.contains("in progress"));
    assertThat(resumed(false).whole()).isTrue();
    assertThat(gateway.made()).isEqualTo(2);
  }

  @Test
  void tokensThatCannotBeThoseOfTheAnswerAreNotPaidAndSaidSo() throws Exception {
    gateway.outputTokens = 1_000_000_000;
    wholly(run());
    assertThat(answer(0, Side.A).cost())
        .isInstanceOfSatisfying(
            Cost.Known.class,
            known -> {
              assertThat(known.money().amount())
                  .isBetween(new BigDecimal("0.0005"), new BigDecimal("0.0006"));
              assertThat(known.estimated()).isTrue();
              assertThat(known.open()).startsWith("the provider reports 1,000,000,000 tokens");
            });
    assertThat(BatchSummary.of(workspace, batch).side(Side.A).cost().words())
        .startsWith("at least ~0.00");
  }

  @Test
  void aRowThatFailsOrIsLostIsMarkedAndOnlyThatIsAskedAgain() throws Exception {
    gateway.failing = id -> id.endsWith("-2-A");
    gateway.lost = id -> id.endsWith("-5-B");
    gateway.alsoInOutput =
        "{\"custom_id\": \"somebody-else\", \"response\": {}}\n"
            + "not json\n{\"custom_id\": \""
            + AnswerFiles.id(batch.id(), 1, Side.A)
            + "\", \"response\": {\"status_code\": 200, \"body\": {}}}\n{\"custom_id\": \"half";
    wholly(run());
    assertThat(answer(2, Side.A).failure()).isInstanceOf(Failure.RateLimited.class);
    assertThat(answer(5, Side.B).failure()).isInstanceOf(Failure.ProviderError.class);
    assertThat(answer(1, Side.A).text()).isEqualTo("Answer to row 1");
    assertThat(told)
        .anyMatch(line ->
            line.contains(
                    "A gate: Left out: 1 answers to what was not asked, 1 answers that came twice")
                && line.contains("2 lines that cannot be read"));
    gateway.failing = id -> false;
    gateway.lost = id -> false;
    gateway.alsoInOutput = "";
    assertThat(resumed(true).whole()).isTrue();
    assertThat(gateway.made()).isEqualTo(4);
    assertThat(gateway.paid).isEqualTo(17 + 2);
    assertThat(answer(2, Side.A).failure()).isNull();
    assertThat(answer(5, Side.B).failure()).isNull();
    BatchSummary summary = BatchSummary.of(workspace, batch);
    assertThat(summary.side(Side.A).answered()).isEqualTo(9);
    assertThat(summary.side(Side.B).answered()).isEqualTo(9);
  }

  @Test
  void whatCameBeforeABatchExpiredIsKept() throws Exception {
    gateway.end = "expired";
    gateway.answered = id -> !id.contains("-7-");
    assertThat(run().whole()).isTrue();
    assertThat(answer(7, Side.A).failure())
        .isInstanceOfSatisfying(
            Failure.TimedOut.class, late -> assertThat(late.message()).contains("expired"));
    assertThat(answer(6, Side.A).failure()).isNull();
    assertThat(gateway.paid).isEqualTo(16);
  }

  @Test
  void aBatchThatTheGatewayRefusesIsToldAndCanBeSentAgain() throws Exception {
    gateway.end = "failed";
    BatchEnd end = run();
    assertThat(end.whole()).isFalse();
    assertThat(end.why()).contains("gate refused the batch (line 2): This line is bad.");
    assertThat(BatchSummary.of(workspace, batch).settled()).isEqualTo(1);
    gateway.end = "completed";
    assertThat(resumed(false).whole()).isTrue();
    assertThat(gateway.paid).isEqualTo(18);
  }

  @Test
  void aGatewayWithoutABatchApiIsToldInASentence() throws Exception {
    gateway.none = true;
    BatchEnd end = run();
    assertThat(end.why()).contains("gate has no Batch API (HTTP 404)").contains("--export-batch");
    assertThat(gateway.calls).containsExactly("POST files");
  }

  @Test
  void stoppedItGoesOnAtTheGatewayAndIsFollowedAgain() throws Exception {
    gateway.looksToEnd = Integer.MAX_VALUE;
    BatchEnd end = stoppedAt("in progress");
    assertThat(end.stopped()).isTrue();
    BatchRunner direct = new BatchRunner(new TrialRunner(Runnable::run, clock), workspace, clock);
    assertThatThrownBy(() -> direct.run(again(false), _ -> {}))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("paid twice");
    assertThat(workspace.batches().standings())
        .as("nobody holds what was not begun")
        .noneMatch(standing -> standing.running());
    gateway.looksToEnd = 1;
    assertThat(resumed(false).whole()).isTrue();
    assertThat(gateway.made()).isEqualTo(2);
    assertThat(gateway.calls).doesNotContain("POST batches cancel");
  }

  @Test
  void cancelledWhatIsThereIsTakenAndTheRestWaits() throws Exception {
    leftRunning();
    gateway.answered = id -> id.contains("-3-");
    BatchEnd end = runner().run(again(false), true, told::add);
    assertThat(end.whole()).isFalse();
    assertThat(gateway.paid).isEqualTo(2);
    assertThat(BatchSummary.of(workspace, batch).settled()).isEqualTo(2);
    gateway.answered = id -> true;
    gateway.looksToEnd = 1;
    assertThat(resumed(false).whole()).isTrue();
    assertThat(gateway.paid).isEqualTo(18);
  }

  @Test
  void aBatchWhoseNameWasNeverLearnedIsFoundAndNotPaidTwice() throws Exception {
    gateway.cut = "POST batches";
    gateway.cutTimes = 1;
    gateway.broken = "GET batches";
    gateway.brokenTimes = 100;
    BatchEnd end = run();
    assertThat(end.whole()).isFalse();
    assertThat(end.why()).contains("gate may have the batch already and does not tell");
    assertThat(gateway.made()).isEqualTo(1);
    gateway.broken = "";
    assertThat(resumed(false).whole()).isTrue();
    eachSideIsMadeAndPaidOnce();
  }

  @Test
  void cancelledNothingIsSentAnyMore() throws Exception {
    gateway.broken = "POST files";
    gateway.brokenTimes = 100;
    assertThat(run().whole()).isFalse();
    gateway.broken = "";
    gateway.calls.clear();
    BatchEnd end = runner().run(again(false), true, told::add);
    assertThat(end.whole()).isFalse();
    assertThat(gateway.calls).isEmpty();
    assertThat(gateway.made()).isZero();
    assertThat(resumed(false).whole()).isTrue();
    assertThat(gateway.paid).isEqualTo(18);
  }

  @Test
  void cancelledABatchWhoseNameWasNeverLearnedIsFoundAndEnded() throws Exception {
    nameNeverLearned();
    gateway.looksToEnd = Integer.MAX_VALUE;
    gateway.answered = id -> false;
    assertThat(runner().run(again(false), true, told::add).whole()).isFalse();
    assertThat(gateway.calls).contains("POST batches cancel");
    assertThat(gateway.made()).isEqualTo(1);
    assertThat(gateway.paid).isZero();
  }

  @Test
  void aGatewayThatDropsOurNameStillHasOurFile() throws Exception {
    gateway.withoutMetadata = true;
    gateway.cut = "POST batches";
    gateway.cutTimes = 2;
    wholly(run());
    eachSideIsMadeAndPaidOnce();
  }

  @Test
  void aListThatLagsIsLookedAtAgain() throws Exception {
    gateway.cut = "POST batches";
    gateway.cutTimes = 1;
    gateway.lateLists = 3;
    wholly(run());
    eachSideIsMadeAndPaidOnce();
  }

  @Test
  void whatMayHaveBeenMadeIsNotMadeAgainInTheSameRun() throws Exception {
    gateway.cut = "POST batches";
    gateway.cutTimes = 1;
    gateway.lateLists = 100;
    BatchEnd end = run();
    assertThat(end.whole()).isFalse();
    assertThat(end.why()).contains("does not list it").contains("--resume");
    assertThat(gateway.made()).isEqualTo(1);
    gateway.lateLists = 2;
    assertThat(resumed(false).whole()).isTrue();
    eachSideIsMadeAndPaidOnce();
  }

  @Test
  void aGatewayThatForgotTheBatchIsNoDeadEnd() throws Exception {
    leftRunning();
    gateway.forgetsBatches = true;
    BatchEnd end = resumed(false);
    assertThat(end.whole()).as(end.why()).isTrue();
    assertThat(told).anyMatch(line -> line.contains("no longer has the batch"));
    assertThat(answer(3, Side.A).failure())
        .isInstanceOfSatisfying(
            Failure.ProviderError.class,
            lost -> assertThat(lost.message()).contains("no longer has"));
    gateway.forgetsBatches = false;
    gateway.looksToEnd = 1;
    assertThat(resumed(true).whole()).isTrue();
    assertThat(gateway.paid).isEqualTo(18);
  }

  @Test
  void aGatewayThatForgotTheAnswersIsNoDeadEnd() throws Exception {
    gateway.forgetsAnswers = true;
    wholly(run());
    assertThat(answer(3, Side.B).failure()).isInstanceOf(Failure.ProviderError.class);
  }

  @Test
  void anAddressThatKnowsNoBatchesForgetsNothing() throws Exception {
    leftRunning();
    gateway.none = true;
    BatchEnd end = resumed(false);
    assertThat(end.whole()).isFalse();
    assertThat(end.why()).contains("HTTP 404");
    gateway.none = false;
    gateway.looksToEnd = 1;
    assertThat(resumed(false).whole()).isTrue();
    eachSideIsMadeAndPaidOnce();
  }

  @Test
  void cancelledEvenWhatNobodyKnowsAnyMoreComesToAnEnd() throws Exception {
    leftRunning();
    gateway.none = true;
    assertThat(runner().run(again(false), true, told::add).whole()).isTrue();
    gateway.none = false;
    gateway.looksToEnd = 1;
    assertThat(resumed(true).whole()).isTrue();
  }

  private static void wholly(BatchEnd end) {
    assertThat(end.whole()).as(end.why()).isTrue();
  }

  private void eachSideIsMadeAndPaidOnce() {
    assertThat(gateway.made()).isEqualTo(2);
    assertThat(gateway.paid).isEqualTo(18);
  }

  /** Runs until it is told that, and leaves the rest to the gateway. */
  private BatchEnd stoppedAt(String words) throws Exception {
    RemoteRunner running = runner();
    return running.run(
        job(),
        false,
        line -> {
          if (line.contains(words)) {
            running.stop();
          }
        });
  }

  /** Both sides run at the gateway, and nobody follows them. */
  private void leftRunning() throws Exception {
    gateway.looksToEnd = Integer.MAX_VALUE;
    var _ = stoppedAt("B gate: in progress");
  }

  /** The gateway has side A, and nobody here knows its name. */
  private void nameNeverLearned() throws Exception {
    gateway.cut = "POST batches";
    gateway.cutTimes = 1;
    gateway.broken = "GET batches";
    gateway.brokenTimes = 100;
    assertThat(run().whole()).isFalse();
    gateway.broken = "";
  }

  @Test
  void killedAtEachStepItGoesOnAndNothingIsPaidTwice() throws Exception {
    gateway.looksToEnd = 3;
    int killed = 0;
    boolean whole = false;
    while (!whole) {
      int sentence = killed;
      int[] heard = {0};
      try {
        whole =
            runner()
                .run(
                    again(false),
                    false,
                    line -> {
                      if (heard[0]++ == sentence % 4) {
                        throw new Killed();
                      }
                    })
                .whole();
      } catch (Killed here) {
        killed++;
      }
      assertThat(killed).as("it comes to its end").isLessThan(50);
    }
    assertThat(killed).isGreaterThan(4);
    eachSideIsMadeAndPaidOnce();
    assertThat(workspace.sessions().trials(batch.session())).hasSize(9);
  }

  @Test
  void nothingIsSentBeyondABudget() throws Exception {
    // 9 rows x 2 sides x 100 tokens of answer at 1 USD a million, and their prompts.
    tight();
    BatchEnd end = run();
    assertThat(end.why()).contains("tight");
    assertThat(end.unsent()).isEqualTo(9);
    assertThat(gateway.calls).isEmpty();
    budgets.clear();
    assertThat(resumed(false).whole()).isTrue();
  }

  @Test
  void whatWasPlannedAndNotSentAsksTheBudgetsAgain() throws Exception {
    gateway.broken = "POST files";
    gateway.brokenTimes = 100;
    assertThat(run().whole()).isFalse();
    gateway.broken = "";
    gateway.calls.clear();
    tight();
    assertThat(resumed(false).why()).contains("tight");
    assertThat(gateway.calls).isEmpty();
    budgets.clear();
    assertThat(resumed(false).whole()).isTrue();
  }

  @Test
  void whatRunsIsFollowedWhateverTheBudgetsAreNow() throws Exception {
    leftRunning();
    gateway.looksToEnd = 1;
    tight();
    assertThat(resumed(false).whole()).isTrue();
  }

  private void tight() {
    budgets.add(
        new Budget(
            "tight", Budget.Scope.ALL, Budget.Period.DAY, Money.of("0.0011", "USD"), true, false));
  }

  @Test
  void aServerThatFailsForAMomentIsAskedAgain() throws Exception {
    gateway.broken = "GET files content";
    gateway.brokenTimes = 2;
    assertThat(run().whole()).isTrue();
    assertThat(gateway.paid).isEqualTo(18);
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private BatchEnd run() throws Exception {
    return runner().run(job(), false, told::add);
  }

  private BatchEnd resumed(boolean failedToo) throws Exception {
    return runner().run(again(failedToo), false, told::add);
  }

  private BatchRunner.Job again(boolean failedToo) throws Exception {
    assertThat(BatchStart.again(workspace, plan, data, failedToo)).isPresent();
    return job();
  }

  private RemoteRunner runner() {
    GatewayProfile profile = GatewayProfile.of("gate", gateway.url());
    BatchApi api = new BatchApi(profile, null, http, Turns.FREE, clock);
    BudgetGate gate =
        new BudgetGate(
            () -> new Budgets(budgets, Budgets.NONE.rates(), null),
            since -> List.of(),
            clock,
            () -> ZoneOffset.UTC);
    return new RemoteRunner(workspace, Map.of(Side.A, api, Side.B, api), gate, clock, home, QUICK);
  }

  private BatchRunner.Job job() {
    return new BatchRunner.Job(
        batch,
        plan,
        data,
        Map.of(Side.A, side("small"), Side.B, side("large")),
        Pace.of(1),
        Set.of(),
        10);
  }

  private static BatchSide side(String model) {
    Price price =
        new Price(
            "gate",
            model,
            Rates.of("1", "2"),
            List.of(),
            "USD",
            "test",
            LocalDate.of(2026, 11, 1),
            Rates.of("0.5", "1"));
    return new BatchSide(
        "gate/" + model,
        false,
        model,
        (request, sink) -> {
          throw new AssertionError("nobody is asked directly");
        },
        price);
  }

  private Answer answer(int item, Side side) throws Exception {
    return workspace
        .sessions()
        .trial(BatchRunner.trialOf(batch.id(), item))
        .orElseThrow()
        .answer(side)
        .orElseThrow();
  }
}
