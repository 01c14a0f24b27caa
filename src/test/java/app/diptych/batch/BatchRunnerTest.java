package app.diptych.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.batch.check.Check;
import app.diptych.batch.check.CheckList;
import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Sampling;
import app.diptych.session.Batches.SavedBatch;
import app.diptych.session.Batches.SettledItem;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import app.diptych.trial.ScriptedProvider;
import app.diptych.trial.Side;
import app.diptych.trial.TrialRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A batch goes on whatever a row does, and what is settled is never asked again. */
@Timeout(120)
class BatchRunnerTest {
  private static final String OK = "ok";

  @TempDir Path home;

  private final NanoClock clock = NanoClock.system();
  private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

  /** How often each prompt was asked on each side. */
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();

  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private volatile BiFunction<Side, String, Object> answers = (side, prompt) -> side + " " + OK;
  private Workspace workspace;
  private BatchRunner runner;

  @BeforeEach
  void open() throws Exception {
    workspace = Workspace.open(home.resolve("workspace.db"), Workspace.Role.OWNER, writer, clock);
    runner = runner();
  }

  @AfterEach
  void close() {
    workspace.close();
    writer.shutdownNow();
    workers.shutdownNow();
  }

  @Test
  void aRowThatFailsIsARowWithItsFailureAndTheRestGoesOn() throws Exception {
    answers =
        (side, prompt) ->
            side == Side.B && prompt.endsWith("3")
                ? new Failure.ContextExceeded("Too long.", "Shorten it.", 1, 2)
                : side + " " + OK;
    Dataset data = rows(8, "{\"prompt\": \" \"}");
    CheckList checks = new CheckList(List.of(Check.of("contains", "A ok")), null);
    BatchPlan plan = plan(checks);
    SavedBatch batch = anew(plan, data);
    BatchEnd end = runner.run(job(batch, plan, data, Pace.of(3)), BatchListener.NONE);
    assertThat(end.whole()).isTrue();
    assertThat(end.last().failures()).isEqualTo(1);
    BatchSummary summary = BatchSummary.of(workspace, batch);
    assertThat(summary.settled()).isEqualTo(9);
    assertThat(summary.broken()).isEqualTo(1);
    assertThat(summary.side(Side.B).failures()).isEqualTo(Map.of("ContextExceeded", 1L));
    assertThat(summary.side(Side.A).passed()).isEqualTo(8);
    assertThat(summary.checks().orElseThrow())
        .satisfies(test -> assertThat(test.onlyA()).isEqualTo(8))
        .satisfies(test -> assertThat(test.p()).isLessThan(0.01));
    assertThat(most.get()).isBetween(1, 2 * 3);
    assertThat(workspace.sessions().find(batch.session()).orElseThrow())
        .satisfies(session -> assertThat(session.trials()).isEqualTo(8))
        .satisfies(session -> assertThat(session.failures()).isEqualTo(1));
    assertThat(workspace.batches().find(batch.id()).orElseThrow().endedAt()).isNotNull();
  }

  @Test
  void whatWasStoppedGoesOnWhereItWas() throws Exception {
    Dataset data = rows(30);
    BatchPlan plan = plan(CheckList.NONE);
    SavedBatch batch = anew(plan, data);
    answers =
        (side, prompt) -> {
          // Whichever of the rows from here on comes first: none is answered before the stop.
          if (Integer.parseInt(prompt.substring("row ".length())) >= 10) {
            runner.stop();
          }
          return side + " " + OK;
        };
    BatchEnd stopped = runner.run(job(batch, plan, data, Pace.of(2)), BatchListener.NONE);
    assertThat(stopped.stopped()).isTrue();
    assertThat(stopped.whole()).isFalse();
    assertThat(items(batch)).hasSizeBetween(8, 14);
    SavedBatch again = BatchStart.again(workspace, plan, data, false).orElseThrow();
    assertThat(again.id()).isEqualTo(batch.id());
    BatchEnd end = runner().run(job(again, plan, data, Pace.of(2)), BatchListener.NONE);
    assertThat(end.whole()).isTrue();
    assertThat(items(batch)).hasSize(30);
    assertThat(workspace.sessions().trials(batch.session()))
        .hasSize(30)
        .allSatisfy(trial -> assertThat(trial.answers()).hasSize(2));
    BatchEnd nothing = runner().run(job(again, plan, data, Pace.of(2)), BatchListener.NONE);
    assertThat(nothing.whole()).isTrue();
    assertThat(nothing.last().settledNow()).isZero();
    BatchPlan other =
        new BatchPlan("a", "other", List.of(), "", plan.samplings(), 1, null, CheckList.NONE, "");
    assertThat(BatchStart.again(workspace, other, data, false)).isEmpty();
  }

