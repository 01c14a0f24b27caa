package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.util.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the cache of classes is learned from, besides a start. */
class TourTest {
  @TempDir Path home;

  @Test
  void opensASampleAndLooksAtEveryPage() throws Exception {
    try (TestWindow window = new TestWindow(home, Theme.LIGHT, UnaryOperator.identity())) {
      List<String> pressed = new CopyOnWriteArrayList<>();
      CountDownLatch done = new CountDownLatch(1);
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
        new Tour(window.scene(), Duration.millis(150), done::countDown).begin();
      });

      assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();

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
      FxTest.waitFor(
          () -> window.model().session().currentProperty().get() != null, TestWindow.PATIENCE);
      assertThat(window.workspace().hasMeasured(1)).isTrue();
    }
  }
}
