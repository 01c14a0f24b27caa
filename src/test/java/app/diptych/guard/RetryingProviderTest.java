package app.diptych.guard;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionEvent.PhasesMeasured;
import app.diptych.completion.CompletionEvent.Retrying;
import app.diptych.completion.CompletionEvent.Started;
import app.diptych.completion.CompletionEvent.UsageReported;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.RecordedEvents;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RetryingProviderTest {
  private final Simulation time = new Simulation();
  private final Script gateway = new Script(time);
  private final RecordedEvents events = new RecordedEvents();
  private double random;
  private final RetryingProvider provider = new RetryingProvider(gateway, time, time, () -> random);

  private RecordedEvents run() {
    provider.start(Script.request(), events);
    time.finish();
    return events;
  }

  @Test
  void sendsAgainAfterHalfASecondAndThenASecond() {
    gateway.then(Script.fails(Script.OVERLOADED), Script.fails(Script.LOST), Script.fine());

    assertThat(run().finishReason()).isEqualTo(FinishReason.STOP);

    // Each failure takes 50 ms to come.
    assertThat(gateway.sentAt)
        .containsExactly(Duration.ZERO, Duration.ofMillis(550), Duration.ofMillis(1600));
    assertThat(events.all(Retrying.class))
        .containsExactly(
            new Retrying(2, Duration.ofMillis(500), Script.OVERLOADED, false),
            new Retrying(3, Duration.ofSeconds(1), Script.LOST, true));
  }

  @Test
  void givesUpAfterTwoMoreTriesAndTellsTheLastFailure() {
    gateway.always(Script.fails(Script.OVERLOADED));

    assertThat(run().failure()).isEqualTo(Script.OVERLOADED);
    assertThat(gateway.sentAt).hasSize(3);
    assertThat(events.events().stream().filter(CompletionEvent::isLast)).hasSize(1);
  }

  @Test
  void shortensThePauseByUpToAQuarterAtRandom() {
    random = 0.999999;
    gateway.then(Script.fails(Script.OVERLOADED), Script.fine());

    run();

    assertThat(events.all(Retrying.class).getFirst().pause())
        .isBetween(Duration.ofMillis(375), Duration.ofMillis(376));
  }

  @Test
  void waitsAsLongAsTheGatewayAsksWithoutJitter() {
    random = 0.5;
    gateway.then(Script.fails(Script.limited(Duration.ofMinutes(2))), Script.fine());

    assertThat(run().finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(events.all(Retrying.class).getFirst().pause()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void doesNotWaitForAGatewayThatAsksForMoreThanTwoMinutes() {
    gateway.then(Script.fails(Script.limited(Duration.ofMillis(120_001))));

    assertThat(run().failure()).isEqualTo(Script.limited(Duration.ofMillis(120_001)));
    assertThat(gateway.sentAt).hasSize(1);
  }

  @Test
  void takesAWaitThatIsNotPositiveForNone() {
    gateway.then(Script.fails(Script.limited(Duration.ZERO)), Script.fine());

    run();

    assertThat(events.all(Retrying.class).getFirst().pause()).isEqualTo(Duration.ofMillis(500));
  }

  @ParameterizedTest
  @MethodSource("pauses")
  void waitsAsTheTableSays(int tries, double random, long micros) {
    assertThat(new Backoff(() -> random).pause(tries, Script.OVERLOADED))
        .contains(Duration.ofNanos(micros * 1000));
  }

  static Stream<Arguments> pauses() {
    return Stream.of(
        Arguments.of(1, 0.0, 500_000),
        Arguments.of(2, 0.0, 1_000_000),
        Arguments.of(1, 0.5, 437_500),
        Arguments.of(2, 0.8, 800_000));
  }

  @ParameterizedTest
  @MethodSource("finalFailures")
  void doesNotSendAgainWhatCannotGetBetter(Failure failure) {
    gateway.then(Script.fails(failure));

    assertThat(run().failure()).isEqualTo(failure);
    assertThat(gateway.sentAt).hasSize(1);
  }

  static Stream<Failure> finalFailures() {
    return Stream.of(
        Script.UNAUTHORIZED,
        Script.INVALID,
        new Failure.ModelNotFound("No such model.", "Choose one."),
        new Failure.ContextExceeded("Too long.", "Shorten.", null, null),
        new Failure.ProviderError("The quota is used up.", "Top up.", false),
        new Failure.OverBudget("Too dear.", "Raise the cap."),
        new Failure.BreakerOpen("Left alone.", "Wait."),
        new Failure.Cancelled());
  }

  @ParameterizedTest
  @MethodSource("passingFailures")
  void sendsAgainWhatMayGetBetter(Failure failure) {
    gateway.then(Script.fails(failure), Script.fine());

    assertThat(run().finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(gateway.sentAt).hasSize(2);
  }

  static Stream<Failure> passingFailures() {
    return Stream.of(
        Script.OVERLOADED,
        Script.LOST,
        Script.limited(null),
        new Failure.TimedOut("Too late.", "Run again."),
        new Failure.BrokenStream("No JSON.", "Run again."),
        new Failure.ProviderError("HTTP 500.", "Run again.", true));
  }

  @Test
  void neverSendsAgainOnceADeltaWasTold() {
    gateway.then(Script.failsMidway(Script.LOST));

    assertThat(run().failure()).isEqualTo(Script.LOST);
    assertThat(events.text()).isEqualTo("Because.");
    assertThat(gateway.sentAt).hasSize(1);
  }

  @Test
  void tellsNothingOfATryThatCameToNothing() {
    gateway.then(Script.failsStarted(Script.OVERLOADED), Script.fine());

    run();

    assertThat(events.events().stream().map(event -> event.getClass().getSimpleName()))
        .containsExactly(
            "Retrying", "Started", "UsageReported", "PhasesMeasured", "TextDelta", "Finished");
    long secondSent = events.started().sentAtNanos();
    assertThat(events.recorded())
        .allMatch(event -> event.event() instanceof Retrying || event.atNanos() >= secondSent);
  }

  @Test
  void keepsWhatTheLastTrySaidBeforeItFailed() {
    gateway.always(Script.failsStarted(Script.OVERLOADED));

    run();

    assertThat(events.all(Started.class)).hasSize(1);
    assertThat(events.all(UsageReported.class)).hasSize(1);
    assertThat(events.all(PhasesMeasured.class)).hasSize(1);
    assertThat(events.last()).isInstanceOf(Failed.class);
  }

  @Test
  void keepsTheStampOfEveryEvent() {
    run();

    List<Long> millis =
        events.recorded().stream()
            .map(event -> (event.atNanos() - events.started().sentAtNanos()) / 1_000_000)
            .toList();
    assertThat(millis).containsExactly(10L, 10L, 10L, 100L, 300L);
  }

  @Test
  void stopsAtOnceDuringThePause() {
    gateway.always(Script.fails(Script.limited(Duration.ofSeconds(100))));
    Call call = provider.start(Script.request(), events);
    time.pass(Duration.ofSeconds(3));

    call.cancel();
    call.cancel();
    time.settle();

    assertThat(events.failure()).isEqualTo(new Failure.Cancelled());
    time.finish();
    assertThat(gateway.sentAt).hasSize(1);
    assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(3));
    assertThat(events.events().stream().filter(CompletionEvent::isLast)).hasSize(1);
  }

  @Test
  void stopsTheTryUnderWay() {
    gateway.then(
        Script.fails(Script.OVERLOADED),
        Script.fine(Duration.ofSeconds(9), Duration.ofSeconds(10)));
    Call call = provider.start(Script.request(), events);
    time.pass(Duration.ofSeconds(2));

    call.cancel();
    time.settle();

    assertThat(events.failure()).isEqualTo(new Failure.Cancelled());
    assertThat(gateway.running).isZero();
  }
}
