package app.diptych.ui.fx;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javafx.application.Platform;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testfx.util.WaitForAsyncUtils;

/**
 * What nobody caught on the JavaFX thread fails the test in which it happened.
 *
 * <p>The robot by itself throws it at whoever moves it next, and it may be in the middle of a key
 * press then: the key stays down, and every later test of this process types in vain.
 */
public final class Uncaught implements BeforeEachCallback, AfterEachCallback {
  private static final Queue<Throwable> FAULTS = new ConcurrentLinkedQueue<>();

  /** From here on the faults come here and not to the robot. */
  static void begin() {
    WaitForAsyncUtils.autoCheckException = false;
    Thread.setDefaultUncaughtExceptionHandler(Uncaught::take);
  }

  private static void take(Thread thread, Throwable fault) {
    if (Platform.isFxApplicationThread()) {
      FAULTS.add(fault);
    } else {
      System.err.println("Uncaught on " + thread.getName());
      fault.printStackTrace();
    }
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    FAULTS.clear();
  }

  @Override
  public void afterEach(ExtensionContext test) {
    check();
  }

  /** Fails for the first fault since it was asked last. */
  void check() {
    Throwable first = FAULTS.poll();
    FAULTS.clear();
    if (first != null) {
      throw new AssertionError("Nobody caught this on the JavaFX thread", first);
    }
  }
}
