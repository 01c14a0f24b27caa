package app.diptych.app;

import app.diptych.exchange.Sample;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.MarkdownPane;
import app.diptych.ui.fx.Theme;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.CheckBox;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.Node;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long a rater waits from the key of a vote to the next pair. */
@Tag("bench")
@Timeout(180)
class ReviewPaceBenchTest {
  private static final int VOTES = 19;

  @TempDir Path home;

  @Test
  void showsTheNextPairInAMoment() throws Exception {
    try (TestWindow window = new TestWindow(home, Theme.DARK, real -> real)) {
      window.workspace().sessions().add(Sample.PROMPTS.read()).get(30, TimeUnit.SECONDS);
      window.click("#page-review");
      String box = "#review-sessions .check-box";
      FxTest.waitFor(() -> window.scene().lookup(box) != null, TestWindow.PATIENCE);
      FxTest.run(() -> ((CheckBox) window.scene().lookup(box)).fire());
      window.click("#review-begin");
      double[] took = new double[VOTES];
      for (int i = 0; i < VOTES; i++) {
        FxTest.waitFor(() -> !left(window).isEmpty(), TestWindow.PATIENCE);
        // Until what comes next has been read, as it has when somebody reads two answers.
        FxTest.pulses(30);
        int vote = i;
        FxTest.run(() -> {
          Node page = window.scene().lookup("#voting");
          long begun = System.nanoTime();
          page.fireEvent(
              new KeyEvent(
                  KeyEvent.KEY_PRESSED, "", "", KeyCode.DIGIT1, false, false, false, false));
          window.scene().getRoot().applyCss();
          window.scene().getRoot().layout();
          took[vote] = left(window).isEmpty() ? 1_000 : (System.nanoTime() - begun) / 1e6;
        });
      }
      Arrays.sort(took);
      System.out.printf(
          Locale.ROOT,
          "  vote to next pair: median %.1f ms, most %.1f ms of %d (aim 50; 1000 = had to wait for the"
              + " disk)%n",
          took[VOTES / 2],
          took[VOTES - 1],
          VOTES);
    }
  }

  private static String left(TestWindow window) {
    return window.scene().lookup("#review-left") instanceof MarkdownPane pane
        ? pane.markdown()
        : "";
  }
}
