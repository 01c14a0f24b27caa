package app.diptych.app;

import app.diptych.exchange.Sample;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.MarkdownPane;
import app.diptych.ui.fx.Theme;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
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
      double[] ready = new double[VOTES];
      double[] spot = new double[VOTES];
      for (int i = 0; i < VOTES; i++) {
        ready[i] = press(window, KeyCode.DIGIT1);
        // What is taken back was not laid out beforehand: that is what each vote cost before.
        spot[i] = press(window, KeyCode.U);
        press(window, KeyCode.DIGIT1);
      }
      Arrays.sort(ready);
      Arrays.sort(spot);
      System.out.printf(
          Locale.ROOT,
          "  vote to next pair: median %.1f ms, most %.1f ms of %d (aim 50); built when it is asked for:"
              + " median %.1f ms, %.1f times as long (1000 = had to wait for the disk)%n",
          ready[VOTES / 2],
          ready[VOTES - 1],
          VOTES,
          spot[VOTES / 2],
          spot[VOTES / 2] / ready[VOTES / 2]);
    }
  }

  /** Milliseconds until what the key leads to is laid out. */
  private static double press(TestWindow window, KeyCode key) {
    FxTest.waitFor(() -> !left(window).isEmpty(), TestWindow.PATIENCE);
    // Until what comes next has been read, as it has when somebody reads two answers.
    FxTest.pulses(30);
    double[] took = new double[1];
    FxTest.run(() -> {
      Node page = window.scene().lookup("#voting");
      long begun = System.nanoTime();
      page.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
      window.scene().getRoot().applyCss();
      window.scene().getRoot().layout();
      double ms = (System.nanoTime() - begun) / 1e6;
      took[0] = left(window).isEmpty() ? 1_000 : ms;
    });
    return took[0];
  }

  private static String left(TestWindow window) {
    MarkdownPane pane = ReviewPanes.left(window.scene());
    return pane == null ? "" : pane.markdown();
  }
}
