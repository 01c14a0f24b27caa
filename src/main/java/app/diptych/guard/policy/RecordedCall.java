package app.diptych.guard.policy;

import app.diptych.completion.Failure;
import app.diptych.guard.CallOutcome;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call that was made once.
 *
 * @param number its place in the record, from 1
 * @param at when it was sent
 * @param gateway who was asked
 * @param timeToFirstToken null when no delta came
 * @param took until its end, null when unknown
 * @param failure null when it was answered to its end
 */
public record RecordedCall(
    int number,
    Instant at,
    String gateway,
    @Nullable Duration timeToFirstToken,
    @Nullable Duration took,
    @Nullable Failure failure) {

  CallOutcome outcome() {
    return new CallOutcome(failure, timeToFirstToken, failure == null ? took : null);
  }

  Instant endedAt() {
    Duration known = took == null ? timeToFirstToken : took;
    return known == null ? at : at.plus(known);
  }
}
