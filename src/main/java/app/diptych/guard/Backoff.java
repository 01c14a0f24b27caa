package app.diptych.guard;

import app.diptych.completion.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether and when a failed request is sent again, as openai-python decides it ({@code
 * src/openai/_base_client.py} and {@code _constants.py}, read 2026-11): at most two more tries;
 * what the gateway asks for when that is at most {@link #LONGEST_ASKED}, else half a second,
 * doubled each time up to {@link #LONGEST}, less a random quarter.
 */
final class Backoff {
  static final int MOST_RETRIES = 2;
  static final Duration FIRST = Duration.ofMillis(500);
  static final Duration LONGEST = Duration.ofSeconds(8);

  /** A gateway that asks for more than this gets no further try: nobody waits that long unasked. */
  static final Duration LONGEST_ASKED = Duration.ofMinutes(2);

  private static final double JITTER = 0.25;
  private static final int LONGEST_SHIFT = 10;

  private final DoubleSupplier random;

  /**
   * @param random gives numbers from 0 to below 1
   */
  Backoff(DoubleSupplier random) {
    this.random = random;
  }

  /**
   * How long to wait before the next try; empty when there is none.
   *
   * @param tries how often the request was sent
   */
  Optional<Duration> pause(int tries, Failure failure) {
    if (tries > MOST_RETRIES || !mayHelp(failure)) {
      return Optional.empty();
    }
    Duration asked = asked(failure);
    if (asked != null) {
      return asked.compareTo(LONGEST_ASKED) <= 0 ? Optional.of(asked) : Optional.empty();
    }
    long doubled = FIRST.toNanos() << Math.min(tries - 1, LONGEST_SHIFT);
    long nanos = Math.min(doubled, LONGEST.toNanos());
    return Optional.of(Duration.ofNanos(Math.round(nanos * (1 - JITTER * random.getAsDouble()))));
  }

  private static @Nullable Duration asked(Failure failure) {
    return failure instanceof Failure.RateLimited limited
            && limited.retryAfter() != null
            && limited.retryAfter().isPositive()
        ? limited.retryAfter()
        : null;
  }

  private static boolean mayHelp(Failure failure) {
    return switch (failure) {
      case Failure.RateLimited _,
          Failure.Overloaded _,
          Failure.TimedOut _,
          Failure.ConnectionLost _,
          Failure.BrokenStream _ ->
          true;
      case Failure.ProviderError error -> error.retryable();
      case Failure.Unauthorized _,
          Failure.ModelNotFound _,
          Failure.InvalidRequest _,
          Failure.ContextExceeded _,
          Failure.OverBudget _,
          Failure.BreakerOpen _,
          Failure.EngineFault _,
          Failure.Interrupted _,
          Failure.Cancelled _ ->
          false;
    };
  }
}
