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

  /**
   * Why an answer failed, in two or three words.
   *
   * @param kind the name of the kind of its failure
   */
  static String failure(String kind) {
    return switch (kind) {
      case "Unauthorized" -> say("key refused");
      case "ModelNotFound" -> say("model not found");
      case "RateLimited" -> say("too many requests");
      case "Overloaded" -> say("provider overloaded");
      case "InvalidRequest" -> say("request refused");
      case "ContextExceeded" -> say("context exceeded");
      case "TimedOut" -> say("timed out");
      case "ConnectionLost" -> say("connection lost");
      case "BrokenStream" -> say("unreadable answer");
      case "ProviderError" -> say("provider failed");
      case "OverBudget" -> say("over budget");
      case "BreakerOpen" -> say("provider left alone");
      case "EngineFault" -> say("engine failed");
      case "Interrupted" -> say("cut off when Diptych ended");
      case "Cancelled" -> say("stopped");
      default -> kind;
    };
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
