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
 * @param totals what its last hour adds up to, whatever state it was in
 */
public record Health(
    String gateway,
    BreakerState state,
    Instant since,
    @Nullable Trip trip,
    @Nullable Instant until,
    Totals totals) {

  /**
   * What the calls of the last hour add up to, or the last thousand of them.
   *
   * @param calls the ones that say something about the gateway
   * @param lastFailed whether the last of them failed
   * @param failed how many of them failed, without those it had no room for
   * @param unavailable how many of the failed got no answer at all
   * @param refused how many of the calls ended with "too many requests" (429), which is no error
   * @param limited how often it said "too many requests" in all, before retries too
   * @param retries how often a request was sent again
   * @param timeToFirstToken of those that have one
   * @param endToEnd of those that were answered to their end
   */
  public record Totals(
      int calls,
      boolean lastFailed,
      int failed,
      int unavailable,
      int refused,
      int limited,
      int retries,
      Spread timeToFirstToken,
      Spread endToEnd) {

    /** Share of calls that failed, of those it had room for; empty without such calls. */
    public OptionalDouble errorRate() {
      return judged() == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) failed / judged());
    }

    /** Share of calls that were answered at all, of the same. */
    public OptionalDouble availability() {
      return judged() == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(1 - (double) unavailable / judged());
    }

    private int judged() {
      return calls - refused;
    }
  }
}
