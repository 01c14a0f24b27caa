package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.local.shelf.ShelfModel;
import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import app.diptych.ui.models.SpeedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The models page in the real window. */
@Timeout(180)
class ModelsWindowTest {
  @TempDir Path home;

  // Opened for each test.
  @SuppressWarnings("NullAway.Init")
  private TestWindow window;

  @BeforeEach
  void open() throws Exception {
    ModelsScene.fill(home);
    window = new TestWindow(home, Theme.DARK, UnaryOperator.identity());
    window.robot().push(KeyCode.ALT, KeyCode.DIGIT6);
    FxTest.waitFor(() -> list().getItems().size() == 6, TestWindow.PATIENCE);
  }

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void findsAModelAndPutsItOnASide() {
    FxTest.run(() -> window.models().wordsProperty().set("included small"));
    FxTest.waitFor(() -> list().getItems().size() == 1, TestWindow.PATIENCE);
    assertThat(text("#model-name")).isEqualTo("demo/small");
    window.click("#use-B");
    window.waitForBadge(Side.B, "ready");
    assertThat(FxTest.run(() -> window.side(Side.B).modelProperty().get())).isEqualTo("demo/small");
    window.click("#model-copy");
    assertThat(FxTest.run(() -> Clipboard.getSystemClipboard().getString()))
        .isEqualTo("demo/small");
    window.click("#hash-compute");
    FxTest.waitFor(() -> text("#hash").startsWith("31242ecaf8530ac7"), TestWindow.PATIENCE);
  }

  @Test
  void measuresHowQuicklyAModelReadsAndWrites() {
    FxTest.run(() -> window.models().wordsProperty().set("included small"));
    FxTest.waitFor(() -> text("#model-name").equals("demo/small"), TestWindow.PATIENCE);
    fire("#speed-measure");
    FxTest.waitFor(
        () -> window.models().speed().stateProperty().get() != SpeedModel.State.MEASURING,
        Duration.ofMinutes(2));
    assertThat(text("#speed-words"))
        .startsWith("Mean and deviation of 5 readings of ")
        .contains("java-llama.cpp");
    assertThat(text("#speed-writing")).matches("[\\d,.]+ \u00b1 [\\d,.]+ tokens/s");
    fire("#speed-copy");
    assertThat(FxTest.run(() -> Clipboard.getSystemClipboard().getString()))
        .contains("demo/small,java-llama.cpp", ",writes,");
    // In one go, so that it cannot have ended by itself before it is cancelled.
    FxTest.run(() -> {
      ((Button) window.scene().lookup("#speed-measure")).fire();
      assertThat(window.models().speed().stateProperty().get())
          .isEqualTo(SpeedModel.State.MEASURING);
      ((Button) window.scene().lookup("#speed-cancel")).fire();
      assertThat(window.models().speed().stateProperty().get()).isEqualTo(SpeedModel.State.NONE);
    });
  }

  /** What is further down on the page than the window is high. */
  private void fire(String id) {
    FxTest.run(() -> ((Button) window.scene().lookup(id)).fire());
  }

  @Test
  void tellsWhatAHeaderSaysAndWhyAModelCannotRun() {
    select("mixture:8x1b");
    assertThat(FxTest.run(() -> window.scene().lookup("#model-facts").lookupAll(".label")))
        .extracting(node -> ((Labeled) node).getText())
        .contains(
            "0.6M, of which 0.2M work on a token (computed: 2 of 8 experts)",
            "Ollama",
            "128 tokens");
    select("sign-in.gguf");
    assertThat(text("#model-trouble")).contains("it looks like a web page");
    assertThat(FxTest.run(() -> window.scene().lookup("#use-A").isDisabled())).isTrue();
    select("Newer Than The Engine");
    assertThat(text("#model-trouble")).contains("qwen3").contains("llama-server");
    assertThat(FxTest.run(() -> window.scene().lookup("#use-A").isDisabled()))
        .as("llama-server may run it")
        .isFalse();
  }

  @Test
  void takesAFolderOffTheListAndBringsItBack() {
    window.click("#folder-remove");
    FxTest.waitFor(() -> list().getItems().size() == 3, TestWindow.PATIENCE);
    assertThat(text("#models-news")).startsWith("No longer looking in ");
    window.click("#models-undo");
    FxTest.waitFor(() -> list().getItems().size() == 6, TestWindow.PATIENCE);
    assertThat(home.resolve("mine").resolve("newer.gguf")).exists();
  }

  @Test
  void downloadsAModelAndListsIt() throws Exception {
    byte[] model = ModelsScene.story().bytes();
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      server.enqueue(new MockResponse.Builder().code(404).build());
      server.enqueue(new MockResponse.Builder().body(new Buffer().write(model)).build());
      type("nonsense");
      window.click("#download-begin");
      FxTest.waitFor(
          () -> text("#download-problem").contains("names no model"), TestWindow.PATIENCE);
      type(server.url("/fresh.gguf").toString());
      window.click("#download-begin");
      FxTest.waitFor(() -> text("#download-words").contains("HTTP 404"), TestWindow.PATIENCE);
      window.click("#download-resume");
      FxTest.waitFor(() -> list().getItems().size() == 7, TestWindow.PATIENCE);
      assertThat(
              Files.readAllBytes(
                  home.resolve("models").resolve(server.getHostName()).resolve("fresh.gguf")))
          .isEqualTo(model);
      FxTest.run(() -> ((Button) window.scene().lookup("#download-cancel")).fire());
      FxTest.waitFor(() -> window.models().downloads().items().isEmpty(), TestWindow.PATIENCE);
    }
  }

  private void type(String words) {
    FxTest.run(() -> ((TextField) window.scene().lookup("#download-typed")).setText(words));
  }

  private void select(String title) {
    FxTest.run(() -> {
      ShelfModel model =
          window.models().found().stream()
              .filter(each -> each.title().equals(title))
              .findFirst()
              .orElseThrow();
      window.models().select(model);
    });
  }

  @SuppressWarnings("unchecked")
  private ListView<ShelfModel> list() {
    return (ListView<ShelfModel>) window.scene().lookup("#models");
  }

  private String text(String id) {
    return window.scene().lookup(id) instanceof Labeled label ? label.getText() : "";
  }
}
