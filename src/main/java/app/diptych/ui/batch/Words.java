package app.diptych.ui.batch;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.session.WorkspaceException;
import java.time.Duration;
import java.util.Locale;

/** Numbers and faults of the batch page for people. */
final class Words {
  private Words() {}

  static String of(Exception fault) {
    if (fault instanceof WorkspaceException workspace) {
      return told(workspace.sentence());
    }
    String message = fault.getMessage();
    return message == null ? say("That did not work: %s").formatted(fault) : told(message);
  }

  static String time(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3_600
        ? say("%d min %02d s").formatted(seconds / 60, seconds % 60)
        : say("%,d h %02d min").formatted(seconds / 3_600, seconds % 3_600 / 60);
  }

  /** Milliseconds; empty when they are not known. */
  static String millis(double value) {
    return value < 0 || Double.isNaN(value)
        ? ""
        : value < 10
            ? String.format(Locale.ROOT, "%.1f", value)
            : String.format(Locale.ROOT, "%,.0f", value);
  }

  static String count(long number, String one, String many) {
    return number == 1 ? "1 " + one : String.format(Locale.ROOT, "%,d %s", number, many);
  }
}
