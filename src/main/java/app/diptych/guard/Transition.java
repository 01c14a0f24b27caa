package app.diptych.guard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of a breaker.
 *
 * @param at the time of day
 * @param trip why, when the gateway is left alone
 * @param until when it is tried again; null when it is asked
 */
public record Transition(
    String gateway,
    Instant at,
    BreakerState from,
    BreakerState to,
    @Nullable Trip trip,
    @Nullable Instant until) {

  /** What happened, in one sentence. */
  public String sentence() {
    return switch (to) {
      case CLOSED -> gateway + " is asked again.";
      case HALF_OPEN -> "A call tries whether " + gateway + " answers again.";
      case RESTING, OPEN ->
          gateway
              + " is not asked"
              + (until == null ? "" : " until " + Words.clock(until))
              + (trip == null ? "." : ": " + trip.why() + ".");
    };
  }
}
