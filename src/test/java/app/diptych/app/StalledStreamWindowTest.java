package app.diptych.app;

import app.diptych.gateway.RehearsalGateway;
import app.diptych.gateway.RehearsalPlan;
import app.diptych.timing.NanoClock;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.controlsfx.control.StatusBar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the window says of streams of which nothing more comes. */
@Timeout(120)
class StalledStreamWindowTest {
  private static final Pattern RATE = Pattern.compile("~?([\\d,]+) tok/s in all");

  @TempDir Path home;

  @Test
  void aRateSinksWhileNothingComesThoughNothingTellsIt() throws Exception {
    try (RehearsalGateway gateway =
            RehearsalGateway.open(
                0, RehearsalPlan.USUAL, Thread.ofVirtual().factory(), NanoClock.system(), _ -> {});
        TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      window.gateway("new", gateway.url(), "");
      window.pick("new/rehearsal/stall", "new/rehearsal/stall");
      window.waitUntilReady();
      window.type("Hello");
      FxTest.run(() -> window.model().run());
      FxTest.waitFor(() -> rate(window) > 40, TestWindow.PATIENCE);
      FxTest.waitFor(() -> rate(window) > 0 && rate(window) < 20, TestWindow.PATIENCE);
      FxTest.run(() -> window.model().stop());
    }
  }

  /** The rate of both sides together; 0 while none is told. */
  private static double rate(TestWindow window) {
    StatusBar bar = (StatusBar) window.scene().lookup(".status-bar");
    return RATE.matcher(bar.getText())
        .results()
        .map((MatchResult found) -> Double.parseDouble(found.group(1).replace(",", "")))
        .findFirst()
        .orElse(0.0);
  }
}
