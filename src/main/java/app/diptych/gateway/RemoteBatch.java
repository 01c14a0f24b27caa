package app.diptych.gateway;

import app.diptych.completion.Failure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A batch at a gateway as it stands.
 *
 * @param id the gateway's name of it
 * @param output the file with the answers; empty when there is none (yet)
 * @param errors the file with the requests that failed; empty when there is none (yet)
 * @param refusal why the gateway took none of it; null unless it failed
 */
public record RemoteBatch(
    String id,
    State state,
    String output,
    String errors,
    long total,
    long completed,
    long failed,
    @Nullable Failure refusal) {

  /** How far it has come. */
  public enum State {
    VALIDATING,
    IN_PROGRESS,
    FINALIZING,
    CANCELLING,
    COMPLETED,
    /** The gateway took none of it. */
    FAILED,
    /** Its time was over; what was answered until then is there. */
    EXPIRED,
    CANCELLED;

    static State of(String word) {
      for (State state : values()) {
        if (state.name().equalsIgnoreCase(word)) {
          return state;
        }
      }
      // A word of a gateway's own means that it goes on: only the known ends are ends.
      return "canceled".equalsIgnoreCase(word) ? CANCELLED : IN_PROGRESS;
    }

    /** For people, such as {@code in progress}. */
    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Whether nothing more comes. */
  public boolean isOver() {
    return switch (state) {
      case COMPLETED, FAILED, EXPIRED, CANCELLED -> true;
      case VALIDATING, IN_PROGRESS, FINALIZING, CANCELLING -> false;
    };
  }
}
