package app.diptych.trial;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Recording.Piece;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How far from its own time a recorded answer comes when it is given again. */
@Tag("bench")
class RecordedBenchTest {
  private static final int SECONDS = 20;
  private static final int PER_SECOND = 100;

  private final NanoClock clock = NanoClock.system();

  @Test
  void keepsTheTimesOfTheRecording() throws Exception {
    System.out.println(
        "| replay at 1x, two sides of "
            + PER_SECOND
            + " deltas/s for "
            + SECONDS
            + " s | p50 ms | p99 ms | max ms | over 5 ms |");
    System.out.println("|---|---|---|---|---|");
    ThreadFactory virtual = Thread.ofVirtual().factory();
    ThreadFactory platform = Thread.ofPlatform().factory();
    for (int busy : new int[] {0, Runtime.getRuntime().availableProcessors()}) {
      String load = busy == 0 ? "no load" : busy + " busy threads";
      under(busy, () -> floor("a bare thread that parks, " + load));
      under(busy, () -> measure("virtual threads, " + load, virtual));
      under(busy, () -> measure("platform threads, " + load, platform));
    }
  }

  private interface Step {
    void run() throws InterruptedException;
  }

  private static void under(int busy, Step step) throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    List<Thread> load = new ArrayList<>();
    for (int i = 0; i < busy; i++) {
      load.add(Thread.ofPlatform().start(() -> burn(over)));
    }
    try {
      step.run();
    } finally {
      over.set(true);
      for (Thread thread : load) {
        thread.join();
      }
    }
  }

  /** What this machine gives anybody who sleeps until an instant. */
  private void floor(String name) throws InterruptedException {
    List<Piece> pieces = recording(1).pieces();
    long[] late = new long[pieces.size()];
    Thread sleeper =
        Thread.ofPlatform()
            .start(() -> {
              long zero = clock.nanos();
              for (int i = 0; i < late.length; i++) {
                long due = zero + pieces.get(i).offsetNanos();
                while (clock.nanos() < due) {
                  LockSupport.parkNanos(due - clock.nanos());
                }
                late[i] = clock.nanos() - due;
              }
            });
    sleeper.join();
    print(name, late);
  }

  private void measure(String name, ThreadFactory threads) throws InterruptedException {
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      RecordedAnswer a = recording(1);
      RecordedAnswer b = recording(2);
      Lag ofA = new Lag(a.pieces());
      Lag ofB = new Lag(b.pieces());
      TrialListener listener =
          new TrialListener() {
            @Override
            public void happened(Side side, CompletionEvent event, long atNanos) {
              (side == Side.A ? ofA : ofB).happened(event, atNanos);
            }
          };
      new TrialRunner(workers, clock)
          .start(Map.of(Side.A, setup(a, threads), Side.B, setup(b, threads)), listener)
          .await();
      print(name, LongStream.concat(Arrays.stream(ofA.late), Arrays.stream(ofB.late)).toArray());
    }
  }

  private SideSetup setup(RecordedAnswer recorded, ThreadFactory threads) {
    return new SideSetup(
        "recorded:bench#1/A",
        true,
        new RecordedProvider(recorded, clock, threads),
        Recordings.request(Recordings.PROMPT));
  }

  private static void burn(AtomicBoolean over) {
    double x = 1;
    while (!over.get()) {
      for (int i = 0; i < 10_000; i++) {
        x = Math.sqrt(x + i);
      }
    }
    assertThat(x).isPositive();
  }

  /** Deltas that come as irregularly as a network brings them. */
  private static RecordedAnswer recording(long seed) {
    Random random = new Random(seed);
    List<Piece> pieces = new ArrayList<>();
    double at = 300;
    for (int i = 0; i < SECONDS * PER_SECOND; i++) {
      at -= Math.log(1 - random.nextDouble()) * 1_000 / PER_SECOND;
      pieces.add(Recordings.text(at, "word "));
    }
    return Recordings.finished(pieces);
  }

  /** Collects how late each piece of a side is. */
  private static final class Lag {
    private final List<Piece> pieces;
    private final long[] late;
    private int next;
    private long zero;

    Lag(List<Piece> pieces) {
      this.pieces = pieces;
      this.late = new long[pieces.size()];
    }

    void happened(CompletionEvent event, long atNanos) {
      if (event instanceof CompletionEvent.Started started) {
        zero = started.sentAtNanos();
      } else if (event instanceof TextDelta) {
        late[next] = atNanos - zero - pieces.get(next).offsetNanos();
        next++;
      }
    }
  }

  private static void print(String name, long[] late) {
    long[] all = Arrays.stream(late).map(Math::abs).sorted().toArray();
    System.out.printf(
        "| %s | %.3f | %.3f | %.3f | %d of %d |%n",
        name,
        all[all.length / 2] / 1e6,
        all[(int) (all.length * 0.99)] / 1e6,
        all[all.length - 1] / 1e6,
        Arrays.stream(all).filter(nanos -> nanos > 5_000_000).count(),
        all.length);
  }
}
