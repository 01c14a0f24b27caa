package app.diptych.completion;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.ReasoningDelta;
import app.diptych.completion.CompletionEvent.Started;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionEvent.UsageReported;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every provider must do, whatever it is made of: a comparison is fair only when both sides
 * keep the same promises. A provider's test class implements this and gets these tests.
 */
@Timeout(120)
public interface ProviderContract {

  /** Answers with several deltas, usage and a finish; the same request gives the same text. */
  Provider answering() throws Exception;

  /** Answers with a delta at least and then fails. */
  Provider failingMidway() throws Exception;

  /** Answers with a delta at least and goes on until it is stopped. */
  Provider longRunning() throws Exception;

  /** A request that the providers above take. */
  default CompletionRequest requestSaying(String prompt) {
    return new CompletionRequest(
        "model", List.of(Message.user(prompt)), Sampling.providerDefaults());
  }

  @Test
  default void givesStartedFirstAndFinishedLastAndOnce() throws Exception {
    RecordedEvents answer = RecordedEvents.of(answering(), requestSaying("one"));

    assertThat(answer.events().getFirst()).isInstanceOf(Started.class);
    assertThat(answer.all(Started.class)).hasSize(1);
    assertThat(answer.last()).isInstanceOf(Finished.class);
    assertThat(answer.events().stream().filter(CompletionEvent::isLast)).hasSize(1);
  }

  @Test
  default void givesDeltasThatAreNeverEmptyAndAlwaysWholeCodePoints() throws Exception {
    RecordedEvents answer = RecordedEvents.of(answering(), requestSaying("one"));

    assertThat(answer.textDeltas()).isNotEmpty();
    assertThat(answer.textDeltas()).extracting(TextDelta::text).allMatch(ProviderContract::whole);
    assertThat(answer.all(ReasoningDelta.class))
        .extracting(ReasoningDelta::text)
        .allMatch(ProviderContract::whole);
  }

  @Test
  default void stampsNeverGoBackAndNeverLieBeforeTheSending() throws Exception {
    RecordedEvents answer = RecordedEvents.of(answering(), requestSaying("one"));

    assertThat(answer.recorded())
        .extracting(RecordedEvents.Recorded::atNanos)
        .isSorted()
        .allMatch(at -> at >= answer.started().sentAtNanos());
  }

  @Test
  default void reportsUsageBeforeItFinishes() throws Exception {
    RecordedEvents answer = RecordedEvents.of(answering(), requestSaying("one"));

    assertThat(answer.all(UsageReported.class)).isNotEmpty();
    assertThat(answer.last()).isInstanceOf(Finished.class);
    Usage usage = answer.all(UsageReported.class).getLast().usage();
    assertThat(usage.inputTokens()).isPositive();
    assertThat(usage.outputTokens()).isPositive();
  }

  @Test
  default void keepsWhatCameBeforeAFailureAndFailsOnce() throws Exception {
    RecordedEvents answer = RecordedEvents.of(failingMidway(), requestSaying("one"));

    assertThat(answer.text() + answer.reasoning()).isNotEmpty();
    assertThat(answer.last()).isInstanceOf(Failed.class);
    assertThat(answer.events().stream().filter(CompletionEvent::isLast)).hasSize(1);
    assertThat(answer.failure().message()).isNotBlank();
    assertThat(answer.failure().hint()).isNotBlank();
  }

  @Test
  default void endsWithCancelledOnceHoweverOftenItIsStopped() throws Exception {
    RecordedEvents answer = new RecordedEvents();
    Call call = longRunning().start(requestSaying("one"), answer);
    answer.awaitFirstDelta();

    call.cancel();
    call.cancel();
    call.await();
    call.cancel();

    assertThat(answer.awaitLast().failure()).isEqualTo(new Failure.Cancelled());
    assertThat(answer.events().stream().filter(CompletionEvent::isLast)).hasSize(1);
  }

  @Test
  default void mayBeStoppedAtOnce() throws Exception {
    RecordedEvents answer = new RecordedEvents();
    Call call = longRunning().start(requestSaying("one"), answer);

    call.cancel();
    call.await();

    assertThat(answer.awaitLast().failure()).isEqualTo(new Failure.Cancelled());
  }

  @Test
  default void mayBeStoppedFromWithinTheSink() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    Call[] call = new Call[1];
    RecordedEvents answer = new RecordedEvents();
    CompletionSink sink =
        (event, at) -> {
          answer.accept(event, at);
          if (event instanceof TextDelta && awaits(started)) {
            call[0].cancel();
          }
        };
    call[0] = longRunning().start(requestSaying("one"), sink);
    started.countDown();
    call[0].await();

    assertThat(answer.awaitLast().failure()).isEqualTo(new Failure.Cancelled());
    assertThat(answer.textDeltas()).hasSize(1);
  }

  @Test
  default void ignoresAStopAfterTheEnd() throws Exception {
    RecordedEvents answer = new RecordedEvents();
    Call call = answering().start(requestSaying("one"), answer);
    call.await();
    int before = answer.events().size();

    call.cancel();
    call.await();

    assertThat(answer.events()).hasSize(before);
    assertThat(answer.last()).isInstanceOf(Finished.class);
  }

  @Test
  default void startReturnsBeforeTheFirstEventIsTaken() throws Exception {
    CountDownLatch returned = new CountDownLatch(1);
    AtomicBoolean inTime = new AtomicBoolean();
    RecordedEvents answer = new RecordedEvents();
    Call call =
        answering()
            .start(
                requestSaying("one"),
                (event, at) -> {
                  inTime.set(awaits(returned));
                  answer.accept(event, at);
                });
    returned.countDown();
    call.await();

    assertThat(inTime).isTrue();
    assertThat(answer.recorded())
        .extracting(RecordedEvents.Recorded::thread)
        .doesNotContain(Thread.currentThread());
  }

  @Test
  default void doesNotMixTwoCallsAtOnce() throws Exception {
    Provider provider = answering();
    String first = RecordedEvents.of(provider, requestSaying("the first question")).text();
    String second = RecordedEvents.of(provider, requestSaying("another question")).text();

    RecordedEvents one = new RecordedEvents();
    RecordedEvents two = new RecordedEvents();
    Call callOne = provider.start(requestSaying("the first question"), one);
    Call callTwo = provider.start(requestSaying("another question"), two);
    callOne.await();
    callTwo.await();

    assertThat(one.awaitLast().text()).isEqualTo(first);
    assertThat(two.awaitLast().text()).isEqualTo(second);
    assertThat(one.all(Finished.class)).hasSize(1);
    assertThat(two.all(Finished.class)).hasSize(1);
  }

  private static boolean whole(String delta) {
    return !delta.isEmpty()
        && delta
            .codePoints()
            .noneMatch(
                point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }

  private static boolean awaits(CountDownLatch latch) {
    try {
      return latch.await(RecordedEvents.PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
