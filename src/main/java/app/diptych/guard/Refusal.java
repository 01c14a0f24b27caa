package app.diptych.guard;

import app.diptych.completion.Failure;
import app.diptych.timing.NanoClock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Says why a call is not let out, until when, and what to do. */
final class Refusal {
  private Refusal() {}

  static Failure of(
      String gateway, BreakerState state, @Nullable Trip trip, Duration left, NanoClock clock) {
    String why = trip == null ? "it did not serve" : trip.why();
    if (state == BreakerState.HALF_OPEN) {
      return new Failure.BreakerOpen(
          "Another call tries whether " + gateway + " answers again; before: " + why + ".",
          "Run again in a moment, or use another gateway.");
    }
    String until =
        "until %s, for another %d s"
            .formatted(
                Words.clock(clock.now().plus(left)), Math.max(1, (left.toMillis() + 999) / 1000));
    if (trip != null && trip.rule() == Trip.Rule.KEY) {
      // A missing right is no outage: nobody else may answer in its place unasked.
      return new Failure.Unauthorized(
          gateway + " is not asked " + until + ", because it refused the key: " + why + ".",
          "Give " + gateway + " a valid key.");
    }
    return new Failure.BreakerOpen(
        gateway + " is not asked " + until + ": " + why + ".",
        "Run again after that, or use another gateway.");
  }
}
