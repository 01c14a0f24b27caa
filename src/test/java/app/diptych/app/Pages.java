package app.diptych.app;

import app.diptych.report.PastAnswers;
import app.diptych.ui.fx.FxTest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;

/** Every page of the window, with something on it. */
final class Pages {
  static final List<String> ALL =
      List.of(
          "compare",
          "sessions",
          "measure",
          "decide",
          "library",
          "models",
          "review",
          "batch",
          "settings");

  private Pages() {}

  /** Sessions with answers and verdicts, so that no page is empty. */
  static void fill(TestWindow window) throws Exception {
    for (int i = 0; i < 6; i++) {
      window.workspace().sessions().add(PastAnswers.session(i)).get(30, TimeUnit.SECONDS);
    }
    ReviewScene.fill(window.workspace());
  }

  /** Shows a page and waits until what it reads is there. */
  static void show(TestWindow window, String page) {
    Node button = window.scene().lookup("#page-" + page);
    if (button.isVisible() && button.getParent().isVisible()) {
      window.click("#page-" + page);
    } else {
      // A window with little room has a menu in the place of the row.
      window.robot().push(KeyCode.ALT, KeyCode.valueOf("DIGIT" + (ALL.indexOf(page) + 1)));
    }
    switch (page) {
      case "sessions" ->
          FxTest.waitFor(
              () ->
                  window.scene().lookup("#sessions") instanceof ListView<?> list
                      && !list.getItems().isEmpty(),
              TestWindow.PATIENCE);
      case "models" ->
          FxTest.waitFor(() -> !window.models().found().isEmpty(), TestWindow.PATIENCE);
      case "measure" ->
          FxTest.waitFor(
              () -> {
                Node card = window.scene().lookup("#history-quality-cost-and-latency");
                return card != null && card.isVisible();
              },
              TestWindow.PATIENCE);
      default -> {}
    }
    FxTest.pulses(20);
  }
}
