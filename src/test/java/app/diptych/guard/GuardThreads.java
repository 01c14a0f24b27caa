package app.diptych.guard;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Real threads, as the product has them: one that counts time, many that work. */
final class GuardThreads implements AutoCloseable {
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

  Later later() {
    return Later.on(timer, workers);
  }

  ExecutorService workers() {
    return workers;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    workers.shutdownNow();
  }
}
