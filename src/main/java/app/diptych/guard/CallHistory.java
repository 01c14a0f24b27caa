package app.diptych.guard;

import app.diptych.completion.Failure;
import app.diptych.timing.NanoClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the last hour of a gateway adds up to, for people to look at. A breaker begins anew with
 * every decision; this does not, whatever the breaker does and by which rules. Thread-safe, and
 * bounded by number as well as by age.
 */
public final class CallHistory {
  static final Duration AGE = Duration.ofHours(1);
  static final int MOST = 1_000;

  private final NanoClock clock;
  private final ArrayDeque<Seen> seen = new ArrayDeque<>();

  /**
   * One thing that happened.
   *
   * @param outcome of a call that says something about the gateway; null for a retry
   * @param limited whether the gateway said "too many requests"
   */
  private record Seen(long atNanos, @Nullable CallOutcome outcome, boolean limited) {
    boolean isCall() {
      return outcome != null;
    }

    boolean isFailed() {
      return outcome != null && outcome.failure() != null && !limited;
    }

    boolean isUnavailable() {
      return isFailed() && outcome != null && outcome.timeToFirstToken() == null;
    }
  }

  public CallHistory(NanoClock clock) {
    this.clock = clock;
  }

  /** A call has ended, with whatever the breaker makes of it. */
  synchronized void ended(CallOutcome outcome) {
    switch (Fault.of(outcome.failure())) {
      case NONE, GATEWAY -> add(new Seen(clock.nanos(), outcome, false));
      case HASTE -> add(new Seen(clock.nanos(), outcome, true));
      case KEY, ELSEWHERE -> {
        // Says nothing about how the gateway does.
      }
    }
  }

  /** A request is sent again. */
  synchronized void retried(Failure because) {
    add(new Seen(clock.nanos(), null, because instanceof Failure.RateLimited));
  }

  private void add(Seen one) {
    seen.addLast(one);
    if (seen.size() > MOST) {
      seen.removeFirst();
    }
  }

  synchronized Health.Totals totals() {
    long oldest = clock.nanos() - AGE.toNanos();
    for (Seen first = seen.peekFirst();
        first != null && first.atNanos() - oldest < 0;
        first = seen.peekFirst()) {
      seen.removeFirst();
    }
    return new Health.Totals(
        count(Seen::isCall),
        isLastFailed(),
        count(Seen::isFailed),
        count(Seen::isUnavailable),
        count(one -> one.isCall() && one.limited()),
        count(Seen::limited),
        count(one -> !one.isCall()),
        spread(CallOutcome::timeToFirstToken),
        spread(CallOutcome::endToEnd));
  }

  private boolean isLastFailed() {
    return seen.stream()
        .filter(Seen::isCall)
        .reduce((_, later) -> later)
        .map(Seen::isFailed)
        .orElse(false);
  }

  private int count(Predicate<Seen> which) {
    return (int) seen.stream().filter(which).count();
  }

  private Spread spread(Function<CallOutcome, @Nullable Duration> time) {
    List<Duration> sorted =
        seen.stream()
            .flatMap(one -> Stream.ofNullable(one.outcome()))
            .flatMap(outcome -> Stream.ofNullable(time.apply(outcome)))
            .sorted()
            .toList();
    return Spread.of(sorted);
  }
}
