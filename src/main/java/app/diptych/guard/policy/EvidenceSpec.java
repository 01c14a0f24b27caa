package app.diptych.guard.policy;

import app.diptych.guard.BreakerRules;
import app.diptych.guard.Evidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy says about how much must be seen before it acts, and how it returns. What is absent
 * is as usual.
 */
public record EvidenceSpec(
    @Nullable Integer windowCalls,
    @Nullable Duration window,
    @Nullable Integer minimumCalls,
    @Nullable Double confidence,
    @Nullable Integer leastFailures,
    @Nullable Integer inARow,
    @Nullable Duration cooldown,
    @Nullable Integer trials) {
  static final EvidenceSpec NONE = new EvidenceSpec(null, null, null, null, null, null, null, null);

  /**
   * @throws IllegalArgumentException for values out of range, with a sentence a user can act on
   */
  Evidence evidence() {
    Evidence usual = Evidence.USUAL;
    int calls = windowCalls == null ? usual.calls() : windowCalls;
    return new Evidence(
        calls,
        window == null ? usual.age() : window,
        minimumCalls == null ? Math.min(usual.minimum(), Math.max(1, calls)) : minimumCalls,
        confidence == null ? usual.confidence() : confidence,
        leastFailures == null
            ? Math.min(usual.leastFailures(), Math.max(1, calls))
            : leastFailures);
  }

  /** What is out of range, in sentences that name the field and what it may be. */
  List<String> outOfRange() {
    return EvidenceRange.outside(this);
  }

  int inARowOrUsual() {
    return inARow == null ? BreakerRules.USUAL.inARow() : inARow;
  }

  Duration cooldownOrUsual() {
    return cooldown == null ? BreakerRules.USUAL.cooldown() : cooldown;
  }

  int trialsOrUsual() {
    return trials == null ? BreakerRules.USUAL.trials() : trials;
  }

  /** What it does not say, as a file would name it. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (windowCalls == null && window == null) {
      missing.add("window");
    }
    if (minimumCalls == null) {
      missing.add("minimum sample");
    }
    if (confidence == null) {
      missing.add("confidence");
    }
    if (cooldown == null) {
      missing.add("cooldown");
    }
    if (trials == null) {
      missing.add("way back (half-open calls)");
    }
    return missing;
  }
}
