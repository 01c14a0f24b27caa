package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Prices in the window: looked up, imported after a look, taken back, and the tariff. */
@Timeout(180)
class PricesWindowTest {
  @TempDir Path home;

  @Test
  void takesAFileOfPricesAfterALookAndPutsTheOldOnesBack() throws Exception {
    Path file =
        Files.writeString(
            home.resolve("fresh.json"),
            """
            {"currency": "USD", "source": "the price page", "date": "2026-11-01", "prices": [
              {"gateway": "api.holysheep.ai", "model": "llama-4-scout", "input": "0.46",
                "output": "0.35"},
              {"gateway": "api.holysheep.ai", "model": "brand-new", "input": "1", "output": "2"},
              {"gateway": "api.holysheep.ai", "model": "torn", "input": "1"}]}
            """);
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      window.click("#page-settings");
      window.click("#show-prices");
      FxTest.waitFor(() -> !prices(window).getItems().isEmpty(), TestWindow.PATIENCE);
      int before = FxTest.run(() -> prices(window).getItems().size());
      write(window, "#price-search", "scout");
      assertThat(FxTest.run(() -> prices(window).getItems().size())).isBetween(1, before - 1);
      write(window, "#price-search", "");

      window.click("#price-import");
      write(window, "#price-address", home.resolve("gone.json").toString());
      window.click("#price-fetch");
      FxTest.waitFor(
          () -> text(window, "#price-import-problem").startsWith("There is no file"),
          TestWindow.PATIENCE);
      write(window, "#price-address", file.toString());
      window.click("#price-fetch");
      FxTest.waitFor(
          () -> text(window, "#price-diff-summary").contains("1 new, 1 changed"),
          TestWindow.PATIENCE);
      assertThat(FxTest.run(() -> text(window, "#price-doubts .label")))
          .startsWith("Left out: prices that cannot be right (1). The first is Price 3 (torn)");
      assertThat(home.resolve("prices.json")).as("nothing is taken yet").doesNotExist();
      window.click("#price-take");
      FxTest.waitFor(() -> prices(window).getItems().size() == before + 1, TestWindow.PATIENCE);
      assertThat(Files.readString(home.resolve("prices.json"))).contains("brand-new");
      assertThat(text(window, "#price-undo-words")).isEqualTo("Took 2 prices.");
      window.click("#price-undo");
      FxTest.waitFor(() -> prices(window).getItems().size() == before, TestWindow.PATIENCE);
      assertThat(Files.readString(home.resolve("prices.json"))).doesNotContain("brand-new");
    }
  }

  @Test
  void takesAPriceThatIsTyped() throws Exception {
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      window.click("#page-settings");
      window.click("#show-prices");
      FxTest.waitFor(() -> !prices(window).getItems().isEmpty(), TestWindow.PATIENCE);
      int before = FxTest.run(() -> prices(window).getItems().size());
      window.click("#add-price");
      window.robot().write("my-box");
      window.robot().push(KeyCode.TAB);
      window.robot().write("mine");
      window.robot().push(KeyCode.TAB);
      window.robot().write("0.5");
      window.robot().push(KeyCode.TAB);
      window.robot().write("1");
      window.robot().push(KeyCode.ENTER);
      FxTest.waitFor(() -> prices(window).getItems().size() == before + 1, TestWindow.PATIENCE);
      assertThat(Files.readString(home.resolve("prices.json"))).contains("my-box");
      FxTest.run(() -> prices(window).getSelectionModel().select(0));
      window.click("#change-price");
      window.robot().push(KeyCode.ESCAPE);
      assertThat(FxTest.run(() -> window.scene().lookup("#price-form").isVisible())).isFalse();
      window.click("#price-undo");
      FxTest.waitFor(() -> prices(window).getItems().size() == before, TestWindow.PATIENCE);
    }
  }

  @Test
  void keepsTheTariffAndTheRates() throws Exception {
    try (TestWindow window = new TestWindow(home, Theme.LIGHT, UnaryOperator.identity())) {
      window.click("#page-settings");
      window.click("#show-prices");
      window.click("#price-tab-rates");
      write(window, "#tariff-per-kwh", "0,30");
      write(window, "#tariff-currency", "eur");
      fire(window, "#save-tariff");
      FxTest.waitFor(
          () -> text(window, "#tariff-problem").startsWith("\"0,30\" is no amount"),
          TestWindow.PATIENCE);
      write(window, "#tariff-per-kwh", "0.30");
      write(window, "#tariff-date", "2026-11-01");
      fire(window, "#save-tariff");
      FxTest.waitFor(
          () -> text(window, "#tariff-words").equals("0.3 EUR per kWh (you, 2026-11-01)"),
          TestWindow.PATIENCE);
      write(window, "#price-rate-0", "cny");
      write(window, "#price-rate-1", "usd");
      write(window, "#price-rate-2", "0.14");
      write(window, "#price-rate-3", "ECB");
      write(window, "#price-rate-4", "2026-11-02");
      fire(window, "#price-add-rate");
      FxTest.waitFor(
          () ->
              text(window, "#price-rates .pair-rows .label")
                  .equals("1 CNY = 0.14 USD (ECB, 2026-11-02)"),
          TestWindow.PATIENCE);
      assertThat(Files.readString(home.resolve("settings.json"))).contains("perKwh", "0.14");
    }
  }

  private static void fire(TestWindow window, String id) {
    FxTest.run(() -> ((Button) window.scene().lookup(id)).fire());
  }

  private static TableView<?> prices(TestWindow window) {
    return (TableView<?>) window.scene().lookup("#prices");
  }

  private static void write(TestWindow window, String id, String text) {
    FxTest.run(() -> ((TextInputControl) window.scene().lookup(id)).setText(text));
  }

  private static String text(TestWindow window, String id) {
    return window.scene().lookup(id) instanceof Labeled label ? label.getText() : "";
  }
}
