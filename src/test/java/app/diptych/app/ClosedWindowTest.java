package app.diptych.app;

import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A window that was closed: nothing runs on for it, and nothing keeps it in memory. */
class ClosedWindowTest {
  @TempDir Path home;

  @Test
  void isForgottenWithEveryPageThatWasShown() {
    WeakReference<Object> closed = openAndClose();
    // The toolkit itself remembers the window that was steered last.
    try (TestWindow next = new TestWindow(home, Theme.LIGHT, UnaryOperator.identity())) {
      next.robot().push(KeyCode.SHIFT);
      awaitForgotten(closed);
    }
  }

  private static void awaitForgotten(WeakReference<Object> closed) {
    FxTest.waitFor(
        () -> {
          System.gc();
          return closed.get() == null;
        },
        TestWindow.PATIENCE);
  }

  /** In a method of its own, so that no variable of the test holds the window. */
  private WeakReference<Object> openAndClose() {
    try (TestWindow window = new TestWindow(home, Theme.LIGHT, UnaryOperator.identity())) {
      for (KeyCode page :
          new KeyCode[] {
            KeyCode.DIGIT2,
            KeyCode.DIGIT3,
            KeyCode.DIGIT4,
            KeyCode.DIGIT5,
            KeyCode.DIGIT6,
            KeyCode.DIGIT7,
            KeyCode.DIGIT8,
            KeyCode.DIGIT1
          }) {
        window.robot().push(new KeyCodeCombination(page, KeyCombination.ALT_DOWN));
        FxTest.pulses(1);
      }
      return new WeakReference<>(window.window());
    }
  }
}
