package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.MarkdownPane;
import app.diptych.ui.fx.Theme;
import app.diptych.ui.fx.TokenArea;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How sure the models were, in the real window. */
@Timeout(240)
class CertaintyWindowTest {
  @TempDir Path home;

  @Test
  void marksEveryTokenAndLeadsToWhereTheAnswersPart() throws Exception {
    try (WeighingGateway gateway = new WeighingGateway();
        TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      window.gateway("gw", gateway.url(), "");
      window.pick("gw/a", "gw/b");
      window.waitUntilReady();
      run(window);
      assertThat(gateway.asked()).hasSize(2).noneMatch(body -> body.contains("logprobs"));

      window.robot().push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.T);
      assertThat(window.text("#certainty-A"))
          .isEqualTo(
              "This answer was asked for without probabilities; the next one comes with them.");
      assertThat(isSeen(window, "#tokens-A")).isFalse();
      run(window);

      assertThat(gateway.asked().getLast()).contains("\"logprobs\":true,\"top_logprobs\":5");
      assertThat(isSeen(window, "#certainty-A")).isFalse();
      assertThat(isSeen(window, "#tokens-A")).isTrue();
      assertThat(isSeen(window, "#answer-A")).isFalse();
      for (Side side : Side.values()) {
        assertThat(tokens(window, side)).isEqualTo(markdown(window, side));
      }

      window.click("#part");
      assertThat(window.text("#parting"))
          .isEqualTo(
              "At character 13: A \u201c time\u201d (93.0 %), B \u201c midnight\u201d (6.00 %).");
      assertThat(window.text("#token-A"))
          .isEqualTo("\u201c time\u201d  93.0 %   instead: \u201c midnight\u201d  4.20 %");
      FxTest.run(() -> window.scene().lookup("#tokens-B").requestFocus());
      window.robot().push(KeyCode.RIGHT);
      assertThat(window.text("#token-B")).startsWith("\u201c,\u201d  55.0 %");
      window.robot().push(KeyCode.LEFT);
      window.robot().push(KeyCode.LEFT);
      assertThat(window.text("#token-B")).startsWith("\u201c a\u201d  99.9 %");

      FxTest.run(() -> {
        window.stage().setWidth(820);
        window.stage().setHeight(560);
      });
      FxTest.pulses(5);
      Node last = window.node("#keys");
      assertThat(FxTest.run(() -> last.localToScene(last.getBoundsInLocal()).getMaxX()))
          .as("everything has room in the smallest window")
          .isLessThanOrEqualTo(820);

      window.robot().push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.T);
      assertThat(isSeen(window, "#answer-A")).isTrue();
      assertThat(isSeen(window, "#certainty-bar")).isFalse();
    }
  }

  @Test
  void saysThatTheEmbeddedEngineTellsNone() throws Exception {
    try (TestWindow window = new TestWindow(home, Theme.LIGHT, UnaryOperator.identity())) {
      window.pick("demo/small", "demo/base");
      window.waitUntilReady();
      window.click("#certainty");
      run(window);
      assertThat(window.text("#certainty-B"))
          .startsWith("The embedded engine tells no probabilities; llama-server does");
      assertThat(isSeen(window, "#answer-B")).isTrue();
      window.robot().push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.J);
      assertThat(window.model().certainty().wantedProperty().get()).isTrue();
    }
  }

  private static boolean isSeen(TestWindow window, String id) {
    return FxTest.run(() -> {
      for (Node part = window.scene().lookup(id); part != null; part = part.getParent()) {
        if (!part.isVisible()) {
          return false;
        }
      }
      return window.scene().lookup(id) != null;
    });
  }

  private static String tokens(TestWindow window, Side side) {
    return FxTest.run(() -> ((TokenArea) window.scene().lookup("#tokens-" + side)).text());
  }

  private static String markdown(TestWindow window, Side side) {
    return FxTest.run(() -> ((MarkdownPane) window.scene().lookup("#answer-" + side)).markdown());
  }

  private static void run(TestWindow window) {
    FxTest.run(() -> {
      window.model().promptProperty().set("Tell me a story.");
      window.model().run();
    });
    window.waitForBadge(Side.A, "finished");
    window.waitForBadge(Side.B, "finished");
    FxTest.waitFor(() -> !window.model().runningProperty().get(), TestWindow.PATIENCE);
  }
}
