package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.aim.Aim;
import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Provider;
import app.diptych.timing.NanoClock;
import app.diptych.timing.Pace;
import app.diptych.trial.ScriptedProvider;
import app.diptych.ui.charts.ChartRail;
import app.diptych.ui.fx.BusyMeter;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.PulseMeter;
import app.diptych.ui.fx.Theme;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the live charts cost while two panes stream 500 deltas a second each. */
@Tag("bench")
class ChartBenchTest {
  private static final int PER_SECOND = 500;
  private static final int SECONDS = 15;
  private static final Duration PATIENCE = Duration.ofSeconds(SECONDS + 60L);

  @TempDir Path home;

  private final NanoClock clock = NanoClock.system();

  @Test
  void drawsThirtyTimesASecondBesideTwoStreams() {
    try (TestWindow window =
        new TestWindow(
            home, Theme.DARK, real -> new DecoratedCatalog(real, (_, _) -> streaming()))) {
      FxTest.run(() -> {
        window.stage().setWidth(1440);
        window.stage().setHeight(900);
        window.model().promptProperty().set("Go on.");
      });
      window.pick("demo/small", "demo/base");
      window.waitUntilReady();
      run(window, "warm-up");
      double possible = possible();
      int before = drawings(window);
      Frames frames = run(window, "with charts");
      int drawn = drawings(window) - before;
      System.out.printf("| charts drawn a second | %.1f |%n", drawn / frames.seconds());
      Aim.CHARTS.measured(drawn / frames.seconds());
      Aim.FRAMES_CHARTS.measured(
          frames.perSecond() / possible, "of %.1f a second when nothing comes".formatted(possible));
      Aim.BLOCK_CHARTS.measured(frames.longestMillis());
      ChartRail rail = (ChartRail) window.node("#charts");
      FxTest.run(() -> rail.setVisible(false));
      run(window, "without charts");
      assertThat(drawn).as("two thirds of thirty a second").isGreaterThan(20 * SECONDS);
    }
  }

  private static int drawings(TestWindow window) {
    return FxTest.run(() -> ((ChartRail) window.scene().lookup("#charts")).drawings());
  }

  /** What was drawn while the answers came. */
  private record Frames(long count, double seconds, double longestMillis) {
    double perSecond() {
      return count / seconds;
    }
  }

  /** Frames a second of the same window while nothing comes: a toolkit may run at more than 60. */
  private double possible() {
    PulseMeter pulses = new PulseMeter();
    long begun = clock.nanos();
    FxTest.run(pulses::start);
    FxTest.waitFor(() -> clock.nanos() - begun > 5_000_000_000L, PATIENCE);
    FxTest.run(pulses::stop);
    return pulses.count() / ((clock.nanos() - begun) / 1e9);
  }

  private Frames run(TestWindow window, String name) {
    PulseMeter pulses = new PulseMeter();
    BusyMeter busy = BusyMeter.processor();
    FxTest.run(() -> {
      pulses.start();
      busy.start(window.scene());
      window.model().run();
    });
    FxTest.waitFor(() -> window.model().runningProperty().get(), PATIENCE);
    long begun = clock.nanos();
    FxTest.waitFor(() -> !window.model().runningProperty().get(), PATIENCE);
    double seconds = (clock.nanos() - begun) / 1e9;
    FxTest.run(() -> {
      pulses.stop();
      busy.stop(window.scene());
    });
    System.out.printf(
        "| %s | pulse p50 %.1f ms | p99 %.1f ms | max %.1f ms | JavaFX processor p99 %.1f ms | max"
            + " %.1f ms |%n",
        name,
        pulses.percentile(0.5).toNanos() / 1e6,
        pulses.percentile(0.99).toNanos() / 1e6,
        pulses.longest().toNanos() / 1e6,
        busy.percentile(0.99).toNanos() / 1e6,
        busy.longest().toNanos() / 1e6);
    return new Frames(pulses.count(), seconds, busy.longest().toNanos() / 1e6);
  }

  private Provider streaming() {
    return new ScriptedProvider(
        clock,
        stage -> {
          stage.say(ScriptedProvider.started(clock));
          Pace pace = new Pace(clock);
          long start = clock.nanos();
          for (int i = 0; i < PER_SECOND * SECONDS; i++) {
            pace.await(start, i * 1_000_000_000L / PER_SECOND, () -> false);
            stage.say(new TextDelta(i % 20 == 19 ? "\n\n" : "word "));
          }
          stage.say(new Finished(FinishReason.STOP));
        });
  }
}
