package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.session.WorkspaceException;
import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.MarkdownPane;
import app.diptych.ui.fx.Theme;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.PixelReader;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The charts beside the panes, with real answers of the demo models. */
class ChartsWindowTest {
  @TempDir Path home;

  private TestWindow window;

  @BeforeEach
  void open() {
    window = new TestWindow(home, Theme.DARK, UnaryOperator.identity());
    FxTest.run(() -> {
      window.stage().setWidth(1440);
      window.stage().setHeight(900);
    });
    window.pick("demo/small", "demo/base");
    window.waitUntilReady();
  }

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void drawsBothSidesAndTellsTheMomentPointedAt() {
    FxTest.waitFor(() -> help("race").equals("nothing yet"), TestWindow.PATIENCE);
    ask();
    waitForBoth();
    assertThat(FxTest.run(() -> help("throughput"))).contains("tok/s");
    assertThat(FxTest.run(() -> help("cumulative-cost")))
        .isEqualTo("nothing is paid, or no price is known");
    FxTest.waitFor(() -> colours("race"), TestWindow.PATIENCE);

    FxTest.run(() -> window.scene().lookup("#chart-race").requestFocus());
    window.robot().push(KeyCode.END);
    FxTest.waitFor(
        () -> help("race").matches(".* ms after sending: .*A=[\\d,]+ chars, B=[\\d,]+ chars.*"),
        TestWindow.PATIENCE);
  }

  @Test
  void showsThePlaceInTheTextThatBelongsToAMoment() {
    ask();
    waitForBoth();
    FxTest.run(() -> window.scene().lookup("#chart-race").requestFocus());
    window.robot().push(KeyCode.END);
    window.robot().push(KeyCode.ENTER);
    FxTest.waitFor(() -> !selected(Side.A).isEmpty(), TestWindow.PATIENCE);
    String last =
        FxTest.run(() -> answer(Side.A).plainText().strip().lines().toList().getLast().strip());
    assertThat(FxTest.run(() -> selected(Side.A)).strip()).isEqualTo(last);
  }

  @Test
  void showsASavedAnswerAsItCame() {
    ask();
    waitForBoth();
    String race = lastDrawn("race");
    String id = FxTest.run(() -> window.model().session().id().orElseThrow());
    waitUntilSaved(id);
    FxTest.run(() -> window.model().saved().startNew());
    FxTest.waitFor(() -> help("race").equals("nothing yet"), TestWindow.PATIENCE);

    FxTest.run(() -> window.model().saved().open(id));
    FxTest.waitFor(() -> help("race").equals(race), TestWindow.PATIENCE);
  }

  /** An answer is on the disk a moment after it is said to have ended. */
  private void waitUntilSaved(String session) {
    FxTest.waitFor(
        () -> {
          try {
            return window.workspace().sessions().trials(session).stream()
                    .flatMap(trial -> trial.answers().values().stream())
                    .filter(answer -> answer.finishReason() != null)
                    .count()
                == 2;
          } catch (WorkspaceException unreadable) {
            throw new AssertionError(unreadable);
          }
        },
        TestWindow.PATIENCE);
  }

  /** What a chart says once it is not drawn anew any more. */
  private String lastDrawn(String chart) {
    String before;
    String now = FxTest.run(() -> help(chart));
    do {
      before = now;
      FxTest.pulses(20);
      now = FxTest.run(() -> help(chart));
    } while (!now.equals(before));
    return now;
  }

  private void ask() {
    FxTest.run(() -> {
      window.model().sampling().seedProperty().set("7");
      window.model().promptProperty().set("Compare cats and dogs in a table.");
    });
    window.click("#run");
  }

  private void waitForBoth() {
    window.waitForBadge(Side.A, "finished");
    window.waitForBadge(Side.B, "finished");
    FxTest.waitFor(
        () -> help("race").contains("A ") && help("race").contains("B "), TestWindow.PATIENCE);
  }

  private String help(String chart) {
    Node card = window.scene().lookup("#chart-" + chart);
    return card == null || card.getAccessibleHelp() == null ? "" : card.getAccessibleHelp();
  }

  private boolean colours(String chart) {
    Canvas canvas = (Canvas) window.scene().lookup("#chart-" + chart + " .canvas");
    Node node = canvas == null ? window.scene().lookup("#chart-" + chart) : canvas;
    PixelReader pixels = node.snapshot(null, null).getPixelReader();
    boolean blue = false;
    boolean orange = false;
    for (int x = 0; x < node.getLayoutBounds().getWidth() - 1; x++) {
      for (int y = 0; y < node.getLayoutBounds().getHeight() - 1; y++) {
        Color color = pixels.getColor(x, y);
        blue |= color.getBlue() > 0.8 && color.getRed() < 0.5;
        orange |= color.getRed() > 0.8 && color.getBlue() < 0.4;
      }
    }
    return blue && orange;
  }

  private MarkdownPane answer(Side side) {
    return (MarkdownPane) window.scene().lookup("#answer-" + side);
  }

  private String selected(Side side) {
    return answer(side).selectedText();
  }
}
