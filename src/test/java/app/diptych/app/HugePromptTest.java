package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Failure;
import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A prompt of two megabytes neither freezes the window nor goes anywhere without a word. */
@Timeout(120)
class HugePromptTest {
  private static final int REPEATS = 100_000;

  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(strings = {"tell me about rivers ", "riversandlakesandseas"})
  void isPastedShownInShortSentWholeAndAnsweredWithOneSentence(String piece) {
    String text = piece.repeat(REPEATS);
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      window.pick("demo/small", "demo/base");
      window.waitUntilReady();
      window.click("#prompt");
      AtomicInteger longest = longestText(window, "#prompt");
      paste(window, text);
      FxTest.waitFor(
          () -> window.model().promptProperty().get().length() == text.length(),
          TestWindow.PATIENCE);
      FxTest.waitFor(() -> window.scene().lookup("#long-prompt").isVisible(), TestWindow.PATIENCE);
      assertThat(editorText(window)).isEmpty();
      window.robot().write("in two lines");
      window.robot().push(KeyCode.CONTROL, KeyCode.L);
      window.robot().push(KeyCode.SPACE);
      FxTest.run(() -> ((TextArea) window.scene().lookup("#before-prompt")).setText("Sum up:"));
      String whole = window.model().promptProperty().get();
      assertThat(whole.equals("Sum up:\n\n" + text + "\n\nin two lines "))
          .as("whoever types on writes below it and presses nothing that removes it")
          .isTrue();
      window.click("#run");
      for (Side side : Side.values()) {
        window.waitForBadge(side, "failed");
        Failure failure = window.side(side).failureProperty().get();
        assertThat(failure).isInstanceOf(Failure.ContextExceeded.class);
      }
      window.click("#remove-long-prompt");
      assertThat(window.model().promptProperty().get()).isEmpty();
      window.robot().push(KeyCode.CONTROL, KeyCode.Z);
      window.robot().push(KeyCode.SPACE);
      assertThat(window.model().promptProperty().get())
          .as("put back, and nothing that removes it has the focus")
          .startsWith(whole);
      assertThat(longest.get()).isLessThan(text.length() / 10);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tell me about rivers\n"})
  void isPastedAsSystemPromptAndShownInShortToo(String piece) {
    String text = piece.repeat(REPEATS);
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      window.click("#system-toggle");
      window.click("#system");
      AtomicInteger longest = longestText(window, "#system");
      paste(window, text);
      FxTest.waitFor(() -> window.scene().lookup("#long-system").isVisible(), TestWindow.PATIENCE);
      assertThat(window.model().systemProperty().get()).hasSize(text.length());
      assertThat(FxTest.run(() -> ((TextArea) window.scene().lookup("#system")).getText()))
          .isEmpty();
      window.click("#system-toggle");
      assertThat(window.node("#long-system").isVisible()).isFalse();
      assertThat(window.node("#system-toggle").getAccessibleText())
          .isEqualTo("System prompt (set)");
      window.click("#system-toggle");
      window.click("#remove-long-system");
      assertThat(window.model().systemProperty().get()).isEmpty();
      assertThat(window.node("#system").isVisible()).isTrue();
      assertThat(longest.get()).isLessThan(text.length() / 10);
    }
  }

  /** The most characters an editor has held since: laid out, two millions take many seconds. */
  private static AtomicInteger longestText(TestWindow window, String editor) {
    AtomicInteger longest = new AtomicInteger();
    FxTest.run(() -> {
      ((TextArea) window.scene().lookup(editor))
          .textProperty()
          .addListener((_, _, now) -> longest.accumulateAndGet(now.length(), Math::max));
    });
    return longest;
  }

  private static void paste(TestWindow window, String text) {
    FxTest.run(() -> {
      ClipboardContent content = new ClipboardContent();
      content.putString(text);
      Clipboard.getSystemClipboard().setContent(content);
    });
    window.robot().push(KeyCode.CONTROL, KeyCode.V);
  }

  private static String editorText(TestWindow window) {
    return FxTest.run(() -> ((TextArea) window.scene().lookup("#prompt")).getText());
  }
}
