package app.diptych.ui.fx;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Window;
import javafx.util.Duration;

/**
 * Does something again and again for as long as somebody could see its result. An animation that
 * nobody stops runs on after its window is closed, and keeps the whole window in memory. JavaFX
 * thread only.
 */
public final class Ticker {
  private Ticker() {}

  /** Begins once the node is in a window that is shown, and ends when it is not any more. */
  public static void whileShown(Node node, Duration pace, Runnable task) {
    whileShown(node, new SimpleBooleanProperty(true), pace, task);
  }

  /**
   * The same, only while something else is so too.
   *
   * @param also such as whether a card is open
   */
  public static void whileShown(
      Node node, ObservableValue<Boolean> also, Duration pace, Runnable task) {
    Timeline clock = new Timeline(new KeyFrame(pace, _ -> task.run()));
    clock.setCycleCount(Animation.INDEFINITE);
    node.sceneProperty()
        .flatMap(Scene::windowProperty)
        .flatMap(Window::showingProperty)
        .flatMap(shown -> also.map(wanted -> shown && wanted))
        .orElse(false)
        .subscribe(runs -> {
          if (runs) {
            clock.play();
          } else {
            clock.stop();
          }
        });
  }
}
