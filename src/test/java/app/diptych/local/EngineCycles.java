package app.diptych.local;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Call;
import app.diptych.completion.Failure;
import app.diptych.completion.RecordedEvents;
import java.util.List;
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
      Engine engine = engines.get();
      ProcessHandle worker;
      List<ProcessHandle> children;
      try (engine) {
        assertThat(engine.prepare()).isEmpty();
        worker = engine.workerProcess().orElseThrow();
        children = ProcessHandle.current().children().toList();
        RecordedEvents answer = new RecordedEvents();
        Call call = engine.start(Demo.ask(Demo.STORY, null, 1L), answer);
        answer.awaitFirstDelta();
        call.cancel();
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

  private static long memory() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
