package app.diptych.ui.fx;

import javafx.application.Platform;

/** The JavaFX thread, as seen from every other one: the only place that hands work over to it. */
public final class FxThread {
  private FxThread() {}

  /** Runs the task on the JavaFX thread some time soon; from any thread. */
  public static void later(Runnable task) {
    Platform.runLater(task);
  }

  /**
   * Refuses to go on elsewhere than on the JavaFX thread.
   *
   * @throws IllegalStateException when called from any other thread
   */
  public static void check() {
    if (!Platform.isFxApplicationThread()) {
      throw new IllegalStateException(
          "Only for the JavaFX thread, but called on " + Thread.currentThread().getName());
    }
  }
}
