package app.diptych.guard.policy;

import app.diptych.guard.Breaker;
import app.diptych.guard.BreakerRules;
import app.diptych.guard.BreakerState;
import app.diptych.guard.Transition;
import app.diptych.guard.policy.SimulatedStep.Kind;
import app.diptych.timing.NanoClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Plays recorded calls to the very breaker that guards a gateway, in the time they were made in.
 * The fallback's own calls are held against the same rules.
 */
public final class PolicySimulation {
  private static final Duration LONGEST = Duration.ofDays(36_525);

  private final FallbackPolicy policy;
  private final Replay clock;
  private final Breaker primary;
  private final Breaker fallback;
  private final PlainRule plain;
  private final List<SimulatedStep> steps = new ArrayList<>();
  private final Map<String, Instant> recovered = new HashMap<>();
  private final PriorityQueue<Running> running =
      new PriorityQueue<>(
          Comparator.comparing((Running call) -> call.call().endedAt())
              .thenComparingInt(call -> call.call().number()));
  private final BreakerRules rules;
  private int current;
  private int calls;
  private int fallbackCalls;
  private int ignored;
  private int diverted;

  private record Running(RecordedCall call, Breaker breaker, Breaker.Permit permit) {}

  private PolicySimulation(FallbackPolicy policy, Instant begin) {
    this.policy = policy;
    this.clock = new Replay(begin);
    this.rules = policy.rules();
    this.primary = breaker(policy.primary().provider());
    this.fallback = breaker(policy.fallback().provider());
    this.plain = new PlainRule(rules.thresholds(), rules.evidence());
  }

  /**
   * Runs a policy on calls in order of time.
   *
   * @throws PolicyException when none of them is of the primary gateway, or the policy has values
   *     out of range
   */
  public static SimulationResult run(FallbackPolicy policy, List<RecordedCall> calls)
      throws PolicyException {
    String name = policy.primary().provider();
    if (calls.stream().noneMatch(call -> GatewayName.same(call.gateway(), name))) {
      TreeSet<String> there = new TreeSet<>();
      calls.stream().map(RecordedCall::gateway).limit(10_000).forEach(there::add);
      throw new PolicyException(
          "None of the %,d calls is of %s, the primary gateway%s"
              .formatted(
                  calls.size(),
                  name,
                  there.isEmpty()
                      ? ": record some first."
                      : "; they are of "
                          + String.join(", ", there.stream().limit(5).toList())
                          + "."));
    }
    if (Duration.between(calls.getFirst().at(), calls.getLast().at()).compareTo(LONGEST) > 0) {
      throw new PolicyException(
          "The calls lie more than 100 years apart: check the times in their column \"at\".");
    }
    try {
      return new PolicySimulation(policy, calls.getFirst().at()).run(calls);
    } catch (IllegalArgumentException outOfRange) {
      throw new PolicyException(outOfRange.getMessage() + " See diptych policy check.", outOfRange);
    }
  }

  private SimulationResult run(List<RecordedCall> recorded) {
    for (RecordedCall call : recorded) {
      endUntil(call.at());
      clock.moveTo(call.at());
      current = call.number();
      start(call);
    }
    endUntil(null);
    return new SimulationResult(
        calls,
        fallbackCalls,
        ignored,
        diverted,
        plain.trips(),
        plain.first(),
        steps,
        primary.health(),
        fallback.health());
  }

  private void start(RecordedCall call) {
    if (GatewayName.same(call.gateway(), policy.primary().provider())) {
      calls++;
      ask(call, primary, true);
    } else if (GatewayName.same(call.gateway(), policy.fallback().provider())) {
      fallbackCalls++;
      ask(call, fallback, false);
    } else {
      ignored++;
    }
  }

  private void ask(RecordedCall call, Breaker breaker, boolean counts) {
    switch (breaker.ask()) {
      case Breaker.Permit permit -> running.add(new Running(call, breaker, permit));
      case Breaker.Refused _ -> diverted += counts ? 1 : 0;
    }
  }

  /**
   * @param until null for all
   */
  private void endUntil(@Nullable Instant until) {
    while (!running.isEmpty()
        && (until == null || !running.element().call().endedAt().isAfter(until))) {
      Running next = running.remove();
      clock.moveTo(next.call().endedAt());
      current = next.call().number();
      next.breaker().ended(next.permit(), next.call().outcome());
      if (next.breaker() == primary) {
        plain.add(next.call().number(), next.call().outcome());
      }
    }
  }

  private Breaker breaker(String name) {
    Breaker breaker = new Breaker(name, rules, clock);
    breaker.listen(this::note);
    return breaker;
  }

  private void note(Transition change) {
    Kind kind =
        switch (change.to()) {
          case OPEN -> flaps(change) ? Kind.FLAP : Kind.TRIP;
          case RESTING -> Kind.REST;
          case HALF_OPEN -> Kind.TRIAL;
          case CLOSED -> change.from() == BreakerState.HALF_OPEN ? Kind.RECOVERY : Kind.RESUME;
        };
    if (kind == Kind.RECOVERY) {
      recovered.put(change.gateway(), change.at());
    }
    steps.add(
        new SimulatedStep(
            current,
            change.at(),
            change.gateway(),
            kind,
            change.trip() == null || kind == Kind.TRIAL ? "" : change.trip().why() + "."));
  }

  private boolean flaps(Transition change) {
    Instant before = recovered.get(change.gateway());
    return change.from() == BreakerState.CLOSED
        && before != null
        && Duration.between(before, change.at()).compareTo(rules.evidence().age()) <= 0;
  }

  /** The clock of the record. */
  private static final class Replay implements NanoClock {
    private final Instant begin;
    private Instant now;

    Replay(Instant begin) {
      this.begin = begin;
      this.now = begin;
    }

    void moveTo(Instant at) {
      now = at.isAfter(now) ? at : now;
    }

    @Override
    public long nanos() {
      return Duration.between(begin, now).toNanos();
    }

    @Override
    public Instant now() {
      return now;
    }
  }
}
