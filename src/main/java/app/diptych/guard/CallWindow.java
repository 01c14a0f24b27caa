package app.diptych.guard;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last calls of a gateway and what they add up to. Not thread-safe. */
final class CallWindow {
  private final Thresholds thresholds;
  private final Evidence evidence;
  private final Wilson wilson;
  private final ArrayDeque<Seen> calls = new ArrayDeque<>();
  private int failed;
  private int unavailable;
  private int timed;
  private int slow;

  private record Seen(long atNanos, CallOutcome outcome, @Nullable Duration time, boolean slow) {
    boolean failed() {
      return outcome.failure() != null;
    }

    /** It failed before anything came. */
    boolean unavailable() {
      return failed() && outcome.timeToFirstToken() == null;
    }
  }

  CallWindow(Thresholds thresholds, Evidence evidence) {
    this.thresholds = thresholds;
    this.evidence = evidence;
    this.wilson = new Wilson(evidence.confidence());
  }

  void add(CallOutcome outcome, long now) {
    Duration time = outcome.time(thresholds.time());
    count(new Seen(now, outcome, time, isSlow(time)), 1);
    expire(now);
  }

  boolean isSlow(@Nullable Duration time) {
    Duration longest = thresholds.longestP95();
    return time != null && longest != null && time.compareTo(longest) > 0;
  }

  void clear() {
    calls.clear();
    failed = 0;
    unavailable = 0;
    timed = 0;
    slow = 0;
  }

  void expire(long now) {
    long oldest = now - evidence.age().toNanos();
    for (Seen first = calls.peekFirst();
        first != null && (calls.size() > evidence.calls() || first.atNanos() < oldest);
        first = calls.peekFirst()) {
      count(first, -1);
    }
  }

  private void count(Seen seen, int by) {
    if (by > 0) {
      calls.addLast(seen);
    } else {
      calls.removeFirst();
    }
    failed += seen.failed() ? by : 0;
    unavailable += seen.unavailable() ? by : 0;
    timed += seen.time() != null ? by : 0;
    slow += seen.slow() ? by : 0;
  }

  /** Which threshold is crossed, beyond what chance explains; empty when none is. */
  Optional<Trip> trip() {
    return tooManyErrors().or(this::tooRarelyThere).or(this::tooSlow);
  }

  private Optional<Trip> tooManyErrors() {
    Double most = thresholds.mostErrors();
    if (most == null || !isBeyond(failed, most)) {
      return Optional.empty();
    }
    return Optional.of(
        new Trip(
            Trip.Rule.ERROR_RATE,
            "%d of the last %d calls failed (%s), more than the error rate of %s allowed (at least %s with %s confidence)"
                .formatted(
                    failed,
                    calls.size(),
                    Words.percent((double) failed / calls.size()),
                    Words.percent(most),
                    Words.percent(wilson.atLeast(failed, calls.size())),
                    Words.percent(evidence.confidence()))));
  }

  private Optional<Trip> tooRarelyThere() {
    Double least = thresholds.leastAvailability();
    if (least == null || !isBeyond(unavailable, 1 - least)) {
      return Optional.empty();
    }
    return Optional.of(
        new Trip(
            Trip.Rule.AVAILABILITY,
            "%d of the last %d calls got no answer at all, so its availability is %s, below the %s asked for (at most %s with %s confidence)"
                .formatted(
                    unavailable,
                    calls.size(),
                    Words.percent(1 - (double) unavailable / calls.size()),
                    Words.percent(least),
                    Words.percent(1 - wilson.atLeast(unavailable, calls.size())),
                    Words.percent(evidence.confidence()))));
  }

  private boolean isBeyond(int count, double share) {
    return calls.size() >= evidence.minimum()
        && count >= evidence.leastFailures()
        && wilson.atLeast(count, calls.size()) > share;
  }

  /** A p95 is beyond its threshold when more than 5 of 100 calls are. */
  private Optional<Trip> tooSlow() {
    Duration longest = thresholds.longestP95();
    int needed = Math.max(evidence.minimum(), BreakerRules.FEWEST_FOR_P95);
    if (longest == null
        || timed < needed
        || wilson.atLeast(slow, timed) <= BreakerRules.BEYOND_P95) {
      return Optional.empty();
    }
    return Optional.of(
        new Trip(
            Trip.Rule.P95,
            "%d of the last %d calls took longer than %s, so the p95 of %s is above it with %s confidence"
                .formatted(
                    slow,
                    timed,
                    Words.time(longest),
                    thresholds.time().words(),
                    Words.percent(evidence.confidence()))));
  }

  int calls() {
    return calls.size();
  }

  int failed() {
    return failed;
  }
}
