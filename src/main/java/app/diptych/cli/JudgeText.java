package app.diptych.cli;

import app.diptych.batch.judge.JudgeEstimate;
import app.diptych.batch.judge.JudgeJob;
import app.diptych.batch.judge.JudgeKind;
import app.diptych.batch.judge.JudgePlan;
import app.diptych.batch.judge.JudgeResults;
import app.diptych.batch.judge.JudgeRunner;
import app.diptych.cost.CostTotal;
import app.diptych.review.stats.Estimate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a judge said for people and for scripts. */
final class JudgeText {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JudgeText() {}

  /** What is about to be asked. */
  static String of(JudgeJob job, JudgeEstimate estimate) {
    String cost =
        estimate.prompt() == null
            ? "on this machine, nobody is paid"
            : estimate.prompt().sums().isEmpty() || estimate.most() == null
                ? "no price is known, so its cost cannot be told (diptych prices import)"
                : "about %s for the prompts, %s with the longest replies"
                    .formatted(estimate.prompt().about(), estimate.most().about());
    return String.format(
        Locale.ROOT,
        "%s judges %,d pairs by %s %d, %s: %,d requests%s, about %,d tokens of prompts; %s.%s",
        job.plan().judge(),
        estimate.pairs(),
        job.plan().rubric().name(),
        job.plan().rubric().version(),
        job.plan().rubric().kind().words(),
        estimate.calls(),
        estimate.there() == 0
            ? ""
            : String.format(Locale.ROOT, " (%,d are there already)", estimate.there()),
        estimate.inputTokens(),
        cost,
        estimate.leftOut().isEmpty() ? "" : " Left out" + leftOut(estimate) + ".");
  }

  /** Why trials cannot be judged; empty when all can. */
  static String leftOut(JudgeEstimate estimate) {
    return estimate.leftOut().isEmpty()
        ? ""
        : ": "
            + new TreeMap<>(estimate.leftOut())
                .entrySet().stream()
                    .map(one ->
                        String.format(Locale.ROOT, "%,d, %s", one.getValue(), one.getKey().words()))
                    .collect(Collectors.joining("; "));
  }

  static String of(JudgeResults results) {
    StringBuilder text = new StringBuilder();
    JudgePlan plan = results.plan();
    line(
        text,
        "%s, %s %d, %s",
        plan.judge(),
        plan.rubric().name(),
        plan.rubric().version(),
        plan.rubric().kind().words());
    if (results.isOneOfThem()) {
      line(text, "The judge is one of the two models: it may prefer its own answers.");
    }
    line(text, "A %s won %,d", results.modelA(), results.a());
    line(text, "B %s won %,d", results.modelB(), results.b());
    line(text, "ties %,d, without a verdict %,d", results.ties(), results.without());
    new TreeMap<>(results.none())
        .forEach((why, count) -> line(text, "  %,d replies: %s", count, why.words()));
    share(text, "win rate of A, ties half", results.winRate());
    if (plan.rubric().kind() == JudgeKind.PAIRWISE) {
      share(text, "verdict changed with the order (counted as ties)", results.flips());
      share(text, "the answer shown first won both times", results.firstFlips());
    }
    results
        .scores()
        .ifPresent(scores ->
            line(text, "mean score: A %.2f, B %.2f (n %,d)", scores.a(), scores.b(), scores.n()));
    share(text, "the longer answer won", results.longer());
    share(text, "  by people's verdicts on the same pairs", results.longerByPeople());
    line(text, "judge's cost, apart from the models': %s", results.cost().words());
    return text.append(results.calibration().sentence()).toString();
  }

  private static void share(StringBuilder text, String name, Optional<Estimate> share) {
    share.ifPresent(one ->
        line(
            text,
            "%s: %.0f %% (%.0f %% to %.0f %%, n %,d)",
            name,
            100 * one.value(),
            100 * one.low(),
            100 * one.high(),
            one.n()));
  }

  static ObjectNode json(JudgeJob job, JudgeEstimate estimate) {
    ObjectNode node = plan(job.plan());
    node.put("pairs", estimate.pairs())
        .put("requests", estimate.calls())
        .put("there", estimate.there())
        .put("inputTokens", estimate.inputTokens());
    ObjectNode leftOut = node.putObject("leftOut");
    new TreeMap<>(estimate.leftOut()).forEach((why, count) -> leftOut.put(why.name(), count));
    ObjectNode cost = node.putObject("cost");
    cost.set("prompt", cost(estimate.prompt() == null ? CostTotal.NOTHING : estimate.prompt()));
    cost.set("most", cost(estimate.most() == null ? CostTotal.NOTHING : estimate.most()));
    return node;
  }

  private static ObjectNode plan(JudgePlan plan) {
    return NODES
        .objectNode()
        .put("judge", plan.judge())
        .put("rubric", plan.rubric().name())
        .put("version", plan.rubric().version())
        .put("kind", plan.rubric().kind().words());
  }

  static ObjectNode json(JudgeRunner.End end, Optional<JudgeResults> results) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("judging", end.judging().id())
            .put("session", end.judging().session())
            .put("asked", end.last().said())
            .put("waiting", end.last().waiting())
            .put("endedEarly", end.why().isEmpty() ? null : end.why());
    results.ifPresent(found -> node.set("results", json(found)));
    return node;
  }

  private static ObjectNode json(JudgeResults results) {
    ObjectNode node = plan(results.plan());
    node.put("modelA", results.modelA())
        .put("modelB", results.modelB())
        .put("n", results.n())
        .put("a", results.a())
        .put("b", results.b())
        .put("ties", results.ties())
        .put("without", results.without());
    ObjectNode none = node.putObject("noVerdict");
    new TreeMap<>(results.none()).forEach((why, count) -> none.put(why.name(), count));
    for (Named one :
        List.of(
            new Named("winRateA", results.winRate()),
            new Named("flips", results.flips()),
            new Named("firstWonBothTimes", results.firstFlips()),
            new Named("longerWon", results.longer()),
            new Named("longerWonByPeople", results.longerByPeople()))) {
      put(node, one);
    }
    results
        .scores()
        .ifPresent(scores ->
            node.putObject("scores")
                .put("a", scores.a())
                .put("b", scores.b())
                .put("n", scores.n()));
    ObjectNode calibration = node.putObject("calibration");
    calibration
        .put("believed", results.calibration().isBelieved())
        .put("common", results.calibration().common())
        .put("sentence", results.calibration().sentence());
    put(calibration, new Named("agreement", results.calibration().agreement()));
    put(calibration, new Named("kappa", results.calibration().kappa()));
    node.put("judgeIsOneOfThem", results.isOneOfThem()).set("cost", cost(results.cost()));
    return node;
  }

  private record Named(String name, Optional<Estimate> value) {}

  private static void put(ObjectNode node, Named named) {
    if (named.value().isEmpty()) {
      node.putNull(named.name());
      return;
    }
    Estimate one = named.value().get();
    node.putObject(named.name())
        .put("value", one.value())
        .put("low", one.low())
        .put("high", one.high())
        .put("n", one.n());
  }

  private static ObjectNode cost(CostTotal total) {
    ObjectNode node = NODES.objectNode();
    ObjectNode sums = node.putObject("sums");
    new TreeMap<>(total.sums())
        .forEach((currency, money) -> sums.put(currency, money.amount().toPlainString()));
    return node.put("priced", total.priced())
        .put("unpriced", total.unpriced())
        .put("estimated", total.estimated());
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
