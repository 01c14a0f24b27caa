package app.diptych.app;

import app.diptych.gateway.RehearsalGateway;
import app.diptych.gateway.RehearsalPlan;
import app.diptych.timing.NanoClock;
import app.diptych.ui.batch.BatchView;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Screenshot;
import app.diptych.ui.fx.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;

/** The batch page with a data set, against a gateway on this machine, one of whose models fails. */
final class BatchScene implements AutoCloseable {
  private static final List<String> WORDS =
      List.of("harbour", "lantern", "meadow", "copper", "violin", "glacier", "orchard", "compass");

  private final RehearsalGateway gateway;
  private final TestWindow window;
  private final Path data;

  BatchScene(Path home, Theme theme) throws IOException {
    RehearsalPlan plan =
        new RehearsalPlan(
            1,
            90,
            Duration.ofMillis(20),
            Duration.ofSeconds(1),
            24,
            Duration.ofSeconds(1),
            List.of(),
            1,
            0);
    gateway =
        RehearsalGateway.open(
            0, plan, Thread.ofPlatform().daemon().factory(), NanoClock.system(), _ -> {});
    data = home.resolve("words.csv");
    StringBuilder rows = new StringBuilder("id,word,language,tags\n");
    for (int i = 0; i < 120; i++) {
      rows.append(
          "w%03d,%s,%s,%s\n"
              .formatted(
                  i,
                  WORDS.get(i % WORDS.size()),
                  i % 3 == 0 ? "French" : "German",
                  i % 4 == 0 ? "rare" : "common"));
    }
    rows.append("w001,again,Dutch,common\n");
    Files.writeString(data, rows);
    Files.writeString(
        home.resolve("checks.yaml"),
        "- {type: icontains, value: rehearsal}\n- {type: regex, value: '.{120,}'}\n");
    window = new TestWindow(home, theme, UnaryOperator.identity());
    window.gateway("rehearse", gateway.url(), "no-key-needed");
    window.pick("rehearse/rehearsal/steady", "rehearse/rehearsal/length");
    window.waitUntilReady();
    window.click("#page-batch");
  }

  TestWindow window() {
    return window;
  }

  /** A data set, a prompt, and what it would cost. */
  void prepare() {
    FxTest.run(() -> {
      ((BatchView) window.scene().lookup("#batch-page")).take(data);
      ((TextArea) window.scene().lookup("#batch-prompt-1"))
          .setText("Translate {{word}} into {{language}}.");
      ((TextField) window.scene().lookup("#batch-title")).setText("Words, German and French");
      ((TextField) window.scene().lookup("#batch-checks"))
          .setText(data.resolveSibling("checks.yaml").toString());
    });
    FxTest.waitFor(() -> text("#batch-count").contains("on each side"), TestWindow.PATIENCE);
    FxTest.pulses(5);
  }

  void begin() {
    FxTest.run(() -> ((Button) window.scene().lookup("#batch-start")).fire());
    FxTest.waitFor(() -> text("#batch-progress-words").contains(" left"), TestWindow.PATIENCE);
    FxTest.pulses(3);
  }

  void awaitEnd() {
    FxTest.waitFor(
        () ->
            text("#batch-news").startsWith("Everything")
                && ((TableView<?>) window.scene().lookup("#batch-grid")).getItems().size() == 121,
        TestWindow.PATIENCE);
    FxTest.pulses(20);
  }

  void group() {
    FxTest.run(() -> ((ToggleButton) window.scene().lookup("#batch-group")).fire());
    FxTest.waitFor(
        () -> ((TableView<?>) window.scene().lookup("#batch-grid")).getItems().size() == 2,
        TestWindow.PATIENCE);
    FxTest.pulses(5);
  }

  void shoot(Path file) throws IOException {
    Screenshot.of(window.scene(), file);
  }

  private String text(String id) {
    return window.scene().lookup(id) instanceof Label label ? label.getText() : "";
  }

  @Override
  public void close() {
    window.close();
    gateway.close();
  }
}
