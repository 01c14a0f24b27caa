package app.diptych.guard.policy;

import java.time.Instant;

/**
 * Something a policy would have done.
 *
 * @param call the number of the call that made it so
 * @param why in one sentence
 */
public record SimulatedStep(int call, Instant at, String gateway, Kind kind, String why) {

  /** What was done. */
  public enum Kind {
    /** The gateway is left. */
    TRIP,
    /** It is left again soon after it was returned to. */
    FLAP,
    /** It pauses, because it asked for it. */
    REST,
    /** It is asked again after its pause. */
    RESUME,
    /** A call tries it again. */
    TRIAL,
    /** That went well, so it is asked again. */
    RECOVERY
  }
}