  @Test
  void onlyTheSideThatFailedIsAskedAgain() throws Exception {
    answers =
        (side, prompt) ->
            side == Side.B ? new Failure.Overloaded("Busy.", "Wait.") : side + " " + OK;
    Dataset data = rows(5);
    BatchPlan plan = plan(CheckList.NONE);
    SavedBatch batch = anew(plan, data);
    runner.run(job(batch, plan, data, Pace.of(2)), BatchListener.NONE);
    answers = (side, prompt) -> side + " again";
    SavedBatch again = BatchStart.again(workspace, plan, data, true).orElseThrow();
    BatchEnd end = runner().run(job(again, plan, data, Pace.of(2)), BatchListener.NONE);
    assertThat(end.last().settledNow()).isEqualTo(5);
    assertThat(asked)
        .hasSize(10)
        .allSatisfy(
            (key, times) -> assertThat(times).as(key).isEqualTo(key.startsWith("A") ? 1 : 2));
    assertThat(workspace.sessions().trials(batch.session()))
        .hasSize(5)
        .allSatisfy(trial -> {
          assertThat(trial.answer(Side.A).orElseThrow().text()).isEqualTo("A ok");
          assertThat(trial.answer(Side.B).orElseThrow().text()).isEqualTo("B again");
        });
  }

  @Test
  void whatABudgetRefusesWaitsForTheNextRun() throws Exception {
    answers = (side, prompt) -> new Failure.OverBudget("The cap is reached.", "Raise it.");
    Dataset data = rows(50);
    BatchPlan plan = plan(CheckList.NONE);
    SavedBatch batch = anew(plan, data);
    BatchEnd end = runner.run(job(batch, plan, data, Pace.of(2)), BatchListener.NONE);
    assertThat(end.whole()).isFalse();
    assertThat(end.why()).contains("The cap is reached.");
    assertThat(end.unsent()).isBetween(1L, 4L);
    assertThat(items(batch)).isEmpty();
    answers = (side, prompt) -> OK;
    BatchStart.again(workspace, plan, data, false);
    assertThat(runner().run(job(batch, plan, data, Pace.of(2)), BatchListener.NONE).whole())
        .isTrue();
    assertThat(items(batch)).hasSize(50);
  }

  @Test
  void aBatchOfWhichEverythingFailsIsGivenUp() throws Exception {
    answers = (side, prompt) -> new Failure.Unauthorized("The key is refused.", "Check it.");
    Dataset data = rows(200);
    BatchPlan plan = plan(CheckList.NONE);
    SavedBatch batch = anew(plan, data);
    BatchEnd end = runner.run(job(batch, plan, data, Pace.of(2)), BatchListener.NONE);
    assertThat(end.whole()).isFalse();
    assertThat(end.why()).contains("in a row failed").contains("The key is refused.");
    assertThat(items(batch).size()).isBetween(BatchRunner.HOPELESS, BatchRunner.HOPELESS + 4);
  }

  @Test
  void aLateRowCountsFromWhenItWasToBeAsked() throws Exception {
    answers = (side, prompt) -> Duration.ofMillis(30);
    Dataset data = rows(6);
    BatchPlan plan = plan(CheckList.NONE);
    SavedBatch batch = anew(plan, data);
    Pace crowded = new Pace(1, 1_000.0, false, 1, 0, false);
    runner.run(job(batch, plan, data, crowded), BatchListener.NONE);
    List<JsonNode> details = new ArrayList<>();
    for (SettledItem item : items(batch)) {
      details.add(JsonText.MAPPER.readTree(item.detail()));
    }
    JsonNode last = details.getLast();
    // Five rows of 30 ms went before it, and all were to come within 5 ms.
    assertThat(last.path("lateMs").asDouble()).isGreaterThan(100);
    JsonNode side = last.path("sides").path("A");
    assertThat(side.path("fromArrivalMs").asDouble()).isGreaterThan(last.path("lateMs").asDouble());
    assertThat(BatchSummary.of(workspace, batch).side(Side.A).fromArrival()).hasSize(6);
  }

