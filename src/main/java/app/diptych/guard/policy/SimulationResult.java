package app.diptych.guard.policy;

import app.diptych.guard.Health;
import java.util.List;

/**
 * What a policy would have done on recorded calls.
 *
 * @param calls of the primary gateway
 * @param fallbackCalls of the fallback
 * @param ignored of other gateways
 * @param diverted calls that would not have reached the primary gateway
 * @param withoutEvidence how often the same conditions, looked at after every call without a
 *     minimum or confidence, would have left the primary gateway
 * @param firstWithoutEvidence the number of the call at which that would have happened first, 0 for
 *     never
 * @param steps in order of time
 * @param primary how the primary gateway did at the end
 * @param fallback how the fallback did at the end
 */
public record SimulationResult(
    int calls,
    int fallbackCalls,
    int ignored,
    int diverted,
    int withoutEvidence,
    int firstWithoutEvidence,
    List<SimulatedStep> steps,
    Health primary,
    Health fallback) {
  public SimulationResult {
    steps = List.copyOf(steps);
  }

  public long count(SimulatedStep.Kind kind) {
    return steps.stream().filter(step -> step.kind() == kind).count();
  }
}
