package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.exchange.Sample;
import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a later start asks of the window that is open. */
@Timeout(120)
class IncomingTest {
  @TempDir Path home;

  @Test
  void looksAtASessionAndSavesItWhenTheUserSaysSo() {
    Path bundle = Path.of("sessions").resolve(Sample.PROMPTS.file());
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      window.bring(new Wishes(List.of(bundle), List.of()));
      FxTest.waitFor(
          () ->
              window.scene().lookup("#import-counts") instanceof Label counts
                  && counts.getText().startsWith("1 session"),
          TestWindow.PATIENCE);
      window.click("#take-import");
      FxTest.waitFor(
          () -> !window.scene().lookup("#import-panel").isVisible(), TestWindow.PATIENCE);
    }
  }

  @Test
  void putsModelsIntoThePanesAndSaysWhatNothingCanBeDoneWith() throws Exception {
    Path notes = Files.writeString(home.resolve("notes.txt"), "Once upon a time.");
    Path model = Path.of("assets", "models", "demo-small.gguf");
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      window.bring(new Wishes(List.of(model, notes), List.of("gw=http://127.0.0.1:9/v1")));
      FxTest.waitFor(
          () ->
              window.scene().lookup("#import-problem") instanceof Label problem
                  && problem.getText().contains("none of the formats"),
          TestWindow.PATIENCE);
      assertThat(FxTest.run(() -> window.side(Side.A).modelProperty().get()))
          .isEqualTo("file:" + model.toAbsolutePath());
    }
  }
}
