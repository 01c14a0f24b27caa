package app.diptych.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PulseMailboxTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @BeforeAll
  static void startToolkit() {
    FxTest.start();
  }

  @Test
  void deliversEverythingFromManyThreadsInOrder() throws Exception {
    int threads = 4;
    int each = 50_000;
    List<int[]> received = new ArrayList<>();
    AtomicInteger elsewhere = new AtomicInteger();
    PulseMailbox<int[]> mailbox =
        new PulseMailbox<>(values -> {
          if (!Platform.isFxApplicationThread() || values.isEmpty()) {
            elsewhere.incrementAndGet();
          }
          received.addAll(values);
        });
    List<Thread> producers = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int producer = t;
      producers.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; i < each; i++) {
                  mailbox.offer(new int[] {producer, i});
                }
              }));
    }
    for (Thread producer : producers) {
      producer.join();
    }
    FxTest.waitFor(() -> received.size() == threads * each, PATIENCE);
    int[] next = new int[threads];
    for (int[] value : received) {
      assertThat(value[1]).isEqualTo(next[value[0]]++);
    }
    assertThat(elsewhere).hasValue(0);
  }

  @Test
  void callsItsConsumerAtMostOncePerPulse() {
    AtomicInteger calls = new AtomicInteger();
    List<Integer> perPulse = new ArrayList<>();
    List<Integer> received = new ArrayList<>();
    PulseMailbox<Integer> mailbox =
        new PulseMailbox<>(values -> {
          calls.incrementAndGet();
          received.addAll(values);
        });
    AnimationTimer pulses =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            perPulse.add(calls.getAndSet(0));
          }
        };
    FxTest.run(pulses::start);
    for (int i = 0; i < 200_000; i++) {
      mailbox.offer(i);
    }
    FxTest.waitFor(() -> received.size() == 200_000, PATIENCE);
    FxTest.run(pulses::stop);
    assertThat(perPulse).allMatch(count -> count <= 1);
  }

  @Test
  void wakesUpAgainAfterEveryPause() {
    AtomicInteger received = new AtomicInteger();
    PulseMailbox<Integer> mailbox = new PulseMailbox<>(values -> received.addAndGet(values.size()));
    for (int i = 1; i <= 30; i++) {
      int expected = i;
      mailbox.offer(i);
      FxTest.waitFor(() -> received.get() == expected, PATIENCE);
      FxTest.pulses(i % 4);
    }
  }

  @Test
  void handsOverWhatIsWaitingWhenAsked() {
    List<String> received = new ArrayList<>();
    PulseMailbox<String> mailbox = new PulseMailbox<>(received::addAll);
    FxTest.run(() -> {
      mailbox.offer("a");
      mailbox.offer("b");
      mailbox.drainNow();
      assertThat(received).containsExactly("a", "b");
      mailbox.drainNow();
    });
    FxTest.pulses(3);
    assertThat(received).containsExactly("a", "b");
  }

  @Test
  void goesOnAfterAConsumerThatThrew() {
    List<String> received = new ArrayList<>();
    PulseMailbox<String> mailbox =
        new PulseMailbox<>(values -> {
          received.addAll(values);
          if (values.contains("bad")) {
            throw new IllegalStateException("consumer");
          }
        });
    FxTest.run(
        () -> Thread.currentThread().setUncaughtExceptionHandler((_, _) -> received.add("caught")));
    try {
      mailbox.offer("bad");
      FxTest.waitFor(() -> received.contains("caught"), PATIENCE);
      mailbox.offer("good");
      FxTest.waitFor(() -> received.contains("good"), PATIENCE);
    } finally {
      // The thread is that of all tests.
      FxTest.run(() -> Thread.currentThread().setUncaughtExceptionHandler(null));
    }
  }
}
