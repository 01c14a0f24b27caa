package app.diptych.app;

import java.util.ArrayList;
import java.util.List;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.animation.SequentialTransition;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.layout.Pane;
import javafx.util.Duration;

/**
 * Opens a sample and looks at every page, so that the cache of classes learns what each needs when
 * it is opened for the first time. JavaFX thread only.
 */
final class Tour {
  /** For a sample to be read, or a page to be filled and drawn, on a slow machine. */
  private static final Duration LOOK = Duration.millis(900);

  private Tour() {}

  /** Not begun yet. */
  static Animation of(Scene scene) {
    SequentialTransition tour = new SequentialTransition();
    for (ButtonBase button : buttons(scene)) {
      PauseTransition look = new PauseTransition(LOOK);
      tour.getChildren().add(look);
      look.setOnFinished(_ -> button.fire());
    }
    tour.getChildren().add(new PauseTransition(LOOK));
    return tour;
  }

  /** In the order in which they are pressed. */
  private static List<ButtonBase> buttons(Scene scene) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(scene.lookup("#sample-prompts"));
    if (scene.lookup(".pages") instanceof Pane pages) {
      nodes.addAll(pages.getChildren());
    }
    nodes.add(scene.lookup("#page-settings"));
    return nodes.stream().filter(ButtonBase.class::isInstance).map(ButtonBase.class::cast).toList();
  }
}
