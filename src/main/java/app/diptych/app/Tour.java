package app.diptych.app;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.layout.Pane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Opens a sample and looks at every page, so that the cache of classes learns what each needs when
 * it is opened for the first time. JavaFX thread only.
 */
final class Tour {
  private final Deque<ButtonBase> left = new ArrayDeque<>();
  private final Duration look;
  private final Runnable done;

  /**
   * @param look for a sample to be read, or a page to be filled and drawn
   * @param done told at the end
   */
  Tour(Scene scene, Duration look, Runnable done) {
    this.look = look;
    this.done = done;
    press(scene.lookup("#sample-prompts"));
    if (scene.lookup(".pages") instanceof Pane pages) {
      pages.getChildren().forEach(this::press);
    }
    press(scene.lookup("#page-settings"));
  }

  private void press(@Nullable Node node) {
    if (node instanceof ButtonBase button) {
      left.add(button);
    }
  }

  void begin() {
    // However long a page takes to be made, the look at it begins after that.
    PauseTransition pause = new PauseTransition(look);
    ButtonBase button = left.poll();
    pause.setOnFinished(_ -> {
      if (button == null) {
        done.run();
      } else {
        button.fire();
        begin();
      }
    });
    pause.play();
  }
}
