package app.diptych.guard;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something after a while, on a thread that may work; made by whoever owns the threads. */
@FunctionalInterface
public interface Later {

  /** Something that was put off. */
  @FunctionalInterface
  interface Pending {
    /** Leaves it undone, unless it has begun. */
    void cancel();
  }

  /**
   * Returns at once and never runs the task on the caller's thread.
   *
   * @param pause zero for as soon as a thread is free
   */
  Pending run(Duration pause, Runnable task);

  /**
   * Counts the time on one thread and does the work on others, so that no task holds up the next.
   */
  static Later on(ScheduledExecutorService timer, Executor workers) {
    return (pause, task) -> {
      if (!pause.isPositive()) {
        workers.execute(task);
        return () -> {};
      }
      Future<?> alarm =
          timer.schedule(() -> workers.execute(task), pause.toNanos(), TimeUnit.NANOSECONDS);
      return () -> alarm.cancel(false);
    };
  }
}
