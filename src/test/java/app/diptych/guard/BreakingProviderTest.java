package app.diptych.guard;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionEvent.Retrying;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Provider;
import app.diptych.completion.RecordedEvents;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakingProviderTest {
  private final Simulation time = new Simulation();
  private final Script gateway = new Script(time);
  private final Breaker breaker = new Breaker("holysheep", BreakerRules.USUAL, time);
  private final Provider provider = new BreakingProvider(gateway, breaker, time, time);

  private RecordedEvents ask(Provider through) {
    RecordedEvents events = new RecordedEvents();
    through.start(Script.request(), events);
    time.pass(Duration.ofSeconds(4));
    return events;
  }

  @Test
  void measuresTimesFromTheSendingToTheFirstAndTheLastDelta() {
    ask(provider);

    assertThat(breaker.health().totals().timeToFirstToken().p50())
        .isEqualTo(Duration.ofMillis(100));
    assertThat(breaker.health().totals().endToEnd().p50()).isEqualTo(Duration.ofMillis(100));
  }

  /** Slow to the first delta by every count, and yet nobody knows when its first token was made. */
  @Test
  void anAnswerInOneBurstSaysNothingAboutTheTimeToFirstToken() {
    gateway.always(
        Script.fine(Duration.ofSeconds(3), Duration.ofSeconds(3)).saying("word ".repeat(40)));
    for (int i = 0; i < 30; i++) {
      ask(provider);
    }

    assertThat(breaker.health().state()).isEqualTo(BreakerState.CLOSED);
    assertThat(breaker.health().totals().calls()).isEqualTo(30);
    assertThat(breaker.health().totals().timeToFirstToken().samples()).isZero();
    assertThat(breaker.health().totals().endToEnd().p50()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void asksNobodyWhileItIsOpenAndOneCallAfterwards() {
    gateway.then(Script.fails(Script.LOST), Script.fails(Script.LOST), Script.fails(Script.LOST));
    for (int i = 0; i < 3; i++) {
      assertThat(ask(provider).failure()).isEqualTo(Script.LOST);
    }

    assertThat(ask(provider).failure()).isInstanceOf(Failure.BreakerOpen.class);
    assertThat(gateway.sentAt).hasSize(3);

    time.pass(Duration.ofMinutes(1));
    assertThat(ask(provider).finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(breaker.health().state()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void aCallThatIsStoppedIsNobodysFault() {
    RecordedEvents events = new RecordedEvents();
    provider.start(Script.request(), events).cancel();
    time.finish();

    assertThat(events.failure()).isEqualTo(new Failure.Cancelled());
    assertThat(breaker.health().totals().calls()).isZero();
  }

  @Test
  void aCallThatWasAnsweredCutIsAnErrorButWasAvailable() {
    gateway.then(Script.failsMidway(Script.LOST));
    ask(provider);

    assertThat(breaker.health().totals().failed()).isEqualTo(1);
    assertThat(breaker.health().totals().unavailable()).isZero();
  }

  @Test
  void whatARetrySavesIsNoErrorButIsCounted() {
    Provider retrying =
        new BreakingProvider(
            new RetryingProvider(gateway, time, time, () -> 0), breaker, time, time);
    gateway.then(Script.fails(Script.limited(Duration.ofSeconds(1))), Script.fine());

    assertThat(ask(retrying).all(Retrying.class)).hasSize(1);

    assertThat(breaker.health().totals().failed()).isZero();
    assertThat(breaker.health().totals().retries()).isEqualTo(1);
    assertThat(breaker.health().totals().limited()).isEqualTo(1);
  }

  /**
   * Whoever waited in the queue for a pause to end is not refused by a breaker that rests longer.
   */
  @Test
  void theBreakersRestIsOverWhenTheLimitersIs() {
    RateLimit limit = new RateLimit(Limits.NONE, time, time);
    Provider chain =
        new LimitedProvider(new BreakingProvider(gateway, breaker, time, time), limit, time, time);
    gateway.then(Script.fails(Script.limited(Duration.ofSeconds(30))));
    ask(chain);
    assertThat(breaker.health().state()).isEqualTo(BreakerState.RESTING);

    RecordedEvents second = ask(chain);
    RecordedEvents third = ask(chain);
    time.finish();

    assertThat(second.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(third.finishReason()).isEqualTo(FinishReason.STOP);
  }
}
