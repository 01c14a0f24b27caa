package app.diptych.report.decision;

import app.diptych.guard.policy.FallbackPolicy;
import app.diptych.guard.policy.SimulatedStep;
import app.diptych.guard.policy.SimulatedStep.Kind;
import app.diptych.guard.policy.SimulationResult;
import app.diptych.guard.policy.Trigger;
import app.diptych.report.decision.Material.Simulated;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What may go wrong, and what is done then. */
final class SafetyChapters {
  private static final int MOST_LINES = 20;
  private static final String PROOF = " answers: route changed after ";
  private static final List<String> IMPACT = List.of("low (1)", "medium (2)", "high (3)");

  private final Decided decided;
  private final List<Risk> risks;

  SafetyChapters(Decided decided) {
    this.decided = decided;
    this.risks = Risk.of(decided);
  }

  Chapter risks() {
    List<List<Text>> rows =
        risks.stream()
            .sorted(
                Comparator.comparingDouble(Risk::exposure)
                    .reversed()
                    .thenComparing(Risk::name)
                    .thenComparing(risk -> risk.side().whose()))
            .map(SafetyChapters::row)
            .toList();
    return new Chapter(
        "risks",
        "Risk register",
        List.of(
            Block.words(
                "Exposure is probability times impact. The impact is the migration playbook's judgement. A probability is measured here where there are %d observations, else it is the playbook's, and an estimate; or it is yours, where you said one."
                    .formatted(SideFacts.FEWEST)),
            new Block.Table(
                "risk-register",
                "Risks of taking each of the two, the largest exposure first",
                List.of("Risk", "When taking", "Probability", "Impact", "Exposure", "Mitigation"),
                rows)));
  }

  private static List<Text> row(Risk risk) {
    Text probability =
        risk.measured() == null
            ? unmeasured(risk)
            : Text.of(Figures.percent(risk.measured()))
                .small("measured: %s %s".formatted(Figures.of(risk.measured()), risk.basis()))
                .by(risk.evidence());
    return List.of(
        Text.of(risk.name()),
        Text.of(risk.side().model()),
        probability,
        Text.of(IMPACT.get(risk.impact() - 1)),
        exposure(risk),
        Text.of(risk.mitigation()));
  }

  private static Text unmeasured(Risk risk) {
    String whose = risk.yours() ? ", yours" : risk.probability() == 0 ? "" : ", estimate";
    Text words = Text.of(Figures.percent(risk.probability()) + whose).small(risk.basis());
    return risk.evidence() == null ? words : words.by(risk.evidence());
  }

  /** That something was never seen in few requests does not make it impossible. */
  private static Text exposure(Risk risk) {
    Text exposure = Text.of(String.format(Locale.ROOT, "%.2f", risk.exposure()));
    return risk.measured() == null
        ? exposure
        : risk.measured()
            .interval()
            .map(interval ->
                exposure.small(
                    String.format(Locale.ROOT, "up to %.2f", interval.high() * risk.impact())))
            .orElse(exposure);
  }

  Chapter fallback() {
    Simulated given = decided.material().extras().policy();
    List<Block> blocks = new ArrayList<>();
    if (given == null) {
      blocks.add(
          Block.words(
              "No fallback policy was given, so none was tried on the recorded calls. What leaves a gateway for another, and when, is written in a policy file."));
      return new Chapter("fallback", "Fallback policy", blocks);
    }
    FallbackPolicy policy = given.policy();
    blocks.add(
        Block.words(
            "%s leaves %s for %s when one of these holds, on enough evidence:"
                .formatted(given.file(), policy.primary().name(), policy.fallback().name())));
    blocks.add(Block.points(policy.triggers().stream().map(Trigger::text).toList()));
    SimulationResult result = given.result();
    if (result == null) {
      blocks.add(Block.words("It could not be tried on the recorded calls: " + given.problem()));
    } else {
      simulated(policy, result, blocks);
    }
    return new Chapter("fallback", "Fallback policy", blocks);
  }

  private static void simulated(
      FallbackPolicy policy, SimulationResult result, List<Block> blocks) {
    long trips = result.count(Kind.TRIP);
    blocks.add(
        new Block.Words(
            Text.of(
                    "Played on the recorded calls: %s of %s; %s, %s, %s; %d of them would have gone to %s. Without evidence the same conditions would have left it %s."
                        .formatted(
                            Figures.count(result.calls(), "call"),
                            policy.primary().provider(),
                            Figures.count(trips, "trip"),
                            Figures.count(result.count(Kind.FLAP), "flap"),
                            Figures.count(result.count(Kind.RECOVERY), "recovery", "recoveries"),
                            result.diverted(),
                            policy.fallback().name(),
                            Figures.count(result.withoutEvidence(), "time")))
                .by("simulation"),
            false));
    List<List<Text>> rows = new ArrayList<>();
    for (SimulatedStep step :
        result.steps().subList(0, Math.min(MOST_LINES, result.steps().size()))) {
      rows.add(
          Block.row(
              "call " + step.call(),
              step.at().toString(),
              step.kind().name().toLowerCase(Locale.ROOT),
              step.gateway(),
              step.why()));
    }
    if (rows.isEmpty()) {
      rows.add(Block.row("no step", "", "", "", "The policy would have done nothing."));
    }
    blocks.add(
        new Block.Table(
            "simulation",
            "What it would have done: %s%s"
                .formatted(
                    Figures.count(result.steps().size(), "step"),
                    result.steps().size() > MOST_LINES ? ", the first " + MOST_LINES : ""),
            List.of("At", "Time", "Step", "Gateway", "Why"),
            rows));
  }

  Chapter rollback() {
    List<String> audit = decided.material().extras().audit();
    List<String> drills = audit.stream().filter(line -> line.contains(PROOF)).toList();
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        Block.points(
            List.of(
                "Keep the route that is left in the policy, with its key, for as long as the new one is on trial.",
                "Roll back on the Settings page, Fallback: the next request takes the old route; running ones end where they began.",
                "See the first answer by the old route come: the record of routes then has its time.")));
    if (drills.isEmpty()) {
      blocks.add(
          Block.words(
              "No drill yet: nobody has changed the route here and been answered. Do it once before it is needed."));
    } else {
      blocks.add(
          new Block.Words(
              Text.of(
                      "The last of %s: %s"
                          .formatted(Figures.count(drills.size(), "drill"), drills.getLast()))
                  .by("drills"),
              false));
      blocks.add(
          new Block.Table(
              "drills",
              "The record of routes, its last lines",
              List.of("Line"),
              audit.subList(Math.max(0, audit.size() - MOST_LINES), audit.size()).stream()
                  .map(line -> Block.row(line))
                  .toList()));
    }
    return new Chapter("rollback", "Rollback plan", blocks);
  }
}
