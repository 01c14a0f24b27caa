package app.diptych.guard.policy;

import app.diptych.guard.BreakerRules;
import app.diptych.guard.FailoverTerms;
import app.diptych.guard.RouteCost;
import app.diptych.guard.Thresholds;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * When a gateway is left for another, as a file says it.
 *
 * @param costCap how many times as much the fallback may cost; null for no cap
 * @param unknownCostAllowed whether the fallback may be asked when the cost is unknown
 * @param unknownFields what the file has and nobody reads
 */
public record FallbackPolicy(
    RouteSpec primary,
    RouteSpec fallback,
    List<Trigger> triggers,
    EvidenceSpec evidence,
    FailoverTerms.When when,
    @Nullable Double costCap,
    boolean unknownCostAllowed,
    List<String> unknownFields) {

  public FallbackPolicy {
    triggers = List.copyOf(triggers);
    unknownFields = List.copyOf(unknownFields);
  }

  /**
   * The rules for the breaker of the primary gateway. A condition that is about another gateway or
   * points the wrong way is left out; {@link PolicyCheck} tells about it.
   *
   * @throws IllegalArgumentException for values out of range, with a sentence a user can act on
   */
  public BreakerRules rules() {
    List<String> outside = evidence.outOfRange();
    if (!outside.isEmpty()) {
      throw new IllegalArgumentException(outside.getFirst());
    }
    Optional<Trigger> time =
        strictest(Metric.LATENCY_P95)
            .or(() -> strictest(Metric.TTFT_P95))
            .or(() -> strictest(Metric.E2E_P95));
    return new BreakerRules(
        new Thresholds(
            strictest(Metric.ERROR_RATE).map(t -> t.value().doubleValue()).orElse(null),
            time.map(Trigger::time).orElse(null),
            time.filter(t -> t.metric() == Metric.E2E_P95).isPresent()
                ? Thresholds.Time.E2E
                : Thresholds.Time.TTFT,
            strictest(Metric.AVAILABILITY).map(t -> t.value().doubleValue()).orElse(null)),
        evidence.evidence(),
        evidence.inARowOrUsual(),
        evidence.cooldownOrUsual(),
        evidence.trialsOrUsual());
  }

  /**
   * The terms of failing over.
   *
   * @param prices asked when the file knows no prices
   */
  public FailoverTerms terms(RouteCost prices) {
    Optional<BigDecimal> ratio = costRatio();
    RouteCost cost =
        ratio.isPresent() ? (from, to) -> OptionalDouble.of(ratio.get().doubleValue()) : prices;
    return new FailoverTerms(when, costCap, unknownCostAllowed, cost);
  }

  /** How many times as much the fallback's output costs, as far as the file knows. */
  Optional<BigDecimal> costRatio() {
    BigDecimal from = primary.record().outputPrice();
    BigDecimal to = fallback.record().outputPrice();
    boolean sameCurrency = primary.record().currency().equals(fallback.record().currency());
    if (from == null || to == null || from.signum() <= 0 || !sameCurrency) {
      return Optional.empty();
    }
    return Optional.of(to.divide(from, MathContext.DECIMAL64));
  }

  /** The condition of that kind that holds first; empty when there is none that can. */
  Optional<Trigger> strictest(Metric metric) {
    return triggers.stream()
        .filter(trigger -> trigger.metric() == metric)
        .filter(trigger -> GatewayName.same(trigger.provider(), primary.provider()))
        .filter(Trigger::pointsTheRightWay)
        .min((a, b) ->
            metric.isBadWhenHigh()
                ? a.value().compareTo(b.value())
                : b.value().compareTo(a.value()));
  }

  Duration cooldown() {
    return evidence.cooldownOrUsual();
  }
}
