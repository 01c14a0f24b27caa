package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The decide page in the real window. */
class DecideWindowTest {
  @TempDir Path home;

  @Test
  void showsClaimsAndComputesAReturn() {
    try (TestWindow window = new TestWindow(home, Theme.LIGHT, UnaryOperator.identity())) {
      window.robot().push(KeyCode.ALT, KeyCode.DIGIT4);
      FxTest.waitFor(() -> claims(window).getItems().size() > 50, TestWindow.PATIENCE);
      FxTest.run(() -> claims(window).getSelectionModel().select(0));
      assertThat(FxTest.run(() -> label(window, "#claim-why"))).contains("Nobody has measured");

      window.click("#decide-return");
      for (String[] entry :
          new String[][] {
            {"input-before", "2"},
            {"output-before", "8"},
            {"input-after", "0.23"},
            {"output-after", "0.35"}
          }) {
        FxTest.run(() -> ((TextField) window.scene().lookup("#roi-" + entry[0])).setText(entry[1]));
      }
      FxTest.waitFor(() -> window.scene().lookup("#roi-net") != null, TestWindow.PATIENCE);
      assertThat(FxTest.run(() -> label(window, "#roi-net"))).contains("3,852.00 USD");
    }
  }

  private static TableView<?> claims(TestWindow window) {
    return (TableView<?>) window.scene().lookup("#claims");
  }

  private static String label(TestWindow window, String id) {
    return ((Label) window.scene().lookup(id)).getText();
  }
}
