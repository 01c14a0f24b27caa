package app.diptych.trial;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.ReasoningDelta;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionEvent.UsageRefused;
import app.diptych.completion.CompletionEvent.UsageReported;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Provider;
import app.diptych.completion.Sampling;
import app.diptych.completion.Usage;
import app.diptych.timing.Doubt;
import app.diptych.timing.NanoClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TrialRunnerTest {
  private static final long MS = 1_000_000;

  private final NanoClock clock = NanoClock.system();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final TrialRunner runner = new TrialRunner(workers, clock);

  @AfterEach
  void stop() {
    workers.shutdownNow();
  }

  @Test
  void keepsEverythingBothSidesSay() throws Exception {
    Trial trial = start(answering("one ", "two"), answering("drei ", "vier")).await();
    assertThat(trial.hasFailure()).isFalse();
    assertThat(trial.answer(Side.A).text()).isEqualTo("one two");
    assertThat(trial.answer(Side.B).text()).isEqualTo("drei vier");
    assertThat(trial.answer(Side.A).finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(trial.answer(Side.A).timeline().deltas()).isEqualTo(2);
    assertThat(trial.answer(Side.A).state()).isEqualTo(SideState.FINISHED);
  }

  @Test
  void asksOneSideAfterTheOtherWhenTheyTakeTurns() throws Exception {
    List<String> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
    SteppedClock stepped = new SteppedClock();
    Map<Side, SideSetup> setups =
        Map.of(
            Side.A,
            local(noting(stepped, heard, "A", Optional::empty, () -> stepped.rest(1_000 * MS))),
            Side.B,
            local(noting(stepped, heard, "B", Optional::empty, () -> stepped.rest(10 * MS))));
    Trial trial = inTurn(new TrialRunner(workers, stepped), setups).await();
    assertThat(heard)
        .containsExactly("A ready", "A asked", "A ends", "B ready", "B asked", "B ends");
    assertThat(trial.contended()).isFalse();
    assertThat(trial.inTurn()).isTrue();
    assertThat(trial.answer(Side.A).metrics().timeToFirstToken()).hasValue(Duration.ofSeconds(1));
    assertThat(trial.answer(Side.B).delivery().held()).isEqualTo(Duration.ofSeconds(1));
    assertThat(trial.answer(Side.B).metrics().timeToFirstToken())
        .as("its clock starts when its own turn comes")
        .hasValue(Duration.ofMillis(10));
  }

  @Test
  void makesRoomForTheNextModelOnlyWhenBothDoNotFit() throws Exception {
    List<String> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
    java.util.concurrent.atomic.AtomicBoolean resident =
        new java.util.concurrent.atomic.AtomicBoolean(true);
    Failure full = new Failure.EngineFault("No memory.", "Close something.", true, List.of());
    ScriptedProvider a =
        noting(heard, "A", Optional::empty)
            .whenReleased(() -> {
              heard.add("A unloaded");
              resident.set(false);
            });
    ScriptedProvider b =
        noting(heard, "B", () -> resident.get() ? Optional.of(full) : Optional.empty());
    Trial trial = inTurn(Map.of(Side.A, local(a), Side.B, local(b))).await();
    assertThat(trial.hasFailure()).isFalse();
    assertThat(heard)
        .containsExactly(
            "A ready",
            "A asked",
            "A ends",
            "B ready",
            "A unloaded",
            "B ready",
            "B asked",
            "B ends");
  }

  @Test
  void endsASideThatWaitsForItsTurnAsSoonAsItIsStopped() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    ScriptedProvider slow =
        new ScriptedProvider(
            clock,
            stage -> {
              go.await();
              say(stage, "a");
            });
    RunningTrial trial = inTurn(Map.of(Side.A, local(slow), Side.B, local(answering("b"))));
    trial.cancel(Side.B);
    assertThat(trial.awaitNext()).isEqualTo(Side.B);
    assertThat(trial.trial().answer(Side.B).failure()).isInstanceOf(Failure.Cancelled.class);
    go.countDown();
    assertThat(trial.await().answer(Side.A).text()).isEqualTo("a");
  }

  @Test
  void oneSideAloneNeedNotWaitForATurn() throws Exception {
    Trial trial = inTurn(Map.of(Side.B, local(answering("b")))).await();
    assertThat(trial.inTurn()).isFalse();
    assertThat(trial.answer(Side.B).text()).isEqualTo("b");
  }

  private RunningTrial inTurn(Map<Side, SideSetup> setups) {
    return inTurn(runner, setups);
  }

  private static RunningTrial inTurn(TrialRunner by, Map<Side, SideSetup> setups) {
    return by.start("t", java.util.Set.of(), setups, TrialListener.NONE, Order.IN_TURN);
  }

  private SideSetup local(Provider provider) {
    return new SideSetup(
        "demo/m",
        true,
        provider,
        new CompletionRequest("m", List.of(Message.user("hi")), Sampling.providerDefaults()));
  }

  private ScriptedProvider noting(
      List<String> heard, String name, ScriptedProvider.Preparation preparation) {
    return noting(clock, heard, name, preparation, () -> {});
  }

  /**
   * @param thinking what goes before the first word
   */
  private static ScriptedProvider noting(
      NanoClock by,
      List<String> heard,
      String name,
      ScriptedProvider.Preparation preparation,
      Runnable thinking) {
    return new ScriptedProvider(
        by,
        () -> {
          heard.add(name + " ready");
          return preparation.run();
        },
        stage -> {
          heard.add(name + " asked");
          thinking.run();
          say(stage, "x");
          heard.add(name + " ends");
        });
  }

  @Test
  void startsNoSideBeforeBothAreReadyAndThenNeitherAfterTheOther() throws Exception {
    CountDownLatch ready = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(2);
    ScriptedProvider.Script meeting =
        stage -> {
          begun.countDown();
          // Neither ends before the other has begun.
          say(stage, begun.await(30, TimeUnit.SECONDS) ? "together" : "alone");
        };
    Provider quick = new ScriptedProvider(clock, meeting);
    Provider slow =
        new ScriptedProvider(
            clock,
            () -> {
              ready.await();
              return Optional.empty();
            },
            meeting);
    CountDownLatch waiting = new CountDownLatch(1);
    TrialListener listener =
        new TrialListener() {
          @Override
          public void changed(Side side, SideState state) {
            if (side == Side.A && state == SideState.READY) {
              waiting.countDown();
            }
          }
        };
    RunningTrial running = runner.start(setups(quick, slow), listener);
    assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(begun.getCount()).isEqualTo(2);
    ready.countDown();
    running.await();
    assertThat(running.trial().answers().values())
        .hasSize(2)
        .allSatisfy(answer -> {
          assertThat(answer.failure()).isNull();
          assertThat(answer.text()).isEqualTo("together");
        });
  }

  @Test
  void tellsWhichSideEndedNext() throws Exception {
    Provider endless = new ScriptedProvider(clock, ScriptedProvider.Stage::awaitCancel);
    RunningTrial running = start(endless, answering("b"));

    assertThat(running.awaitNext()).isEqualTo(Side.B);
    assertThat(running.transcript(Side.B).answer().text()).isEqualTo("b");
    running.cancel(Side.A);
    assertThat(running.awaitNext()).isEqualTo(Side.A);
  }

  @Test
  void tellsOfSideAFirstWhenBothHaveEnded() throws Exception {
    RunningTrial running = start(answering("a"), answering("b"));
    running.await();

    assertThat(running.awaitNext()).isEqualTo(Side.A);
    assertThat(running.awaitNext()).isEqualTo(Side.B);
  }

  @Test
  void doesNotCountPreparationAsAnsweringTime() throws Exception {
    SteppedClock stepped = new SteppedClock();
    Provider quick = new ScriptedProvider(stepped, stage -> say(stage, "a"));
    Provider slow =
        new ScriptedProvider(
            stepped,
            () -> {
              stepped.rest(60 * MS);
              return Optional.empty();
            },
            stage -> {
              stepped.rest(5 * MS);
              say(stage, "b");
            });
    Trial trial =
        new TrialRunner(workers, stepped).start(setups(quick, slow), TrialListener.NONE).await();
    Answer answer = trial.answer(Side.B);
    assertThat(answer.preparation()).isEqualTo(Duration.ofMillis(60));
    assertThat(answer.metrics().timeToFirstToken()).hasValue(Duration.ofMillis(5));
  }

  @Test
  void letsOneSideGoOnWhenTheOtherCannotGetReady() throws Exception {
    Failure missing = new Failure.ModelNotFound("There is no such file.", "Choose another.");
    Provider broken = new ScriptedProvider(clock, () -> Optional.of(missing), _ -> {});
    Trial trial = start(broken, answering("fine")).await();
    assertThat(trial.answer(Side.A).failure()).isEqualTo(missing);
    assertThat(trial.answer(Side.B).text()).isEqualTo("fine");
    assertThat(trial.answer(Side.B).failure()).isNull();
  }

  @Test
  void letsOneSideGoOnWhenTheOtherThrows() throws Exception {
    Provider thrower =
        (request, sink) -> {
          throw new IllegalStateException("broken adapter");
        };
    Trial trial = start(thrower, answering("fine")).await();
    assertThat(trial.answer(Side.A).failure()).isInstanceOf(Failure.ProviderError.class);
    assertThat(trial.answer(Side.B).text()).isEqualTo("fine");
  }

  @Test
  void stopsOneSideAndKeepsItsPartialText() throws Exception {
    CountDownLatch spoken = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Provider endless =
        new ScriptedProvider(
            clock,
            stage -> {
              stage.say(new TextDelta("partial"));
              spoken.countDown();
              stage.awaitCancel();
            });
    Provider patient =
        new ScriptedProvider(
            clock,
            stage -> {
              stopped.await();
              say(stage, "whole");
            });
    RunningTrial running = start(endless, patient);
    assertThat(spoken.await(30, TimeUnit.SECONDS)).isTrue();
    running.cancel(Side.A);
    stopped.countDown();
    Trial trial = running.await();
    assertThat(trial.answer(Side.A).failure()).isInstanceOf(Failure.Cancelled.class);
    assertThat(trial.answer(Side.A).text()).isEqualTo("partial");
    assertThat(trial.answer(Side.B).text()).isEqualTo("whole");
    assertThat(trial.answer(Side.B).failure()).isNull();
  }

  @Test
  void stopsASideThatIsStillGettingReadyAndLetsTheOtherStart() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    Provider loader =
        new ScriptedProvider(
            clock,
            () -> {
              loading.countDown();
              new CountDownLatch(1).await();
              return Optional.empty();
            },
            _ -> {});
    RunningTrial running = start(loader, answering("fine"));
    assertThat(loading.await(30, TimeUnit.SECONDS)).isTrue();
    running.cancel(Side.A);
    Trial trial = running.await();
    assertThat(trial.answer(Side.A).failure()).isInstanceOf(Failure.Cancelled.class);
    assertThat(trial.answer(Side.B).text()).isEqualTo("fine");
  }

  @Test
  void stopsBothSidesBeforeTheyBegan() throws Exception {
    RunningTrial running =
        start(
            new ScriptedProvider(clock, ScriptedProvider.Stage::awaitCancel),
            new ScriptedProvider(clock, ScriptedProvider.Stage::awaitCancel));
    running.cancel();
    Trial trial = running.await();
    assertThat(trial.answers().values())
        .allSatisfy(answer -> assertThat(answer.failure()).isInstanceOf(Failure.Cancelled.class));
  }

  @Test
  void takesSilenceAtTheEndForABrokenStreamAndNeverForSuccess() throws Exception {
    Provider silent = new ScriptedProvider(clock, stage -> stage.say(new TextDelta("half")));
    Trial trial = start(silent, answering("fine")).await();
    assertThat(trial.answer(Side.A).failure()).isInstanceOf(Failure.BrokenStream.class);
    assertThat(trial.answer(Side.A).text()).isEqualTo("half");
    assertThat(trial.answer(Side.A).finishReason()).isNull();
  }

  @Test
  void keepsTheFirstOutcomeAndDropsWhatComesAfterIt() throws Exception {
    Provider chatty =
        (request, sink) -> {
          sink.accept(new Finished(FinishReason.LENGTH), clock.nanos());
          sink.accept(new TextDelta("late"), clock.nanos());
          sink.accept(new CompletionEvent.Failed(new Failure.Cancelled()), clock.nanos());
          return new app.diptych.completion.Call() {
            @Override
            public void cancel() {}

            @Override
            public void await() {}
          };
        };
    Answer answer = start(chatty, answering("x")).await().answer(Side.A);
    assertThat(answer.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(answer.text()).isEmpty();
    assertThat(answer.failure()).isNull();
  }

  @Test
  void keepsReasoningApartFromTheAnswer() throws Exception {
    Provider thinker =
        new ScriptedProvider(
            clock,
            stage -> {
              stage.say(new ReasoningDelta("hm"));
              say(stage, "yes");
            });
    Answer answer = start(thinker, answering("x")).await().answer(Side.A);
    assertThat(answer.reasoning()).isEqualTo("hm");
    assertThat(answer.text()).isEqualTo("yes");
    assertThat(answer.metrics().timeToFirstOutput().orElseThrow())
        .isGreaterThanOrEqualTo(answer.metrics().timeToFirstToken().orElseThrow());
  }

  @Test
  void prefersTheUsageOfTheProviderAndEstimatesOnlyWithoutOne() throws Exception {
    Usage told = new Usage(12, 34, 5, 6, Usage.Source.REPORTED);
    Provider telling =
        new ScriptedProvider(
            clock,
            stage -> {
              stage.say(new TextDelta("hello world"));
              stage.say(new UsageReported(told));
              stage.say(new Finished(FinishReason.STOP));
            });
    Trial trial = start(telling, answering("hello world")).await();
    assertThat(trial.answer(Side.A).usage()).isEqualTo(told);
    Usage guessed = trial.answer(Side.B).usage();
    assertThat(guessed).isNotNull();
    assertThat(guessed.source()).isEqualTo(Usage.Source.ESTIMATED);
    // o200k reads "hello world" as two tokens (OpenAI's tokenizer page, read 2026-11).
    assertThat(guessed.outputTokens()).isEqualTo(2);
    assertThat(guessed.refused()).isFalse();
  }

  @Test
  void anEstimateSaysThatTheProviderToldSomethingThatIsNoUsage() throws Exception {
    Provider telling =
        new ScriptedProvider(
            clock,
            stage -> {
              stage.say(new TextDelta("hello world"));
              stage.say(new UsageReported(new Usage(1, 1, 0, 0, Usage.Source.REPORTED)));
              stage.say(new UsageRefused());
              stage.say(new Finished(FinishReason.STOP));
            });
    Trial trial = start(telling, answering("hello world")).await();
    Usage guessed = trial.answer(Side.A).usage();
    assertThat(guessed).isNotNull();
    assertThat(guessed.source()).isEqualTo(Usage.Source.ESTIMATED);
    assertThat(guessed.outputTokens()).isEqualTo(2);
    assertThat(guessed.refused()).isTrue();
    assertThat(trial.answer(Side.A).metrics().doubts()).contains(Doubt.NEGATIVE_USAGE);
    String side = TrialJson.tree(trial).path("sides").path("A").toString();
    assertThat(side).contains("\"refused\":true").contains("\"usageDoubt\":\"The provider reports");
  }

  @Test
  void tellsTheListenerEveryEventInOrderAndEachStateOnce() throws Exception {
    ConcurrentLinkedQueue<Object> heard = new ConcurrentLinkedQueue<>();
    TrialListener listener =
        new TrialListener() {
          @Override
          public void changed(Side side, SideState state) {
            note(side, state);
          }

          @Override
          public void happened(Side side, CompletionEvent event, long atNanos) {
            note(side, event);
          }

          private void note(Side side, Object what) {
            if (side == Side.A) {
              heard.add(what);
            }
          }
        };
    runner.start(setups(answering("a", "b"), answering("c")), listener).await();
    assertThat(heard)
        .containsExactly(
            SideState.READY,
            SideState.WAITING,
            new TextDelta("a"),
            SideState.STREAMING,
            new TextDelta("b"),
            new Finished(FinishReason.STOP),
            SideState.FINISHED);
  }

  private RunningTrial start(Provider a, Provider b) {
    return runner.start(setups(a, b), TrialListener.NONE);
  }

  private static Map<Side, SideSetup> setups(Provider a, Provider b) {
    CompletionRequest request =
        new CompletionRequest("m", List.of(Message.user("hi")), Sampling.providerDefaults());
    return Map.of(
        Side.A, new SideSetup("test/a", false, a, request),
        Side.B, new SideSetup("test/b", false, b, request));
  }

  private Provider answering(String... pieces) {
    return new ScriptedProvider(
        clock,
        stage -> {
          for (String piece : pieces) {
            stage.say(new TextDelta(piece));
          }
          stage.say(new Finished(FinishReason.STOP));
        });
  }

  private static void say(ScriptedProvider.Stage stage, String text) {
    stage.say(new TextDelta(text));
    stage.say(new Finished(FinishReason.STOP));
  }
}
