package app.diptych.cli;

import app.diptych.guard.Health;
import app.diptych.guard.policy.FallbackPolicy;
import app.diptych.guard.policy.PolicyException;
import app.diptych.guard.policy.PolicyReader;
import app.diptych.guard.policy.SimulatedStep;
import app.diptych.guard.policy.SimulatedStep.Kind;
import app.diptych.guard.policy.SimulationResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a policy did, for a terminal and as JSON. */
final class PolicyText {
  private PolicyText() {}

  /**
   * @throws NotStarted when the file is no policy, with why
   */
  static FallbackPolicy read(Path file) {
    try {
      return PolicyReader.read(file);
    } catch (PolicyException refused) {
      throw new NotStarted(refused.sentence(), refused);
    }
  }

  static String text(FallbackPolicy policy, SimulationResult result) {
    String primary = policy.primary().provider();
    StringJoiner lines = new StringJoiner("\n");
    lines.add(
        "%s of %s, %d of %s, %d of others."
            .formatted(
                SessionsText.count(result.calls(), "call"),
                primary,
                result.fallbackCalls(),
                policy.fallback().provider(),
                result.ignored()));
    for (SimulatedStep step : result.steps()) {
      lines.add(
          String.format(
                  Locale.ROOT,
                  "  call %5d  %s  %-8s  %s%s",
                  step.call(),
                  step.at(),
                  step.kind().name().toLowerCase(Locale.ROOT),
                  step.gateway(),
                  step.why().isEmpty() ? "" : ": " + step.why())
              .stripTrailing());
    }
    lines.add(
        "%s, %s, %s; %d of %s would have gone to %s."
            .formatted(
                SessionsText.count((int) result.count(Kind.TRIP), "trip"),
                SessionsText.count((int) result.count(Kind.FLAP), "flap"),
                count((int) result.count(Kind.RECOVERY), "recovery", "recoveries"),
                result.diverted(),
                SessionsText.count(result.calls(), "call"),
                policy.fallback().name()));
    lines.add(
        result.withoutEvidence() == 0
            ? "Without evidence the same conditions would not have left " + primary + " either."
            : "Without evidence the same conditions would have left %s %s, first at call %d."
                .formatted(
                    primary,
                    SessionsText.count(result.withoutEvidence(), "time"),
                    result.firstWithoutEvidence()));
    return lines.toString();
  }

  static ObjectNode json(FallbackPolicy policy, SimulationResult result) {
    ObjectNode document =
        JsonNodeFactory.instance
            .objectNode()
            .put("primary", policy.primary().name())
            .put("fallback", policy.fallback().name())
            .put("calls", result.calls())
            .put("fallbackCalls", result.fallbackCalls())
            .put("ignored", result.ignored())
            .put("diverted", result.diverted())
            .put("trips", result.count(Kind.TRIP))
            .put("flaps", result.count(Kind.FLAP))
            .put("recoveries", result.count(Kind.RECOVERY))
            .put("withoutEvidence", result.withoutEvidence())
            .put("firstWithoutEvidence", result.firstWithoutEvidence());
    ArrayNode steps = document.putArray("steps");
    result
        .steps()
        .forEach(step ->
            steps
                .addObject()
                .put("call", step.call())
                .put("at", step.at().toString())
                .put("gateway", step.gateway())
                .put("kind", step.kind().name().toLowerCase(Locale.ROOT))
                .put("why", step.why()));
    document.set("primaryHealth", health(result.primary()));
    document.set("fallbackHealth", health(result.fallback()));
    return document;
  }

  private static ObjectNode health(Health health) {
    Health.Totals totals = health.totals();
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("state", health.state().name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .put("calls", totals.calls())
            .put("failed", totals.failed())
            .put("unavailable", totals.unavailable())
            .put("refused", totals.refused());
    node.put("ttftP95Ms", millis(totals.timeToFirstToken().p95()));
    node.put("e2eP95Ms", millis(totals.endToEnd().p95()));
    return node;
  }

  private static @Nullable Double millis(@Nullable Duration time) {
    return time == null ? null : time.toNanos() / 1e6;
  }

  private static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
