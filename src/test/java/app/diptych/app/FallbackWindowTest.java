package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.gateway.RehearsalGateway;
import app.diptych.gateway.RehearsalPlan;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import app.diptych.ui.settings.FallbackModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The policy of a window: chosen, checked, turned on, rolled back with one click. */
@Timeout(120)
class FallbackWindowTest {
  @TempDir Path home;

  @Test
  void rollsBackWithOneClickAndShowsWhoAnswers() throws Exception {
    try (RehearsalGateway gateway =
            RehearsalGateway.open(
                0, RehearsalPlan.USUAL, Thread.ofVirtual().factory(), NanoClock.system(), _ -> {});
        TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      window.gateway("new", gateway.url(), "");
      window.gateway("old", gateway.url(), "");
      window.pick("new/rehearsal/steady", "demo/small");
      window.waitUntilReady();
      window.click("#page-settings");
      window.click("#show-fallback");
      Path policy = Files.writeString(home.resolve("policy.json"), policy(gateway.url()));
      FxTest.run(() -> window.settings().fallback().choose(policy));
      FxTest.waitFor(
          () -> window.settings().fallback().stateProperty().get().isChosen(), TestWindow.PATIENCE);
      assertThat(FxTest.run(() -> window.settings().fallback().stateProperty().get().on()))
          .as("off until it is turned on")
          .isFalse();
      FxTest.run(() -> window.settings().fallback().turn(true));
      window.click("#roll-back");
      FxTest.waitFor(
          () ->
              window.scene().lookup("#fallback-told") instanceof Label told
                  && told.getText().startsWith("old/rehearsal/steady answers from the next"),
          TestWindow.PATIENCE);
      FxTest.waitFor(
          () ->
              window.scene().lookup("#gateway-trouble") instanceof Button trouble
                  && trouble.isVisible()
                  && trouble.getText().equals("rolled back to old/rehearsal/steady"),
          TestWindow.PATIENCE);
      window.click("#page-compare");
      window.type("Hello");
      FxTest.run(() -> window.model().run());
      window.waitForBadge(Side.A, "finished");
      assertThat(FxTest.run(() -> window.model().side(Side.A).outcomeProperty().get()))
          .contains("counts in no score");
      assertThat(window.text("#verdict-question")).contains("nothing to judge");
      assertThat(window.node("#vote-a").isDisabled()).isTrue();
    }
  }

  @Test
  void showsAPolicyToStartFrom() throws Exception {
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      window.click("#page-settings");
      window.click("#show-fallback");
      window.click("#copy-policy-example");
      String copied = FxTest.run(() -> Clipboard.getSystemClipboard().getString());
      Path policy = Files.writeString(home.resolve("copied.json"), copied);
      FxTest.run(() -> window.settings().fallback().choose(policy));
      FxTest.waitFor(
          () -> window.settings().fallback().stateProperty().get().isChosen(), TestWindow.PATIENCE);
      assertThat(window.node("#policy-example").getParent().isVisible()).isFalse();
    }
  }

  @Test
  void rollsBackFromTheComparePageAndTellsTheFirstAnswer() throws Exception {
    try (RehearsalGateway gateway =
            RehearsalGateway.open(
                0, RehearsalPlan.USUAL, Thread.ofVirtual().factory(), NanoClock.system(), _ -> {});
        TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      window.gateway("new", gateway.url(), "");
      window.gateway("old", gateway.url(), "");
      window.pick("new/rehearsal/steady", "demo/small");
      window.waitUntilReady();
      assertThat(window.node("#status-roll-back").isVisible()).as("without a policy").isFalse();
      Path policy = Files.writeString(home.resolve("policy.json"), policy(gateway.url()));
      FallbackModel fallback = window.settings().fallback();
      FxTest.run(() -> fallback.choose(policy));
      FxTest.waitFor(() -> fallback.stateProperty().get().isChosen(), TestWindow.PATIENCE);
      FxTest.run(() -> fallback.turn(true));
      FxTest.waitFor(
          () -> window.scene().lookup("#status-roll-back").isVisible(), TestWindow.PATIENCE);
      window.robot().push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R);
      FxTest.waitFor(
          () -> window.scene().lookup("#status-go-forward").isVisible(), TestWindow.PATIENCE);
      assertThat(window.node("#status-roll-back").isVisible()).isFalse();
      assertThat(FxTest.run(() -> fallback.toldProperty().get())).endsWith("no answer yet.");

      window.type("Hello");
      FxTest.run(() -> window.model().run());
      window.waitForBadge(Side.A, "finished");

      FxTest.waitFor(
          () ->
              window.scene().lookup("#gateway-trouble") instanceof Button trouble
                  && trouble
                      .getText()
                      .startsWith("rolled back to old/rehearsal/steady \u00b7 first answer after "),
          TestWindow.PATIENCE);
      assertThat(FxTest.run(() -> fallback.toldProperty().get()))
          .contains("route changed after ")
          .contains("first answer after ");
      window.click("#status-go-forward");
      FxTest.waitFor(
          () -> window.scene().lookup("#status-roll-back").isVisible(), TestWindow.PATIENCE);
      assertThat(FxTest.run(() -> fallback.stateProperty().get().isRolledBack())).isFalse();
    }
  }

  static String policy(String url) {
    return """
    {"primary": {"provider": "new", "model": "rehearsal/steady", "base_url": "%s"},
     "fallback": {"provider": "old", "model": "rehearsal/steady", "base_url": "%s"},
     "trigger_conditions": ["new.error_rate > 1%%"]}
    """
        .formatted(url, url);
  }
}
