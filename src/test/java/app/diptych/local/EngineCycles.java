package app.diptych.local;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.Failure;
import app.diptych.completion.RecordedEvents;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Loads, asks, cancels and unloads, again and again. */
public final class EngineCycles {
  private static final long MOST_GROWTH = 16L << 20;

  private EngineCycles() {}

  /** Runs that many cycles; no child process is left after any, and memory stays flat. */
  public static void run(int cycles, Supplier<? extends Engine> engines) throws Exception {
    long settled = 0;
    for (int cycle = 0; cycle < cycles; cycle++) {
      // Another test may have left a process, which is nothing to this one.
      List<ProcessHandle> before = ProcessHandle.current().children().toList();
      Engine engine = engines.get();
      ProcessHandle worker;
      List<ProcessHandle> children;
      try (engine) {
        assertThat(engine.prepare()).isEmpty();
        worker = engine.workerProcess().orElseThrow();
        children =
            ProcessHandle.current().children().filter(child -> !before.contains(child)).toList();
        RecordedEvents answer = new RecordedEvents();
        // Held up at its first piece: even a long answer might be over before it is cancelled.
        CountDownLatch cancelled = new CountDownLatch(1);
        Call call =
            engine.start(
                Demo.ask(Demo.STORY, null, 1L),
                (event, at) -> {
                  answer.accept(event, at);
                  if (event instanceof TextDelta) {
                    awaitQuietly(cancelled);
                  }
                });
        answer.awaitFirstDelta();
        call.cancel();
        cancelled.countDown();
        assertThat(answer.awaitLast().failure()).isEqualTo(new Failure.Cancelled());
      }
      worker.onExit().get(30, TimeUnit.SECONDS);
      for (ProcessHandle child : children) {
        child.onExit().get(30, TimeUnit.SECONDS);
      }
      if (cycle == cycles / 10) {
        settled = memory();
      }
    }
    long growth = memory() - settled;
    System.out.printf(
        "%,d cycles of load, ask, cancel, unload: memory in use went from %,d KiB by %+,d KiB;"
            + " no child process left%n",
        cycles, settled >> 10, growth >> 10);
    assertThat(growth).as("growth of memory").isLessThan(MOST_GROWTH);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(RecordedEvents.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** What a collection left: what other threads take after it does not count. */
  private static long memory() {
    System.gc();
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(EngineCycles::left)
        .sum();
  }

  private static long left(MemoryPoolMXBean pool) {
    MemoryUsage usage = pool.getCollectionUsage();
    return usage == null ? 0 : usage.getUsed();
  }
}
