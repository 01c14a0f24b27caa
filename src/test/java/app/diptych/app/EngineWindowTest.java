package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.local.server.FakeServer;
import app.diptych.local.server.FakeServer.Manner;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Screenshot;
import app.diptych.ui.fx.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The panel for local models: what is found, what is greyed and why, and what is kept. */
@Timeout(180)
class EngineWindowTest {
  @TempDir Path home;

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void checksKeepsAndGreysWithTheReason(Theme theme) throws Exception {
    Path good = FakeServer.jar(home, Manner.GOOD);
    Path old = FakeServer.jar(home, Manner.OLD);
    try (TestWindow window = new TestWindow(home, theme, UnaryOperator.identity())) {
      window.click("#page-settings");
      window.click("#show-engines");
      waitForText(window, "#engine-found", "");
      write(window, "#engine-server", old.toString());
      window.click("#engine-check");
      waitForText(window, "#engine-found", "OLD.jar, version " + FakeServer.VERSION);
      choose(window, 2);
      assertThat(isDisabled(window, "#engine-cache")).isTrue();
      picture(window, "old-" + theme, 1440, 900);

      write(window, "#engine-server", good.toString());
      window.click("#engine-check");
      waitForText(window, "#engine-found", "GOOD.jar, version " + FakeServer.VERSION);
      assertThat(isDisabled(window, "#engine-cache")).isFalse();

      write(window, "#engine-layers", "many");
      window.click("#engine-save");
      waitForText(window, "#engine-problem", "GPU layers must be a whole number, not \"many\".");
      write(window, "#engine-layers", "12");
      window.click("#engine-save");
      waitForText(window, "#engine-told", "Kept");
      assertThat(Files.readString(home.resolve("settings.json")))
          .contains("\"engine\" : \"llama-server\"", "\"gpuLayers\" : 12", "GOOD.jar");

      choose(window, 1);
      assertThat(isDisabled(window, "#engine-layers")).isTrue();
      assertThat(isDisabled(window, "#engine-context")).isFalse();
      picture(window, "embedded-" + theme, 820, 560);
    }
  }

  @Test
  void saysWhyAProgramIsNotUsed() throws Exception {
    Path foreign = FakeServer.jar(home, Manner.FOREIGN);
    try (TestWindow window = new TestWindow(home, Theme.LIGHT, UnaryOperator.identity())) {
      window.click("#page-settings");
      window.click("#show-engines");
      write(window, "#engine-server", foreign.toString());
      waitForText(window, "#engine-found", "");
      FxTest.waitFor(
          () -> !window.scene().lookup("#engine-check").isDisabled(), TestWindow.PATIENCE);
      write(window, "#engine-server", foreign.toString());
      window.click("#engine-check");
      waitForText(window, "#engine-found", "does not look like llama-server");
    }
  }

  private static void picture(TestWindow window, String name, double width, double height) {
    FxTest.run(() -> {
      window.stage().setWidth(width);
      window.stage().setHeight(height);
    });
    FxTest.pulses(3);
    FxTest.run(() ->
        Screenshot.of(
            window.scene(), Path.of("target", "screenshots", "engines-" + name + ".png")));
  }

  /** Waits for words; without any for whatever the looking found. */
  private static void waitForText(TestWindow window, String id, String words) {
    FxTest.waitFor(
        () -> {
          String text = window.scene().lookup(id) instanceof Labeled label ? label.getText() : "";
          return !text.isEmpty() && !text.startsWith("Looking") && text.contains(words);
        },
        TestWindow.PATIENCE);
  }

  private static void choose(TestWindow window, int place) {
    FxTest.run(() ->
        ((ComboBox<?>) window.scene().lookup("#engine-choice")).getSelectionModel().select(place));
  }

  private static boolean isDisabled(TestWindow window, String id) {
    return FxTest.run(() -> {
      Node node = window.scene().lookup(id);
      return node != null && node.isDisabled();
    });
  }

  private static void write(TestWindow window, String id, String text) {
    FxTest.run(() -> ((TextInputControl) window.scene().lookup(id)).setText(text));
  }
}
