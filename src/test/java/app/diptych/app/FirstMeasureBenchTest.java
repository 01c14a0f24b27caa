package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.aim.Aim;
import app.diptych.report.PastAnswers;
import app.diptych.session.SavedSession;
import app.diptych.session.Workspace;
import app.diptych.session.Workspace.Role;
import app.diptych.timing.NanoClock;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long the measure page takes to come when it is opened for the first time in a window that was
 * just opened on 100,000 recorded requests, read ahead or not.
 */
@Tag("bench")
@Timeout(900)
class FirstMeasureBenchTest {
  private static final int SESSIONS = 834;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path home;

  @Test
  void comesAtOnceWhenItIsOpenedForTheFirstTime() throws Exception {
    fill();
    double ahead = firstOpening(true);
    // The classes of the page are compiled by now: nothing ahead would look better than it is.
    assertThat(ahead).isPositive();
    System.out.printf(
        Locale.ROOT, "  first opening in a new window, read ahead: %.0f ms (aim 500)%n", ahead);
    Aim.HISTORY_FIRST.measured(ahead);
    System.out.printf(
        Locale.ROOT, "  in the next window, nothing read ahead: %.0f ms%n", firstOpening(false));
  }

  private void fill() throws Exception {
    ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    try (Workspace workspace =
        Workspace.open(home.resolve("workspace.db"), Role.OWNER, writer, NanoClock.system())) {
      for (int i = 0; i < SESSIONS; i++) {
        SavedSession session = PastAnswers.session(i);
        // Verdicts on every tenth: nobody judges a hundred thousand answers.
        workspace
            .sessions()
            .add(i % 10 == 0 ? session : PastAnswers.unjudged(session))
            .get(60, TimeUnit.SECONDS);
      }
    } finally {
      writer.shutdownNow();
    }
  }

  /** Milliseconds from the wish to a frame with the numbers in it. */
  private double firstOpening(boolean ahead) {
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      if (ahead) {
        FxTest.run(() -> window.window().readAhead());
      }
      awaitRest(window);
      long begun = System.nanoTime();
      FxTest.run(() -> {
        if (window.scene().lookup("#page-measure") instanceof ToggleButton page) {
          page.fire();
        }
      });
      FxTest.waitFor(
          () -> {
            Node plot = window.scene().lookup("#history-distribution");
            return plot != null && String.valueOf(plot.getAccessibleHelp()).contains("median");
          },
          PATIENCE);
      FxTest.pulses(1);
      return (System.nanoTime() - begun) / 1e6;
    }
  }

  /** Until nothing is done in the background any more. */
  private static void awaitRest(TestWindow window) {
    int[] quiet = new int[1];
    FxTest.waitFor(
        () -> {
          boolean rests =
              window.threads().work() instanceof ThreadPoolExecutor work
                  && work.getActiveCount() == 0;
          quiet[0] = rests ? quiet[0] + 1 : 0;
          return quiet[0] > 60;
        },
        PATIENCE);
  }
}
