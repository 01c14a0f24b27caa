package app.diptych.guard.policy;

import app.diptych.guard.BreakerRules;
import app.diptych.guard.Evidence;
import app.diptych.guard.Wilson;
import app.diptych.guard.Words;
import app.diptych.guard.policy.Finding.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a policy asks for evidence, and for evidence it can get. */
final class EvidenceCheck {
  private static final int FEWEST_FOR_P95 = 20;

  private final FallbackPolicy policy;
  private final EvidenceSpec spec;
  private final List<Finding> findings = new ArrayList<>();

  private EvidenceCheck(FallbackPolicy policy) {
    this.policy = policy;
    this.spec = policy.evidence();
  }

  static List<Finding> of(FallbackPolicy policy) {
    EvidenceCheck check = new EvidenceCheck(policy);
    check.missing();
    check.values();
    return check.findings;
  }

  private void missing() {
    List<String> missing = spec.missing();
    if (missing.isEmpty()) {
      return;
    }
    BreakerRules usual = BreakerRules.USUAL;
    Evidence evidence = usual.evidence();
    String chance =
        policy
            .strictest(Metric.ERROR_RATE)
            .filter(trigger -> trigger.value().doubleValue() > 0)
            .map(trigger ->
                " Without them one failure in fewer than %.0f calls is more than %s."
                    .formatted(
                        Math.ceil(1 / trigger.value().doubleValue()),
                        Metric.ERROR_RATE.text(trigger.value())))
            .orElse("");
    findings.add(
        new Finding(
            Level.DOUBT,
            "no-evidence",
            "The policy has no %s.%s Diptych looks at the last %d calls of %d minutes, judges from %d calls and %d failures on with %s confidence, rests %s and lets %d call through."
                .formatted(
                    String.join(", no ", missing),
                    chance,
                    evidence.calls(),
                    evidence.age().toMinutes(),
                    evidence.minimum(),
                    evidence.leastFailures(),
                    Words.percent(evidence.confidence()),
                    Words.time(usual.cooldown()),
                    usual.trials())));
  }

  private void values() {
    List<String> outside = spec.outOfRange();
    outside.forEach(sentence -> contradiction("out-of-range", sentence));
    if (!outside.isEmpty()) {
      return;
    }
    Evidence evidence = spec.evidence();
    beyondReach(evidence);
    alone(evidence);
    times(evidence);
    wayBack();
  }

  /** Thresholds that nothing could ever cross. */
  private void beyondReach(Evidence evidence) {
    double worst = new Wilson(evidence.confidence()).atLeast(evidence.calls(), evidence.calls());
    allowed(Metric.ERROR_RATE)
        .filter(share -> share < 1 && worst <= share)
        .ifPresent(share -> unreachable(evidence, worst, share));
    allowed(Metric.AVAILABILITY)
        .filter(share -> share < 1 && worst <= share)
        .ifPresent(share -> unreachable(evidence, worst, share));
    boolean watchesTime = policy.triggers().stream().anyMatch(t -> !t.metric().isShare());
    if (watchesTime && evidence.calls() < FEWEST_FOR_P95) {
      contradiction(
          "out-of-reach",
          "A window of %d calls can never tell a p95, which takes %d: widen it."
              .formatted(evidence.calls(), FEWEST_FOR_P95));
    } else if (watchesTime && spec.minimumCalls() != null && spec.minimumCalls() < FEWEST_FOR_P95) {
      doubt(
          "p95-of-few",
          "The p95 of %d calls is their maximum, so it is judged from %d on."
              .formatted(spec.minimumCalls(), FEWEST_FOR_P95));
    }
  }

  private void unreachable(Evidence evidence, double worst, double share) {
    contradiction(
        "out-of-reach",
        "Even %d failures of %d calls show no more than %s with %s confidence, so a threshold of %s is never crossed: widen the window or lower the threshold."
            .formatted(
                evidence.calls(),
                evidence.calls(),
                Words.percent(worst),
                Words.percent(evidence.confidence()),
                Words.percent(share)));
  }

  /** One failure that is enough. */
  private void alone(Evidence evidence) {
    Wilson wilson = new Wilson(evidence.confidence());
    boolean one =
        evidence.leastFailures() == 1
            && allowed(Metric.ERROR_RATE)
                .filter(share -> wilson.atLeast(1, evidence.minimum()) > share)
                .isPresent();
    if (one) {
      doubt(
          "one-failure",
          "One failure among %d calls is enough to leave %s: at a true rate of half the threshold that happens by chance in every tenth session."
              .formatted(evidence.minimum(), policy.primary().provider()));
    }
    if (spec.inARowOrUsual() == 1) {
      doubt(
          "one-failure",
          "\"consecutive_failures\" is 1, so every single failure leaves %s for %s."
              .formatted(policy.primary().provider(), Words.time(policy.cooldown())));
    }
  }

  private void times(Evidence evidence) {
    if (evidence.age().compareTo(Duration.ofMinutes(1)) < 0) {
      doubt(
          "short-window",
          "In a window of %s a person sends hardly the %d calls it takes to judge."
              .formatted(Words.time(evidence.age()), evidence.minimum()));
    }
  }

  private void wayBack() {
    if (spec.cooldownOrUsual().compareTo(Duration.ofSeconds(1)) < 0) {
      doubt(
          "flaps",
          "A cooldown of %s asks a gateway again before it can have recovered."
              .formatted(Words.time(spec.cooldownOrUsual())));
    }
    if (spec.trialsOrUsual() > 5) {
      doubt(
          "flaps",
          "%d calls at once try a gateway that just failed: one is enough to know."
              .formatted(spec.trialsOrUsual()));
    }
  }

  /** The share of bad calls that a condition lets pass. */
  private Optional<Double> allowed(Metric metric) {
    return policy
        .strictest(metric)
        .map(trigger -> trigger.value().doubleValue())
        .map(value -> metric == Metric.AVAILABILITY ? 1 - value : value);
  }

  private void contradiction(String rule, String sentence) {
    findings.add(new Finding(Level.CONTRADICTION, rule, sentence));
  }

  private void doubt(String rule, String sentence) {
    findings.add(new Finding(Level.DOUBT, rule, sentence));
  }
}
