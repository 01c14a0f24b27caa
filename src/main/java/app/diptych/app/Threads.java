package app.diptych.app;

import app.diptych.guard.Later;
import app.diptych.timing.NanoClock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Every thread of the product is made here, so that one look tells them all.
 *
 * <ul>
 *   <li>{@code side-*}, virtual: one for each side of a running trial.
 *   <li>{@code gateway-*}, platform: one for each call, blocked reading its socket. A virtual one
 *       is woken by way of another thread, and that lateness was larger than what is measured.
 *   <li>{@code engine-*}, platform: one for each local worker process, reading its socket.
 *   <li>{@code power-*}, platform: one for each source of energy, while a local model answers.
 *   <li>{@code work-*}, platform: what a page does in the background. Native code of SQLite would
 *       hold on to the few carriers of virtual threads, and streams would stand still meanwhile.
 *   <li>{@code replay-*}, platform: one for each recorded answer under way, asleep between its
 *       pieces; nobody else's work can make it late.
 *   <li>{@code writer}, platform: every write to the workspace.
 *   <li>{@code timer}, platform: says when a pause is over; what follows runs on {@code work-*}.
 *   <li>{@code window}, platform: waits for later starts that hand over what they want.
 *   <li>{@code compiler}, platform: for a moment when a window starts ({@link QuietCompiler}).
 *   <li>{@code interrupt}: only while the program is being ended from outside.
 * </ul>
 *
 * The JavaFX thread belongs to the toolkit.
 */
final class Threads implements AutoCloseable {
  private final Faults faults = new Faults(NanoClock.system());
  private final ExecutorService sides = Executors.newThreadPerTaskExecutor(virtual("side-"));
  private final ExecutorService work =
      Executors.newCachedThreadPool(
          Thread.ofPlatform()
              .name("work-", 1)
              .daemon(true)
              .uncaughtExceptionHandler(faults)
              .factory());

  private final ScheduledExecutorService writer = scheduled("writer");
  private final ScheduledExecutorService timer = scheduled("timer");

  /** Where what nobody caught ends up, from every thread made here. */
  Faults faults() {
    return faults;
  }

  /** Puts off what the guards of the gateways wait for. */
  Later later() {
    return Later.on(timer, work);
  }

  ScheduledExecutorService writer() {
    return writer;
  }

  ExecutorService sides() {
    return sides;
  }

  ExecutorService work() {
    return work;
  }

  ThreadFactory gateway() {
    return platform("gateway-");
  }

  ThreadFactory replay() {
    return platform("replay-");
  }

  ThreadFactory engine() {
    return platform("engine-");
  }

  ThreadFactory power() {
    return platform("power-");
  }

  ThreadFactory window() {
    return Thread.ofPlatform()
        .name("window")
        .daemon(true)
        .uncaughtExceptionHandler(faults)
        .factory();
  }

  /** Waits a moment for the sides that were stopped to tell their end. */
  void awaitSides(long seconds) {
    sides.shutdown();
    try {
      var _ = sides.awaitTermination(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  static Thread compiler(Runnable task) {
    return Thread.ofPlatform().name("compiler").daemon(true).unstarted(task);
  }

  static Thread interrupt(Runnable task) {
    return Thread.ofPlatform().name("interrupt").unstarted(task);
  }

  @Override
  public void close() {
    sides.shutdownNow();
    work.shutdownNow();
    writer.shutdownNow();
    timer.shutdownNow();
  }

  private ThreadFactory platform(String name) {
    return Thread.ofPlatform()
        .name(name, 1)
        .daemon(true)
        .uncaughtExceptionHandler(faults)
        .factory();
  }

  private ThreadFactory virtual(String name) {
    return Thread.ofVirtual().name(name, 1).uncaughtExceptionHandler(faults).factory();
  }

  /** One thread that does what is due; what a task throws is told and not kept for nobody. */
  private ScheduledExecutorService scheduled(String name) {
    return new ScheduledThreadPoolExecutor(
        1, Thread.ofPlatform().name(name).daemon(true).uncaughtExceptionHandler(faults).factory()) {
      @Override
      protected void afterExecute(Runnable task, @Nullable Throwable thrown) {
        if (task instanceof Future<?> done && done.state() == Future.State.FAILED) {
          faults.uncaughtException(Thread.currentThread(), done.exceptionNow());
        }
      }
    };
  }
}