  @Test
  void rowsThatWarmUpAreNotKept() throws Exception {
    Dataset data = rows(4);
    BatchPlan plan = plan(CheckList.NONE);
    SavedBatch batch = anew(plan, data);
    Pace warm = new Pace(2, null, false, 1, 3, false);
    runner.run(job(batch, plan, data, warm), BatchListener.NONE);
    assertThat(asked.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(2 * (4 + 3));
    assertThat(workspace.sessions().trials(batch.session())).hasSize(4);
  }

  @Test
  void everythingIsWrittenAsLines() throws Exception {
    Dataset data = rows(3, "{\"prompt\": \" \"}");
    CheckList checks = new CheckList(List.of(Check.of("contains", "A")), null);
    BatchPlan plan = plan(checks);
    SavedBatch batch = anew(plan, data);
    runner.run(job(batch, plan, data, Pace.of(2)), BatchListener.NONE);
    Path out = home.resolve("out.jsonl");
    assertThat(BatchFile.write(workspace, batch, out)).isEqualTo(4);
    List<JsonNode> lines = Files.readAllLines(out).stream().map(JsonText.MAPPER::readTree).toList();
    JsonNode side = lines.getFirst().path("sides").path("A");
    assertThat(side.path("text").asString("")).isEqualTo("A ok");
    assertThat(side.path("check").path("pass").asBoolean()).isTrue();
    assertThat(side.has("timing")).isTrue();
    assertThat(lines.getFirst().path("prompt").asString("")).isEqualTo("row 0");
    assertThat(lines.get(3).path("problem").asString("")).contains("asks nothing");
  }

  @Test
  void arrivalsComeLikeAClockOrAtRandomAtTheSameRate() {
    Pace.Arrivals constant =
        Objects.requireNonNull(new Pace(1, 50.0, false, 1, 0, false).arrivals());
    Pace.Arrivals random = Objects.requireNonNull(new Pace(1, 50.0, true, 3, 0, false).arrivals());
    Map<Duration, Long> gaps = new ConcurrentHashMap<>();
    Duration before = Duration.ZERO;
    for (int i = 0; i < 5_000; i++) {
      assertThat(constant.next().toMillis()).isBetween(20L * i - 1, 20L * i);
      Duration now = random.next();
      gaps.merge(now.minus(before), 1L, Long::sum);
      before = now;
    }
    assertThat(before.toNanos() / 5_000e6).isBetween(18.5, 21.5);
    assertThat(gaps).hasSizeGreaterThan(4_000);
    assertThatThrownBy(() -> new Pace(0, null, false, 1, 0, false)).hasMessageContaining("at once");
    assertThatThrownBy(() -> new Pace(1, -1.0, false, 1, 0, false)).hasMessageContaining("rate");
  }

  private BatchRunner runner() {
    return new BatchRunner(new TrialRunner(workers, clock), workspace, clock);
  }

  private SavedBatch anew(BatchPlan plan, Dataset data) throws Exception {
    return BatchStart.anew(workspace, plan, data, "Batch", Set.of("t"), clock.now());
  }

  private List<SettledItem> items(SavedBatch batch) throws Exception {
    return workspace.batches().items(batch.id(), -1, 1_000);
  }

  private static BatchPlan plan(CheckList checks) {
    return new BatchPlan(
        "a", "b", List.of(), "", List.of(Sampling.providerDefaults()), 1, null, checks, "");
  }

  private Dataset rows(int count, String... more) throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append("{\"prompt\": \"row ").append(i).append("\"}\n");
    }
    lines.append(String.join("\n", more));
    Path file = home.resolve("rows.jsonl");
    Files.writeString(file, lines);
    return Dataset.of(file);
  }

  private BatchRunner.Job job(SavedBatch batch, BatchPlan plan, Dataset data, Pace pace) {
    Map<Side, BatchSide> sides = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      sides.put(side, new BatchSide("gw/" + side, false, "m", provider(side), null));
    }
    return new BatchRunner.Job(batch, plan, data, sides, pace, Set.of(), 0);
  }

  private ScriptedProvider provider(Side side) {
    return new ScriptedProvider(
        clock,
        stage -> {
          String prompt = stage.request().messages().getLast().content();
          asked.merge(side + " " + prompt, 1, Integer::sum);
          most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
          Object answer;
          try {
            answer = answers.apply(side, prompt);
            if (!(answer instanceof Failure)) {
              stage.say(ScriptedProvider.started(clock));
              if (answer instanceof Duration pause && stage.cancelledWithin(pause)) {
                return;
              }
              stage.say(new TextDelta(answer.toString()));
            }
          } finally {
            // Before its last word: the next row is asked as soon as that is heard.
            underWay.decrementAndGet();
          }
          stage.say(
              answer instanceof Failure failure
                  ? new Failed(failure)
                  : new Finished(FinishReason.STOP));
        });
  }
}
