package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import app.diptych.ui.fx.Tip;
import java.nio.file.Path;
import javafx.scene.control.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a prompt costs is told while it is written. */
class CostBeforeRunningTest {
  @TempDir Path home;

  private TestWindow window;

  @BeforeEach
  void open() {
    window = new TestWindow(home, Theme.DARK, PricedCatalog::new);
    window.pick("demo/small", "demo/small");
    window.waitUntilReady();
    FxTest.run(() -> window.model().promptProperty().set("one two three four"));
  }

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void followsThePromptTheModelsAndTheLongestAnswer() {
    waitFor("~4 tokens \u00b7 0.000008 USD + answer");

    FxTest.run(() -> window.model().sampling().maxTokensProperty().set("1000"));
    waitFor("~4 tokens \u00b7 up to 0.00401 USD");

    FxTest.run(() -> window.model().side(Side.B).pick("demo/base"));
    waitFor("~4 tokens \u00b7 at least 0.000004 USD");
  }

  private void waitFor(String words) {
    FxTest.waitFor(() -> label().getText().equals(words), TestWindow.PATIENCE);
    assertThat(FxTest.run(() -> Tip.of(label()))).contains("o200k");
  }

  private Label label() {
    return (Label) window.scene().lookup("#token-estimate");
  }
}
