package app.diptych.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javafx.application.Application;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Renders a rich answer in both themes; the pictures land in {@code target/screenshots}. */
class MarkdownPaneLooksTest {

  @ParameterizedTest
  @ValueSource(strings = {"dark", "light"})
  void drawsEveryKindOfBlockInBothThemes(String theme) throws Exception {
    boolean dark = theme.equals("dark");
    for (int part = 0; part < Samples.RICH.size(); part++) {
      Path picture = Path.of("target/screenshots/markdown-" + theme + "-" + part + ".png");
      String markdown = Samples.RICH.get(part);
      Stage stage =
          FxTest.run(() -> {
            Application.setUserAgentStylesheet(
                dark
                    ? new PrimerDark().getUserAgentStylesheet()
                    : new PrimerLight().getUserAgentStylesheet());
            MarkdownPane pane = new MarkdownPane();
            Scene scene = new Scene(new StackPane(pane), 445, 900);
            scene.getRoot().getStyleClass().add(theme);
            Stage shown = new Stage();
            shown.setScene(scene);
            shown.show();
            pane.append(markdown);
            return shown;
          });
      FxTest.pulses(3);
      FxTest.run(() -> Screenshot.of(stage.getScene(), picture));
      FxTest.run(() -> assertReadable(stage.getScene()));
      FxTest.run(stage::close);
      assertThat(Files.size(picture)).isGreaterThan(20_000);
    }
  }

  @Test
  void offersAWayBackToTheEndWhenTheReaderIsElsewhere() throws Exception {
    Path picture = Path.of("target/screenshots/markdown-jump.png");
    MarkdownPane pane = FxTest.run(MarkdownPane::new);
    Stage stage =
        FxTest.run(() -> {
          Stage shown = new Stage();
          Scene scene = new Scene(new StackPane(pane), 445, 300);
          scene.getRoot().getStyleClass().add("light");
          shown.setScene(scene);
          shown.show();
          pane.append(Samples.RICH.getFirst());
          return shown;
        });
    FxTest.pulses(3);
    FxTest.run(() ->
        Event.fireEvent(
            pane,
            new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.HOME, false, false, false, false)));
    FxTest.waitFor(() -> pane.lookup(".jump-to-end").isVisible(), Duration.ofSeconds(30));
    FxTest.run(() -> Screenshot.of(stage.getScene(), picture));
    FxTest.run(stage::close);
    assertThat(Files.size(picture)).isGreaterThan(10_000);
  }

  /** Every coloured word stands out from what is behind it, as WCAG asks of text: 4.5 to 1. */
  private static void assertReadable(Scene scene) {
    Color page = (Color) ((Region) scene.getRoot()).getBackground().getFills().getFirst().getFill();
    for (Node node : scene.getRoot().lookupAll(".paragraph-text")) {
      TextFlow flow = (TextFlow) node;
      Color behind =
          flow.getBackground() == null
              ? page
              : (Color) flow.getBackground().getFills().getFirst().getFill();
      for (Node child : flow.getChildren()) {
        if (child instanceof Text text) {
          assertThat(Contrast.of((Color) text.getFill(), behind))
              .as("%s %s", text.getStyleClass(), text.getText())
              .isGreaterThan(4.5);
        }
      }
    }
  }
}
