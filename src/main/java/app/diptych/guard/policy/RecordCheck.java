package app.diptych.guard.policy;

import app.diptych.guard.Words;
import app.diptych.guard.policy.Finding.Level;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Whether a policy fits what is known of its gateways. */
final class RecordCheck {
  /** From here on a condition sleeps through what its author would call an outage. */
  private static final BigDecimal LOOSE = BigDecimal.TEN;

  /** From here on a jump in cost deserves a cap. */
  private static final BigDecimal DEAR = BigDecimal.TWO;

  private final FallbackPolicy policy;
  private final List<Finding> findings = new ArrayList<>();

  private RecordCheck(FallbackPolicy policy) {
    this.policy = policy;
  }

  static List<Finding> of(FallbackPolicy policy) {
    RecordCheck check = new RecordCheck(policy);
    for (Metric metric : Metric.values()) {
      policy.strictest(metric).ifPresent(check::condition);
    }
    check.cost();
    check.unknown();
    return check.findings;
  }

  private void condition(Trigger trigger) {
    Metric metric = trigger.metric();
    RouteSpec primary = policy.primary();
    RouteSpec fallback = policy.fallback();
    fallback
        .record()
        .against(metric)
        .filter(value -> metric.isWorse(value, trigger.value()))
        .ifPresent(value ->
            contradiction(
                "fallback-in-breach",
                "The fallback %s has a %s of %s by its own record, %s the %s at which %s is left: it is in breach the moment it is used, and traffic would go back and forth."
                    .formatted(
                        fallback.name(),
                        metric.words(),
                        metric.text(value),
                        metric.isBadWhenHigh() ? "above" : "below",
                        metric.text(trigger.value()),
                        primary.provider())));
    primary
        .record()
        .against(metric)
        .filter(value -> metric.isWorse(value, trigger.value()))
        .ifPresent(value ->
            contradiction(
                "primary-in-breach",
                "The primary %s has a %s of %s by its own record, so \"%s\" holds on an ordinary day."
                    .formatted(
                        primary.name(), metric.words(), metric.text(value), trigger.text())));
    primary
        .sla()
        .against(metric)
        .ifPresent(value -> loose(trigger, value, "its operator promises"));
    primary.record().against(metric).ifPresent(value -> loose(trigger, value, "its record shows"));
  }

  /** A condition that holds only when things are ten times worse than promised or usual. */
  private void loose(Trigger trigger, BigDecimal known, String who) {
    Metric metric = trigger.metric();
    boolean there = metric == Metric.AVAILABILITY;
    BigDecimal usual = there ? BigDecimal.ONE.subtract(known) : known;
    BigDecimal allowed = there ? BigDecimal.ONE.subtract(trigger.value()) : trigger.value();
    if (usual.signum() <= 0 || allowed.compareTo(usual.multiply(LOOSE)) < 0) {
      return;
    }
    findings.add(
        new Finding(
            Level.DOUBT,
            "too-loose",
            "The condition \"%s\" holds only when things are %s times worse than the %s of %s that %s of %s: derive it from what is usual."
                .formatted(
                    trigger.text(),
                    Words.number(allowed.divide(usual, MathContext.DECIMAL64)),
                    metric.words(),
                    metric.text(known),
                    who,
                    policy.primary().provider())));
  }

  private void cost() {
    BigDecimal ratio = policy.costRatio().orElse(null);
    Double cap = policy.costCap();
    if (ratio == null) {
      if (cap != null && !policy.unknownCostAllowed()) {
        findings.add(
            new Finding(
                Level.NOTE,
                "cost-unknown",
                "The file does not say what both models cost, so the fallback is asked only when the price book knows that it costs at most %s times as much."
                    .formatted(Words.number(BigDecimal.valueOf(cap)))));
      } else if (cap == null) {
        findings.add(
            new Finding(
                Level.DOUBT,
                "no-cost-cap",
                "There is no \"cost_cap\", so the fallback may cost any price."));
      }
      return;
    }
    String prices =
        "The fallback %s costs %s times as much as the primary %s (%s against %s %s for a million output tokens)"
            .formatted(
                policy.fallback().name(),
                Words.number(ratio),
                policy.primary().name(),
                price(policy.fallback()),
                price(policy.primary()),
                policy.primary().record().currency());
    if (cap == null && ratio.compareTo(DEAR) >= 0) {
      findings.add(
          new Finding(Level.DOUBT, "cost-jump", prices + ", and there is no \"cost_cap\"."));
    } else if (cap != null && ratio.compareTo(BigDecimal.valueOf(cap)) > 0) {
      contradiction(
          "cost-jump",
          "%s, and the cap is %s times: it is never asked."
              .formatted(prices, Words.number(BigDecimal.valueOf(cap))));
    }
  }

  private static String price(RouteSpec route) {
    BigDecimal price = route.record().outputPrice();
    return price == null ? "unknown" : Words.number(price);
  }

  private void unknown() {
    if (policy.fallback().record().values().isEmpty()) {
      findings.add(
          new Finding(
              Level.NOTE,
              "no-record",
              "Nothing is known of how the fallback %s does: add its \"record\", or try the policy with diptych policy simulate."
                  .formatted(policy.fallback().name())));
    }
  }

  private void contradiction(String rule, String sentence) {
    findings.add(new Finding(Level.CONTRADICTION, rule, sentence));
  }
}
