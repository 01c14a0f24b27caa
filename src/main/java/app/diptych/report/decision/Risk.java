package app.diptych.report.decision;

import app.diptych.review.stats.Results;
import app.diptych.timing.Share;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A risk of taking a model.
 *
 * @param kind which of the four
 * @param probability from 0 to 1
 * @param measured of what that is a share; null when it is an estimate, or nothing to be measured
 * @param impact 1 for low, 2 for medium, 3 for high: a judgement
 * @param mitigation what this program does against it
 * @param evidence the table the probability rests on; null for an estimate
 * @param yours whether the user said how probable it is
 */
record Risk(
    RiskKind kind,
    SideFacts side,
    double probability,
    @Nullable Share measured,
    int impact,
    String basis,
    String mitigation,
    @Nullable String evidence,
    boolean yours) {
  private static final Set<String> INCOMPATIBLE =
      Set.of("InvalidRequest", "BrokenStream", "ProviderError");
  private static final int HIGH = 3;
  private static final int MEDIUM = 2;
  private static final int LOW = 1;

  /** One whose probability is measured, or the playbook's. */
  private Risk(
      RiskKind kind,
      SideFacts side,
      double probability,
      @Nullable Share measured,
      int impact,
      String basis,
      String mitigation,
      @Nullable String evidence) {
    this(kind, side, probability, measured, impact, basis, mitigation, evidence, false);
  }

  String name() {
    return kind.words();
  }

  /** What cannot happen stays so; what was measured is told beside what the user holds of it. */
  private Risk as(@Nullable BigDecimal percent) {
    if (percent == null || (measured == null && probability == 0)) {
      return this;
    }
    String instead =
        measured == null
            ? "the playbook's estimate is " + Figures.percent(probability)
            : "measured: %s %s %s"
                .formatted(Figures.percent(measured), Figures.of(measured), basis);
    return new Risk(
        kind,
        side,
        percent.movePointLeft(2).doubleValue(),
        null,
        impact,
        instead,
        mitigation,
        evidence,
        true);
  }

  /** Probability times impact. */
  double exposure() {
    return probability * impact;
  }

  /** The four of the migration playbook, for both models. */
  static List<Risk> of(Decided decided) {
    List<Risk> risks = new ArrayList<>();
    for (SideFacts side : decided.sides()) {
      risks.add(quality(decided, side));
      risks.add(
          measuredOr(
              RiskKind.API,
              side,
              side.failedWith(INCOMPATIBLE::contains),
              0.08,
              MEDIUM,
              "of its requests were refused as invalid, broken in the stream or failed at the provider",
              "Typed failures, partial text kept, fallback policy; gateway check before the first use."));
      risks.add(
          side.isLocal()
              ? new Risk(
                  RiskKind.RATE_LIMIT,
                  side,
                  0,
                  null,
                  LOW,
                  "there is no rate limit on this machine",
                  "None is needed.",
                  null)
              : measuredOr(
                  RiskKind.RATE_LIMIT,
                  side,
                  side.heldBack(),
                  0.25,
                  LOW,
                  "of its requests were sent again or told to wait",
                  "One queue with a rate limit for each gateway, backoff that honours Retry-After."));
      risks.add(cost(decided, side));
    }
    Map<RiskKind, BigDecimal> chances = decided.material().extras().chances();
    return risks.stream().map(risk -> risk.as(chances.get(risk.kind()))).toList();
  }

  private static Risk quality(Decided decided, SideFacts side) {
    Results results = decided.results();
    long lost = side == decided.a() ? results.b() : results.a();
    Share share = new Share(lost, results.a() + results.b());
    Risk risk =
        measuredOr(
            RiskKind.QUALITY,
            side,
            share,
            0.15,
            HIGH,
            "of decisive votes are for the other",
            "Blind review with a stopping rule, the same prompts on both, rollback in one step.");
    return risk.measured() == null
        ? risk
        : new Risk(
            risk.kind(),
            side,
            risk.probability(),
            share,
            HIGH,
            risk.basis(),
            risk.mitigation(),
            "votes");
  }

  private static Risk cost(Decided decided, SideFacts side) {
    Share over = decided.material().extras().monthsOver();
    String mitigation = "Budgets for a day or a month with hard caps, cost shown before sending.";
    if (side.isLocal()) {
      return new Risk(
          RiskKind.COST,
          side,
          0,
          null,
          MEDIUM,
          "nobody is paid for this machine",
          "None is needed.",
          null);
    }
    return over == null || over.all() == 0
        ? new Risk(
            RiskKind.COST,
            side,
            0.30,
            null,
            MEDIUM,
            "there is no monthly budget with spending",
            mitigation,
            null)
        : new Risk(
            RiskKind.COST,
            side,
            over.value().orElse(0),
            over,
            MEDIUM,
            "of the months with spending went over a monthly budget, whatever the model",
            mitigation,
            "budget-months");
  }

  private static Risk measuredOr(
      RiskKind kind,
      SideFacts side,
      Share share,
      double estimate,
      int impact,
      String basis,
      String mitigation) {
    return share.all() < SideFacts.FEWEST
        ? new Risk(
            kind,
            side,
            estimate,
            null,
            impact,
            "too little data: %d of %d needed".formatted(share.all(), SideFacts.FEWEST),
            mitigation,
            null)
        : new Risk(
            kind, side, share.value().orElse(0), share, impact, basis, mitigation, side.evidence());
  }
}
