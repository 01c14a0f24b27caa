package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javafx.animation.Animation;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the cache of classes is learned from, besides a start. */
class TourTest {
  @TempDir Path home;

  @Test
  void opensASampleAndLooksAtEveryPage() throws Exception {
    try (TestWindow window = new TestWindow(home, Theme.LIGHT, UnaryOperator.identity())) {
      List<String> pressed = new CopyOnWriteArrayList<>();
      Animation tour =
          FxTest.run(() -> {
            window
                .scene()
                .addEventFilter(
                    ActionEvent.ACTION,
                    event -> {
                      if (event.getTarget() instanceof Node node) {
                        pressed.add(String.valueOf(node.getId()));
                      }
                    });
            Animation all = Tour.of(window.scene());
            all.setRate(4);
            all.play();
            return all;
          });

      FxTest.waitFor(() -> tour.getStatus() == Animation.Status.STOPPED, TestWindow.PATIENCE);

      assertThat(pressed)
          .containsExactly(
              "sample-prompts",
              "page-compare",
              "page-sessions",
              "page-measure",
              "page-decide",
              "page-library",
              "page-models",
              "page-review",
              "page-batch",
              "page-settings");
      assertThat(window.workspace().measurementCount()).isPositive();
    }
  }
}
