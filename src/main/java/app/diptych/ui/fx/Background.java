package app.diptych.ui.fx;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Work off the JavaFX thread, its result back on it. */
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
    }
  }
}
