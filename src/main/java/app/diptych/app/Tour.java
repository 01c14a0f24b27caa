package app.diptych.app;

import app.diptych.ui.keys.CommandPalette;
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
 * Opens the palette and a sample and looks at every page, so that the cache of classes learns what
 * each needs when it is opened for the first time. JavaFX thread only.
 */
final class Tour {
  private final Deque<Runnable> left = new ArrayDeque<>();
  private final Duration look;
  private final Runnable done;

  /**
   * @param look for a sample to be read, or a page to be filled and drawn
   * @param done told at the end
   */
  Tour(Scene scene, Duration look, Runnable done) {
    this.look = look;
    this.done = done;
    if (scene.lookup("#palette") instanceof CommandPalette palette) {
      left.add(palette::toggle);
      left.add(palette::toggle);
    }
    press(scene.lookup("#sample-prompts"));
    if (scene.lookup(".pages") instanceof Pane pages) {
      pages.getChildren().forEach(this::press);
    }
    press(scene.lookup("#page-settings"));
  }

  private void press(@Nullable Node node) {
    if (node instanceof ButtonBase button) {
      left.add(button::fire);
    }
  }

  void begin() {
    // However long a page takes to be made, the look at it begins after that.
    PauseTransition pause = new PauseTransition(look);
    Runnable step = left.poll();
    pause.setOnFinished(_ -> {
      if (step == null) {
        done.run();
      } else {
        step.run();
        begin();
      }
    });
    pause.play();
  }
}
