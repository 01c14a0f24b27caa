package app.diptych.app;

import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;
import javafx.stage.Window;

/**
 * A process in which a window is opened, and then its measure page for the first time: once the
 * answers were read ahead, or before; or the program itself, which is still starting. Says how long
 * it took until the charts and until the sheet were painted, in milliseconds, on one line that
 * begins with {@value #TOLD}.
 */
final class FirstMeasure {
  static final String TOLD = "painted after";

  /** Asks for a page whose answers were read ahead. */
  static final String AHEAD = "ahead";

  /** Asks for the program as it starts, with so many milliseconds after it from its first frame. */
  static final String STARTING = "starting";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Milliseconds from the wish until that was painted. */
  private record Seen(double charts, double sheet) {}

  private FirstMeasure() {}

  /**
   * @param arguments the folder of a workspace with measured answers, and perhaps {@value #AHEAD},
   *     or {@value #STARTING} and milliseconds
   */
  public static void main(String[] arguments) {
    int exit = 1;
    try {
      Path home = Path.of(arguments[0]);
      List<String> how = List.of(arguments).subList(1, arguments.length);
      tell(
          how.contains(STARTING)
              ? starting(home, Long.parseLong(how.getLast()))
              : opened(home, how.contains(AHEAD)));
      exit = 0;
    } catch (Exception | Error failed) {
      System.err.println(failed + " at " + List.of(failed.getStackTrace()));
    } finally {
      // The toolkit of a test has no end of its own.
      Runtime.getRuntime().halt(exit);
    }
  }

  private static void tell(Seen seen) {
    System.out.printf(Locale.ROOT, "%s %.3f %.3f%n", TOLD, seen.charts(), seen.sheet());
  }

  private static Seen opened(Path home, boolean ahead) {
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      if (ahead) {
        FxTest.run(() -> window.window().readAhead());
      }
      awaitRest(window);
      return seen(window.scene());
    }
  }

  /** The program itself: its models load meanwhile, and it reads ahead as it always does. */
  private static Seen starting(Path home, long millis) throws Exception {
    Path frame = home.resolve("frame");
    Files.deleteIfExists(frame);
    System.setProperty("diptych.firstFrame", frame.toString());
    Thread.ofPlatform()
        .daemon()
        .start(() -> Launcher.run(new String[] {"--home", home.toString()}));
    long begun = System.nanoTime();
    while (!Files.exists(frame)) {
      if (System.nanoTime() - begun > PATIENCE.toNanos()) {
        throw new IllegalStateException("The program shows no window");
      }
      Thread.sleep(2);
    }
    Thread.sleep(millis);
    return seen(FxTest.run(() -> Window.getWindows().getFirst().getScene()));
  }

  private static Seen seen(Scene scene) {
    long begun = System.nanoTime();
    FxTest.run(() -> {
      if (scene.lookup("#page-measure") instanceof ToggleButton page) {
        page.fire();
      }
    });
    double charts = painted(begun, () -> help(scene, "#history-distribution").contains("median"));
    double sheet =
        painted(
            begun,
            () -> scene.lookup("#cell-p95-1") instanceof Region cell && cell.getHeight() > 0);
    return new Seen(charts, sheet);
  }

  /** JavaFX thread only. */
  private static String help(Scene scene, String part) {
    Node node = scene.lookup(part);
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
