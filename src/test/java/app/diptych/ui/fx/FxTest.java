package app.diptych.ui.fx;

import atlantafx.base.theme.PrimerDark;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import org.testfx.api.FxRobot;

/**
 * The JavaFX toolkit for tests: started once, with no display, and never waited for unboundedly.
 */
public final class FxTest {
  private static final FxRobot ROBOT = new FxRobot();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A step of a test that may fail in any way. */
  public interface Step {
    void run() throws Exception;
  }

  private static final class Toolkit {
    static {
      CountDownLatch started = new CountDownLatch(1);
      try {
        Platform.startup(started::countDown);
      } catch (IllegalStateException running) {
        started.countDown();
      }
      Platform.setImplicitExit(false);
      Uncaught.begin();
      FxThread.later(FxTest::wear);
      try {
        if (!started.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          throw new IllegalStateException("JavaFX does not start");
        }
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }

    static void start() {}
  }

  private FxTest() {}

  /** A program that runs already wears something, and would be dressed anew. */
  private static void wear() {
    if (Application.getUserAgentStylesheet() == null) {
      Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
    }
  }

  /** Starts the toolkit unless it runs already. */
  public static void start() {
    Toolkit.start();
  }

  /** Runs that on the JavaFX thread and gives back its result; what it throws fails the test. */
  public static <T> T run(Callable<T> task) {
    start();
    CompletableFuture<T> result = new CompletableFuture<>();
    FxThread.later(() -> {
      try {
        result.complete(task.call());
      } catch (Throwable failed) {
        result.completeExceptionally(failed);
      }
    });
    return get(result);
  }

  /** Runs that on the JavaFX thread and waits for its end. */
  public static void run(Step task) {
    run(() -> {
      task.run();
      return true;
    });
  }

  /** The one robot of all tests: in the toolkit each further one keeps the windows it steered. */
  public static FxRobot robot() {
    return ROBOT;
  }

  /** Looks once per pulse until it is so; fails when it takes longer. */
  public static void waitFor(BooleanSupplier condition, Duration timeout) {
    start();
    CompletableFuture<Boolean> fulfilled = new CompletableFuture<>();
    AnimationTimer[] timer = new AnimationTimer[1];
    run(() -> {
      timer[0] = watch(condition, fulfilled);
      timer[0].start();
    });
    try {
      fulfilled.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("Not so within " + timeout, late);
    } catch (ExecutionException failed) {
      throw new AssertionError(failed.getCause());
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    } finally {
      run(() -> timer[0].stop());
    }
  }

  /** Lets that many pulses pass, each with layout and drawing. */
  public static void pulses(int count) {
    int[] seen = new int[1];
    waitFor(() -> seen[0]++ > count, PATIENCE);
  }

  private static AnimationTimer watch(
      BooleanSupplier condition, CompletableFuture<Boolean> fulfilled) {
    return new AnimationTimer() {
      @Override
      public void handle(long now) {
        if (fulfilled.isDone()) {
          return;
        }
        try {
          if (condition.getAsBoolean()) {
            fulfilled.complete(true);
          }
        } catch (RuntimeException | Error failed) {
          fulfilled.completeExceptionally(failed);
        }
      }
    };
  }

  private static <T> T get(CompletableFuture<T> result) {
    try {
      return result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw new AssertionError(failed.getCause());
    } catch (TimeoutException | InterruptedException late) {
      throw new AssertionError("The JavaFX thread does not answer", late);
    }
  }
}
