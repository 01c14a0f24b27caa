package app.diptych.ui.fx;

import java.util.ConcurrentModificationException;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Work off the JavaFX thread, its result back on it. What the program did not foresee is handed to
 * the page like every other failure, and to the worker's handler of uncaught exceptions as well,
 * which tells the user how to report it.
 */
public final class Background {
  private final Executor workers;
  private final Executor fx;

  /**
   * @param workers runs the work
   * @param fx runs what follows, on the JavaFX thread
   */
  public Background(Executor workers, Executor fx) {
    this.workers = workers;
    this.fx = fx;
  }

  /**
   * Runs the work elsewhere and hands its result, or what went wrong, to the JavaFX thread. Neither
   * comes when the work was interrupted, or when the program ends before it could begin.
   */
  public <T> BackgroundWork run(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
    BackgroundWork handle = new BackgroundWork();
    try {
      workers.execute(() -> handle.run(() -> report(work, done, failed)));
    } catch (RejectedExecutionException closing) {
      // The window is gone: nobody waits for the result.
      handle.cancel();
    }
    return handle;
  }

  /** Tells the JavaFX thread how far some work is, from wherever that is done. */
  public void tell(Runnable news) {
    fx.execute(news);
  }

  private <T> void report(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
    try {
      T result = work.call();
      fx.execute(() -> done.accept(result));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (Exception fault) {
      fx.execute(() -> failed.accept(fault));
      if (isUnforeseen(fault)) {
        tell(fault);
      }
    } catch (Error fault) {
      fx.execute(() -> failed.accept(new IllegalStateException("The program failed", fault)));
      tell(fault);
    }
  }

  /** Not what rooms throw to say that something cannot be done. */
  private static boolean isUnforeseen(Exception fault) {
    return switch (fault) {
      case NullPointerException _,
          IndexOutOfBoundsException _,
          ClassCastException _,
          ArithmeticException _,
          NegativeArraySizeException _,
          ConcurrentModificationException _,
          NoSuchElementException _ ->
          true;
      default ->
          fault.getClass() == IllegalStateException.class
              || fault.getClass() == UnsupportedOperationException.class
              || fault.getClass() == RuntimeException.class;
    };
  }

  private static void tell(Throwable fault) {
    Thread worker = Thread.currentThread();
    worker.getUncaughtExceptionHandler().uncaughtException(worker, fault);
  }
}
