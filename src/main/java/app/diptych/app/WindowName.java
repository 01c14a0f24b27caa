package app.diptych.app;

import app.diptych.ui.fx.FxThread;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.scene.image.Image;
import javafx.stage.Stage;

/** What a desktop knows a window by: the name of its program, and its icon. */
final class WindowName {
  /** As {@code StartupWMClass} in packaging/linux/diptych.desktop. */
  private static final String NAME = "diptych";

  /** Pixels; a desktop takes what fits. */
  private static final List<Integer> SIZES = List.of(32, 64, 128);

  private WindowName() {}

  /**
   * Tells the toolkit who it runs for, before it makes its first window; JavaFX thread only. Else
   * each window is one of "java", which no menu entry is for. JavaFX does so for subclasses of its
   * {@code Application} alone, and has no public way; without the package opened that the launchers
   * open, nothing changes.
   */
  static void tell() {
    try {
      Class<?> toolkit = Class.forName("com.sun.glass.ui.Application");
      Method current = toolkit.getMethod("GetApplication");
      toolkit.getMethod("setName", String.class).invoke(current.invoke(null), NAME);
    } catch (ReflectiveOperationException | RuntimeException other) {
      // Another system or another JavaFX: it keeps the name it has.
      return;
    }
  }

  /** Reads the icon beside the JavaFX thread and puts it on the window, which may be shown. */
  static void dress(Stage stage, Executor beside) {
    beside.execute(() -> {
      List<Image> icons = SIZES.stream().map(WindowName::icon).toList();
      FxThread.later(() -> stage.getIcons().setAll(icons));
    });
  }

  private static Image icon(int size) {
    try (InputStream bytes =
        WindowName.class.getResourceAsStream("/icon/diptych-" + size + ".png")) {
      if (bytes == null) {
        throw new IllegalStateException("There is no icon of " + size + " pixels.");
      }
      return new Image(bytes);
    } catch (IOException unread) {
      throw new IllegalStateException(unread);
    }
  }
}
