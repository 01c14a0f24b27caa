package app.diptych.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import javafx.animation.AnimationTimer;
import javafx.animation.PauseTransition;
import javafx.stage.Stage;
import javafx.util.Duration;

/**
 * Tells whoever measures a start, or makes the cache of classes from one, that the window can be
 * used: its first frame is drawn and takes input.
 *
 * <p>{@code -Ddiptych.firstFrame=FILE} has the file written at that moment; with {@code
 * -Ddiptych.firstFrame.closeAfter=SECONDS} the window is then closed, with {@code
 * -Ddiptych.firstFrame.tour=true} after a {@link Tour}. Without the first, nothing is done.
 */
final class FirstFrame {
  private static final String FILE = "diptych.firstFrame";
  private static final String CLOSE_AFTER = "diptych.firstFrame.closeAfter";
  private static final String TOUR = "diptych.firstFrame.tour";

  /** Enough for a page on a slow machine. */
  private static final Duration LOOK = Duration.millis(900);

  private static final double WIDE = 1400;

  private FirstFrame() {}

  /** To be called once the window is shown. */
  static void tell(Stage stage, Properties wanted) {
    String file = wanted.getProperty(FILE, "");
    if (file.isEmpty()) {
      return;
    }
    String closeAfter = wanted.getProperty(CLOSE_AFTER, "");
    boolean tour = Boolean.parseBoolean(wanted.getProperty(TOUR));
    then(() -> {
      write(Path.of(file));
      if (!closeAfter.isEmpty()) {
        Duration pause = Duration.seconds(Double.parseDouble(closeAfter));
        after(pause, tour ? () -> tour(stage) : stage::hide);
      }
    });
  }

  /** Does that once the first frame of a window is drawn; to be called when it is shown. */
  static void then(Runnable work) {
    new AnimationTimer() {
      private int pulses;

      // The first pulse draws the window; when the second comes, what it drew is on the screen.
      @Override
      public void handle(long now) {
        if (++pulses == 2) {
          stop();
          work.run();
        }
      }
    }.start();
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, "shown\n");
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private static void tour(Stage stage) {
    // Drawn into memory a window is too narrow for the charts, which on most screens come at once.
    stage.setWidth(WIDE);
    new Tour(stage.getScene(), LOOK, stage::hide).begin();
  }

  private static void after(Duration pause, Runnable then) {
    PauseTransition wait = new PauseTransition(pause);
    wait.setOnFinished(_ -> then.run());
    wait.play();
  }
}
