package app.diptych.guard;

import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How a gateway does.
 *
 * @param since when it came to that state
 * @param trip why it is not asked; null when it is
 * @param until when it is tried again; null when it is asked
 * @param calls the last ones that say something about the gateway, as many as its evidence looks at
 * @param failed how many of them failed
 * @param unavailable how many of them got no answer at all
 * @param limited how often it said "too many requests" since the program started, retries included
 * @param retries how often a request was sent again since the program started
 * @param timeToFirstToken of those calls
 * @param endToEnd of those calls
 */
public record Health(
    String gateway,
    BreakerState state,
    Instant since,
    @Nullable Trip trip,
    @Nullable Instant until,
    int calls,
    int failed,
    int unavailable,
    long limited,
    long retries,
    Spread timeToFirstToken,
    Spread endToEnd) {

  /** Share of calls that failed; empty without calls. */
  public OptionalDouble errorRate() {
    return calls == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) failed / calls);
  }

  /** Share of calls that were answered at all; empty without calls. */
  public OptionalDouble availability() {
    return calls == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(1 - (double) unavailable / calls);
  }
}
