package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.local.Demo;
import app.diptych.session.SavedTrial;
import app.diptych.trial.RecordedAnswer;
import app.diptych.trial.Side;
import app.diptych.ui.compare.SidesForBatch;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.MarkdownPane;
import app.diptych.ui.fx.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Local answers repeated exactly in the real window, with the real demonstration models. */
@Timeout(240)
class RepeatWindowTest {
  @TempDir Path home;
  @TempDir Path models;

  @Test
  void givesBothAnswersOnceMoreAndTellsThatTheyAreTheSame() throws Exception {
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      assertThat(FxTest.run(() -> window.model().repeat().whyNotProperty().get()))
          .isEqualTo("Run a prompt first, or open a saved trial.");
      window.pick("demo/small", "demo/base");
      window.waitUntilReady();
      run(window, "Write a story about a pirate.");
      String a = markdown(window, Side.A);

      window.robot().push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.X);
      waitForResults(window, 2);

      assertThat(window.text("#repeat-A")).startsWith("Identical, all ");
      assertThat(window.text("#repeat-B")).startsWith("Identical, all ");
      assertThat(markdown(window, Side.A)).isEqualTo(a);
      List<SavedTrial> trials = saved(window);
      assertThat(trials).hasSize(2);
      for (Side side : Side.values()) {
        assertThat(trials.getLast().answer(side).orElseThrow().delivery().repeats())
            .isEqualTo(trials.getFirst().id());
        assertThat(trials.getLast().answer(side).orElseThrow().delivery().inTurn()).isTrue();
      }
      show(window, 0);
      assertThat(FxTest.run(() -> window.model().repeat().resultsProperty().get())).isEmpty();
      show(window, 1);
      waitForResults(window, 2);
      window.click("#repeat-close-A");
      assertThat(FxTest.run(() -> window.model().repeat().resultsProperty().get()))
          .containsOnlyKeys(Side.B);
      // The models as they are set now are on their sides again.
      run(window, "What is recursion?");
      assertThat(saved(window)).hasSize(3);
      assertThat(FxTest.run(() -> window.model().repeat().resultsProperty().get())).isEmpty();
    }
  }

  @Test
  void showsWhereAnAnswerDiffersAndWhy() throws Exception {
    Path file = Files.copy(Demo.base(), models.resolve("model.gguf"));
    try (TestWindow window = new TestWindow(home, Theme.LIGHT, UnaryOperator.identity())) {
      window.pick("demo/base", "file:" + file);
      window.waitUntilReady();
      run(window, "Write a story about a pirate.");
      changeWeights(file);

      window.click("#repeat-exactly");
      waitForResults(window, 2);

      assertThat(window.text("#repeat-A")).startsWith("Identical, all ");
      assertThat(window.text("#repeat-B"))
          .startsWith("Differs at character ")
          .contains("The model file is another one")
          .doesNotContain("not deterministic");
      window.click("#repeat-show-B");
    }
  }

  @Test
  void saysWhyARecordingCannotBeRepeated() throws Exception {
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      window.pick("demo/small", "demo/small");
      window.waitUntilReady();
      run(window, "What is recursion?");
      String recording =
          RecordedAnswer.PREFIX + saved(window).getFirst().session() + "#1/" + Side.A;
      window.pick(recording, recording);
      window.waitUntilReady();
      run(window, "What is recursion?");

      assertThat(window.node("#repeat-exactly").isDisabled()).isTrue();
      window.robot().push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.X);
      assertThat(FxTest.run(() -> window.model().problemProperty().get()))
          .isEqualTo("This trial cannot be repeated exactly: it is a recording already.");
      assertThat(saved(window)).hasSize(2);
    }
  }

  /**
   * The sign of many weights, where a number of two bytes has it: the model still loads, and says
   * something else whatever the seed is. The low bytes alone change an answer now and then only.
   */
  private static void changeWeights(Path file) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    for (int i = bytes.length - 799_999; i < bytes.length - 100; i += 6) {
      bytes[i] ^= (byte) 0x80;
    }
    Files.write(file, bytes);
  }

  private static void run(TestWindow window, String prompt) {
    // A model that is found anew can be asked a moment later; until then the other is asked alone.
    SidesForBatch found = new SidesForBatch(window.model());
    FxTest.waitFor(
        () -> Stream.of(Side.values()).allMatch(side -> found.on(side).isPresent()),
        TestWindow.PATIENCE);
    int before = FxTest.run(() -> window.model().session().trials().size());
    FxTest.run(() -> {
      window.model().promptProperty().set(prompt);
      window.model().sampling().maxTokensProperty().set("60");
      window.model().run();
    });
    FxTest.waitFor(
        () ->
            window.model().session().trials().size() == before + 1
                && !window.model().runningProperty().get(),
        TestWindow.PATIENCE);
  }

  private static void waitForResults(TestWindow window, int sides) {
    FxTest.waitFor(
        () -> window.model().repeat().resultsProperty().get().size() == sides, TestWindow.PATIENCE);
  }

  private static void show(TestWindow window, int trial) throws Exception {
    SavedTrial wanted = saved(window).get(trial);
    String id = wanted.id();
    FxTest.run(() -> window.model().saved().openTrial(wanted));
    FxTest.waitFor(
        () -> {
          var shown = window.model().session().currentProperty().get();
          return shown != null && shown.id().equals(id);
        },
        TestWindow.PATIENCE);
  }

  private static List<SavedTrial> saved(TestWindow window) throws Exception {
    String session = FxTest.run(() -> window.model().session().id()).orElseThrow();
    window.workspace().settled().get(30, TimeUnit.SECONDS);
    return window.workspace().sessions().trials(session);
  }

  private static String markdown(TestWindow window, Side side) {
    return FxTest.run(() -> ((MarkdownPane) window.scene().lookup("#answer-" + side)).markdown());
  }
}
