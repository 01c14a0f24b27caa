package app.diptych.guard.policy;

import app.diptych.completion.Failure;
import app.diptych.guard.CallOutcome;
import app.diptych.guard.Evidence;
import app.diptych.guard.Thresholds;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The conditions as the playbook has them, looked at after every call with no minimum and no
 * confidence. For contrast only.
 */
final class PlainRule {
  private final Thresholds thresholds;
  private final int size;
  private final ArrayDeque<CallOutcome> calls = new ArrayDeque<>();
  private int failed;
  private int unavailable;
  private int timed;
  private int slow;
  private boolean holds;
  private int trips;
  private int first;

  PlainRule(Thresholds thresholds, Evidence evidence) {
    this.thresholds = thresholds;
    this.size = evidence.calls();
  }

  void add(int call, CallOutcome outcome) {
    calls.addLast(outcome);
    count(outcome, 1);
    if (calls.size() > size) {
      count(calls.removeFirst(), -1);
    }
    boolean now = isBroken();
    if (now && !holds) {
      trips++;
      first = trips == 1 ? call : first;
    }
    holds = now;
  }

  /** The number of the call that first broke the rule, 0 when none did. */
  int first() {
    return first;
  }

  int trips() {
    return trips;
  }

  private void count(CallOutcome outcome, int by) {
    Failure failure = outcome.failure();
    failed += failure != null ? by : 0;
    unavailable += failure != null && outcome.timeToFirstToken() == null ? by : 0;
    Duration time = time(outcome);
    Duration longest = thresholds.longestP95();
    timed += time != null ? by : 0;
    slow += time != null && longest != null && time.compareTo(longest) > 0 ? by : 0;
  }

  private @Nullable Duration time(CallOutcome outcome) {
    return switch (thresholds.time()) {
      case TTFT -> outcome.timeToFirstToken();
      case E2E -> outcome.endToEnd();
    };
  }

  private boolean isBroken() {
    Double errors = thresholds.mostErrors();
    Double there = thresholds.leastAvailability();
    int n = calls.size();
    return (errors != null && failed > errors * n)
        || (there != null && n - unavailable < there * n)
        || (thresholds.longestP95() != null && timed > 0 && slow > 0.05 * timed);
  }
}
