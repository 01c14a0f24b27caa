package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Provider;
import app.diptych.timing.NanoClock;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.ScriptedProvider;
import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.MarkdownPane;
import app.diptych.ui.fx.Theme;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The window for a whole working day, faster than it passes: what it takes at the end is what it
 * took after the first hour. {@code ./mvnw -Psoak verify}; {@code -Dsoak.hours=} for another time.
 */
class SoakTest {
  private static final double HOURS = Double.parseDouble(System.getProperty("soak.hours", "8"));
  private static final int DELTAS_A_SECOND = 50;
  private static final int SECONDS_A_TRIAL = 60;
  private static final int TRIALS_A_SESSION = 10;

  /** What a second of the recorded time takes: with it the day passes 200 times as fast. */
  private static final Duration SECOND = Duration.ofMillis(5);

  private static final String[] WORDS = {
    "so ", "then ", "**bold** ", "`code` ", "and ", "more\n", "\n\n", "- item\n", "text ", "of it. "
  };

  /** Every request that was sent, for as long as anybody holds it. */
  private final ConcurrentLinkedQueue<WeakReference<Object>> requests =
      new ConcurrentLinkedQueue<>();

  @TempDir Path home;

  /** What the program takes at one moment. */
  private record Taken(double heapMegabytes, int threads, long files) {
    static Taken now() {
      return new Taken(heap(), ManagementFactory.getThreadMXBean().getThreadCount(), openFiles());
    }

    /** After collections that free what finalization and caches let go of. */
    private static double heap() {
      for (int i = 0; i < 3; i++) {
        System.gc();
        FxTest.pulses(3);
      }
      return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
    }

    private static long openFiles() {
      return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
          ? unix.getOpenFileDescriptorCount()
          : 0;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%.1f MB, %d threads, %d files", heapMegabytes, threads, files);
    }
  }

  @Test
  @Tag("soak")
  @Timeout(4 * 3_600)
  void aDayOfTwoPanesTakesNoMoreAtItsEndThanAfterItsFirstHour() {
    int trials = (int) Math.max(20, HOURS * 3_600 / SECONDS_A_TRIAL);
    List<Taken> tenths = new ArrayList<>();
    try (TestWindow window =
        new TestWindow(home, Theme.DARK, real -> talking(real, SECONDS_A_TRIAL, SECOND))) {
      window.pick("demo/small", "demo/base");
      window.waitUntilReady();
      for (int trial = 1; trial <= trials; trial++) {
        run(window);
        if (trial % TRIALS_A_SESSION == 0) {
          FxTest.run(() -> window.model().saved().startNew());
        }
        if (trial * 10 / trials > (trial - 1) * 10 / trials) {
          tenths.add(Taken.now());
          System.out.println("Soak, " + trial + " of " + trials + " trials: " + tenths.getLast());
        }
      }
    }
    Taken second = tenths.get(1);
    Taken last = tenths.getLast();
    assertThat(last.heapMegabytes()).isLessThan(second.heapMegabytes() * 1.1 + 8);
    assertThat(last.threads()).isLessThanOrEqualTo(second.threads() + 3);
    assertThat(last.files()).isLessThanOrEqualTo(second.files() + 5);
  }

  @Test
  @Tag("soak")
  @Timeout(3_600)
  void nothingHoldsAThousandTrialsThatAreOver() {
    trialsAreLetGo(1_000);
  }

  @Test
  @Timeout(300)
  void nothingHoldsTrialsThatAreOver() {
    trialsAreLetGo(40);
  }

  @Test
  @Timeout(300)
  void nothingHoldsPanesThatAreGone() {
    List<WeakReference<MarkdownPane>> panes = new ArrayList<>();
    Stage stage = FxTest.run(() -> new Stage());
    FxTest.run(() -> {
      stage.setScene(new Scene(new StackPane(), 300, 200));
      stage.show();
    });
    for (int i = 0; i < 40; i++) {
      FxTest.run(() -> {
        MarkdownPane pane = new MarkdownPane();
        panes.add(new WeakReference<>(pane));
        ((StackPane) stage.getScene().getRoot()).getChildren().setAll(pane);
        pane.append("# Title\n\nSome **text** and `code`\n\n- one\n- two\n");
      });
      FxTest.pulses(1);
    }
    FxTest.run(() -> ((StackPane) stage.getScene().getRoot()).getChildren().clear());
    // The toolkit may remember the one it drew last.
    letGo(panes, 3);
    FxTest.run(() -> stage.close());
  }

  private void trialsAreLetGo(int trials) {
    try (TestWindow window =
        new TestWindow(home, Theme.DARK, real -> talking(real, 1, Duration.ofMillis(1)))) {
      window.pick("demo/small", "demo/base");
      window.waitUntilReady();
      for (int trial = 1; trial <= trials; trial++) {
        run(window);
        if (trial % TRIALS_A_SESSION == 0) {
          FxTest.run(() -> window.model().saved().startNew());
        }
      }
      assertThat(requests).hasSize(2 * trials);
      // Those of the trial that was asked last may be asked again.
      letGo(List.copyOf(requests), 2 * TRIALS_A_SESSION);
    }
  }

  private static <T> void letGo(List<WeakReference<T>> references, int most) {
    FxTest.waitFor(
        () -> {
          System.gc();
          return references.stream().filter(each -> each.get() != null).count() <= most;
        },
        TestWindow.PATIENCE);
  }

  private static void run(TestWindow window) {
    FxTest.run(() -> {
      window.model().promptProperty().set("Go on");
      window.model().run();
    });
    FxTest.waitFor(() -> !window.model().runningProperty().get(), Duration.ofMinutes(5));
    window.waitForBadge(Side.A, "finished");
    window.waitForBadge(Side.B, "finished");
  }

  /** Models that say that many seconds' worth of words, each second in so much time. */
  private ModelCatalog talking(ModelCatalog real, int seconds, Duration second) {
    NanoClock clock = NanoClock.system();
    Provider provider =
        new ScriptedProvider(
            clock,
            stage -> {
              requests.add(new WeakReference<>(stage.request()));
              stage.say(ScriptedProvider.started(clock));
              for (int i = 0; i < seconds * DELTAS_A_SECOND; i++) {
                stage.say(new TextDelta(WORDS[(i * 7 + i / 10) % WORDS.length]));
                if (i % DELTAS_A_SECOND == 0 && stage.cancelledWithin(second)) {
                  return;
                }
              }
              stage.say(new Finished(FinishReason.STOP));
            });
    return new DecoratedCatalog(real, (_, _) -> provider);
  }
}
