package app.diptych.guard;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Provider;
import app.diptych.completion.RecordedEvents;
import app.diptych.timing.NanoClock;
import app.diptych.trial.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RateLimitThreadsTest {
  private static final NanoClock CLOCK = NanoClock.system();

  @Test
  void manyThreadsAtOnceNeverExceedTheLimitAndEveryCallEndsOnce() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Provider scripted =
        new ScriptedProvider(
            CLOCK,
            stage -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              stage.say(ScriptedProvider.started(CLOCK));
              stage.say(new TextDelta("A"));
              var _ = stage.cancelledWithin(Duration.ofMillis(1));
              running.decrementAndGet();
              stage.say(new Finished(FinishReason.STOP));
            });
    try (GuardThreads threads = new GuardThreads()) {
      RateLimit limit = new RateLimit(new Limits(null, null, 4), CLOCK, threads.later());
      Provider provider = new LimitedProvider(scripted, limit, CLOCK, threads.later());
      List<RecordedEvents> all = new ArrayList<>();
      List<Future<?>> starts = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        RecordedEvents events = new RecordedEvents();
        all.add(events);
        boolean stop = new Random(i).nextInt(3) == 0;
        starts.add(
            threads
                .workers()
                .submit(() -> {
                  Call call = provider.start(Script.request(), events);
                  if (stop) {
                    call.cancel();
                  }
                }));
      }
      for (Future<?> start : starts) {
        start.get(30, TimeUnit.SECONDS);
      }
      for (RecordedEvents events : all) {
        events.awaitLast();
        assertThat(events.events().stream().filter(CompletionEvent::isLast)).hasSize(1);
        assertThat(events.last().isLast()).isTrue();
      }
      assertThat(most.get()).isLessThanOrEqualTo(4);
      // A stopped call tells its end before the provider has let go of it.
      long patience = CLOCK.nanos() + Duration.ofSeconds(30).toNanos();
      while (limit.use().running() > 0 && CLOCK.nanos() < patience) {
        Thread.onSpinWait();
      }
      assertThat(limit.use().running()).isZero();
      assertThat(limit.use().waiting()).isZero();
    }
  }
}
