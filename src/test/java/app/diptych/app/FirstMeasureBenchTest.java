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
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;
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
    Seen ahead = firstOpening(true);
    // The classes of the page are compiled by now: nothing ahead would look better than it is.
    assertThat(ahead.charts()).isPositive();
    System.out.printf(
        Locale.ROOT,
        "  first opening in a new window, read ahead: charts %.0f ms (aim 500), sheet %.0f ms (aim 500)%n",
        ahead.charts(),
        ahead.sheet());
    Aim.HISTORY_FIRST.measured(ahead.sheet());
    System.out.printf(
        Locale.ROOT,
        "  in the next window, nothing read ahead: charts %.0f ms%n",
        firstOpening(false).charts());
  }

  /** Milliseconds from the wish until that was painted. */
  private record Seen(double charts, double sheet) {}

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

  /** Milliseconds from the wish until the charts, and then the sheet, were painted with numbers. */
  private Seen firstOpening(boolean ahead) {
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
      double charts =
          painted(begun, () -> help(window, "#history-distribution").contains("median"));
      double sheet =
          painted(
              begun,
              () ->
                  window.scene().lookup("#cell-p95-1") instanceof Region cell
                      && cell.getHeight() > 0);
      return new Seen(charts, sheet);
    }
  }

  /** JavaFX thread only. */
  private static String help(TestWindow window, String part) {
    Node node = window.scene().lookup(part);
    return node == null
        ? ""
        : String.valueOf(node.queryAccessibleAttribute(AccessibleAttribute.HELP));
  }

  /** Milliseconds until that was so in a frame, and the frame was painted. */
  private static double painted(long begun, BooleanSupplier made) {
    FxTest.waitFor(made, PATIENCE);
    // It was made in the pulse before, and this one does not end before it is painted.
    FxTest.waitFor(() -> true, PATIENCE);
    return (System.nanoTime() - begun) / 1e6;
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
