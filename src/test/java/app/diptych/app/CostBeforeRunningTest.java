package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.cost.Price;
import app.diptych.cost.Rates;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a prompt costs is told while it is written. */
class CostBeforeRunningTest {
  private static final Price PRICE =
      new Price(
          "gw", "m", Rates.of("1", "2"), List.of(), "USD", "a test", LocalDate.of(2026, 11, 26));

  @TempDir Path home;

  private TestWindow window;

  @BeforeEach
  void open() {
    window = new TestWindow(home, Theme.DARK, Priced::new);
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
    assertThat(FxTest.run(() -> label().getTooltip().getText())).contains("o200k");
  }

  private Label label() {
    return (Label) window.scene().lookup("#token-estimate");
  }

  /** The demo models, as if a gateway had them: the small one for money, the other unpriced. */
  private record Priced(ModelCatalog real) implements ModelCatalog {
    @Override
    public List<Entry> entries() {
      return real.entries();
    }

    @Override
    public Discovery discover(String gateway) {
      return real.discover(gateway);
    }

    @Override
    public Lookup find(Side side, String model) {
      if (!(real.find(side, model) instanceof Found found)) {
        throw new AssertionError("No such model: " + model);
      }
      @Nullable Price price = model.equals("demo/small") ? PRICE : null;
      return new Found(
          found.model(),
          found.source(),
          false,
          found.requestModel(),
          found.provider(),
          null,
          price);
    }
  }
}
