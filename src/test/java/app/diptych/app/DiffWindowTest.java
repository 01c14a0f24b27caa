package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.FinishReason;
import app.diptych.timing.NanoClock;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.ScriptedProvider;
import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What differs between two answers, seen and walked through in the window. */
@Timeout(120)
class DiffWindowTest {
  private static final String A = "# Title\n\nThe old fox jumps.\n\nEnd of it.";
  private static final String B = "# Title\n\nThe new fox jumps high.\n\nEnd of it.";

  @TempDir Path home;

  @Test
  void showsWhatDiffersAndTheAnswersAgain() {
    try (TestWindow window = answered(A, B)) {
      assertThat(shown(window, "#answer-A")).isTrue();
      window.robot().push(KeyCode.CONTROL, KeyCode.D);
      waitForSummary(window, "2 differences, 87\u00a0% the same");
      assertThat(shown(window, "#diff")).isTrue();
      assertThat(shown(window, "#answer-A")).isFalse();
      assertThat(shown(window, "#chips-A")).isTrue();
      window.click("#compare-answers");
      assertThat(shown(window, "#diff")).isFalse();
      assertThat(shown(window, "#answer-B")).isTrue();
    }
  }

  @Test
  void walksThroughTheDifferencesWithKeysAndButtons() {
    try (TestWindow window = answered(A, B)) {
      window.robot().push(KeyCode.CONTROL, KeyCode.D);
      waitForSummary(window, "2 differences, 87\u00a0% the same");
      window.robot().push(KeyCode.F7);
      assertThat(window.text("#diff-position")).isEqualTo("1 of 2");
      window.click("#diff-next");
      assertThat(window.text("#diff-position")).isEqualTo("2 of 2");
      window.robot().push(KeyCode.SHIFT, KeyCode.F7);
      assertThat(window.text("#diff-position")).isEqualTo("1 of 2");
    }
  }

  @Test
  void leavesOutWhatIsTheSameAndComparesLines() {
    try (TestWindow window = answered(A, B)) {
      window.robot().push(KeyCode.CONTROL, KeyCode.D);
      waitForSummary(window, "2 differences, 87\u00a0% the same");
      window.click("#diff-only");
      FxTest.waitFor(() -> rows(window) == 3, TestWindow.PATIENCE);
      window.click("#diff-lines");
      waitForSummary(window, "1 difference, 80\u00a0% the same");
      assertThat(((ToggleButton) window.node("#diff-structure")).isDisabled()).isTrue();
      assertThat(window.text("#diff-note")).contains("A has neither, B has neither");
    }
  }

  @Test
  void comparesTheStructureOfJsonAnswers() {
    try (TestWindow window =
        answered("{\"a\": 1, \"b\": [2]}", "```json\n{\"b\": [2], \"a\": 3}\n```")) {
      window.robot().push(KeyCode.CONTROL, KeyCode.D);
      FxTest.waitFor(
          () ->
              !((ToggleButton) window.scene().lookup("#diff-structure")).isDisabled()
                  && !summary(window).isEmpty(),
          TestWindow.PATIENCE);
      window.click("#diff-structure");
      waitForSummary(window, "1 difference, 50\u00a0% the same");
    }
  }

  @Test
  void saysWhatItWaitsForAndShowsTheAnswersWhenARunBegins() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, real -> talking(real, A, null))) {
      window.pick("demo/small", "demo/small");
      window.waitUntilReady();
      window.robot().push(KeyCode.CONTROL, KeyCode.D);
      assertThat(window.text("#diff-statement"))
          .isEqualTo("There is nothing to compare yet: no answer from A and B.");
      window.type("Go");
      window.robot().push(KeyCode.CONTROL, KeyCode.ENTER);
      FxTest.waitFor(() -> !window.scene().lookup("#diff").isVisible(), TestWindow.PATIENCE);
      window.waitForBadge(Side.A, "finished");
      window.waitForBadge(Side.B, "streaming");
      window.robot().push(KeyCode.CONTROL, KeyCode.D);
      assertThat(window.text("#diff-statement"))
          .isEqualTo("B is still answering. What differs is shown when both have ended.");
      window.robot().push(KeyCode.ESCAPE);
      window.waitForBadge(Side.B, "stopped");
      FxTest.waitFor(() -> summary(window).contains("% the same"), TestWindow.PATIENCE);
    }
  }

  private TestWindow answered(String a, String b) {
    TestWindow window = new TestWindow(home, Theme.DARK, real -> talking(real, a, b));
    window.pick("demo/small", "demo/small");
    window.waitUntilReady();
    window.type("Go");
    window.robot().push(KeyCode.CONTROL, KeyCode.ENTER);
    window.waitForBadge(Side.A, "finished");
    window.waitForBadge(Side.B, "finished");
    return window;
  }

  /** Both sides say what they are told; one that is told nothing begins and does not end. */
  private static ModelCatalog talking(ModelCatalog real, @Nullable String a, @Nullable String b) {
    NanoClock clock = NanoClock.system();
    return new DecoratedCatalog(
        real,
        (side, _) ->
            new ScriptedProvider(
                clock,
                stage -> {
                  stage.say(ScriptedProvider.started(clock));
                  String words = side == Side.A ? a : b;
                  stage.say(new TextDelta(words == null ? "The first words" : words));
                  if (words == null) {
                    stage.awaitCancel();
                  } else {
                    stage.say(new Finished(FinishReason.STOP));
                  }
                }));
  }

  private static void waitForSummary(TestWindow window, String words) {
    FxTest.waitFor(() -> summary(window).equals(words), TestWindow.PATIENCE);
  }

  private static String summary(TestWindow window) {
    return window.model().diff().model().summaryProperty().get();
  }

  private static int rows(TestWindow window) {
    return ((ListView<?>) window.scene().lookup("#diff-list")).getItems().size();
  }

  private static boolean shown(TestWindow window, String id) {
    return FxTest.run(() -> {
      for (Node node = window.scene().lookup(id); node != null; node = node.getParent()) {
        if (!node.isVisible()) {
          return false;
        }
      }
      return true;
    });
  }
}
