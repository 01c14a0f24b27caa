package app.diptych.app;

import app.diptych.completion.Provider;
import app.diptych.gateway.ApiKey;
import app.diptych.gateway.GatewayLimits;
import app.diptych.gateway.GatewayProfile;
import app.diptych.guard.Breaker;
import app.diptych.guard.BreakerRules;
import app.diptych.guard.BreakingProvider;
import app.diptych.guard.CallHistory;
import app.diptych.guard.Evidence;
import app.diptych.guard.Later;
import app.diptych.guard.LimitedProvider;
import app.diptych.guard.Limits;
import app.diptych.guard.RateLimit;
import app.diptych.guard.RetryingProvider;
import app.diptych.guard.Thresholds;
import app.diptych.timing.NanoClock;
import app.diptych.ui.settings.GatewayWatch;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What stands before each gateway as long as the program runs: one queue, one breaker, one retry
 * loop for everything that is sent to it, from whichever side. Thread-safe.
 */
final class Guards implements GatewayWatch {
  /**
   * Without a policy nobody has said what is too slow, so only a gateway that fails every time is
   * left alone, and not for long: somebody sits there and waits for it.
   */
  private static final BreakerRules WITHOUT_POLICY =
      new BreakerRules(
          new Thresholds(null, null, Thresholds.Time.TTFT, null),
          Evidence.USUAL,
          5,
          Duration.ofSeconds(10),
          1);

  private final NanoClock clock;
  private final Later later;
  private final Map<String, Guard> guards = new TreeMap<>();

  /** Older than the guards: a list of models is asked for before the first completion. */
  private final Map<String, RateLimit> queues = new HashMap<>();

  /** What a breaker has judged by; under other terms it begins anew. */
  private record Terms(URI address, BreakerRules rules, @Nullable ApiKey key) {}

  private record Guard(RateLimit limit, Breaker breaker, CallHistory history, Terms terms) {}

  Guards(NanoClock clock, Later later) {
    this.clock = clock;
    this.later = later;
  }

  /**
   * Puts the guards of a gateway around a provider that asks it.
   *
   * @param address where it is; what was found at another says nothing about it
   * @param limits what may be sent to it, now and for everybody
   * @param rules when it is left alone, as a policy says; empty without one
   * @param key the key it is asked with; another one deserves another chance
   */
  Provider around(
      String gateway,
      URI address,
      Limits limits,
      Optional<BreakerRules> rules,
      @Nullable ApiKey key,
      Provider provider) {
    Guard guard = guard(gateway, limits, new Terms(address, rules.orElse(WITHOUT_POLICY), key));
    // A breaker before the queue would let in all that wait in it, so only further tries queue
    // here.
    Provider further = new LimitedProvider(provider, guard.limit(), clock, later);
    Provider tries =
        new RetryingProvider(
            provider, further, clock, later, ThreadLocalRandom.current()::nextDouble);
    return new LimitedProvider(
        new BreakingProvider(tries, guard.breaker(), clock, later), guard.limit(), clock, later);
  }

  /** The one queue of that gateway, with the limits its profile has now. */
  RateLimit limitOf(GatewayProfile profile) {
    return limit(profile.id(), limits(profile));
  }

  static Limits limits(GatewayProfile profile) {
    GatewayLimits told = profile.limits();
    return new Limits(told.requestsPerMinute(), told.tokensPerMinute(), told.concurrent());
  }

  @Override
  public synchronized List<State> look() {
    return guards.values().stream()
        .map(guard -> new State(guard.breaker().health(), guard.limit().use()))
        .toList();
  }

  @Override
  public void reset(String gateway) {
    Guard guard = known(gateway);
    if (guard != null) {
      guard.breaker().reset();
    }
  }

  @Override
  public synchronized void forget(String gateway) {
    guards.remove(gateway);
  }

  private synchronized RateLimit limit(String gateway, Limits limits) {
    RateLimit limit = queues.computeIfAbsent(gateway, _ -> new RateLimit(limits, clock, later));
    limit.change(limits);
    return limit;
  }

  private synchronized @Nullable Guard known(String gateway) {
    return guards.get(gateway);
  }

  private synchronized Guard guard(String gateway, Limits limits, Terms terms) {
    RateLimit limit = limit(gateway, limits);
    Guard before = guards.get(gateway);
    if (before != null && before.terms().equals(terms)) {
      return before;
    }
    // Other rules judge by what they see themselves; the queue stays the one queue it is, and what
    // happened has happened.
    CallHistory history =
        before != null && before.terms().address().equals(terms.address())
            ? before.history()
            : new CallHistory(clock);
    Breaker breaker = new Breaker(gateway, terms.rules(), clock, history);
    Guard guard = new Guard(limit, breaker, history, terms);
    guards.put(gateway, guard);
    return guard;
  }
}
