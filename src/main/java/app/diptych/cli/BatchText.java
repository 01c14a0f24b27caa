package app.diptych.cli;

import app.diptych.batch.Arrivals;
import app.diptych.batch.BatchEnd;
import app.diptych.batch.BatchSide;
import app.diptych.batch.BatchSummary;
import app.diptych.batch.BatchSummary.SideSummary;
import app.diptych.batch.Dataset;
import app.diptych.cost.CostTotal;
import app.diptych.review.stats.McNemar;
import app.diptych.session.Batches.SavedBatch;
import app.diptych.timing.Percentiles;
import app.diptych.trial.Side;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A batch for people and for scripts. */
final class BatchText {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final double[] TOLD = {50, 95, 99};

  private BatchText() {}

  static String of(
      SavedBatch batch, Map<Side, BatchSide> sides, BatchSummary summary, BatchEnd end) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "%,d settled, %,d of them could not be asked, %,d wait to be sent",
        summary.settled(),
        summary.broken(),
        end.unsent());
    new TreeMap<>(summary.sides())
        .forEach((side, one) -> {
          BatchSide who = sides.get(side);
          line(text, "%s %s", side, who == null ? "" : who.model());
          line(
              text,
              "  %,d answered, %,d failed%s",
              one.answered(),
              one.failed(),
              one.failures().isEmpty() ? "" : " " + new TreeMap<>(one.failures()));
          times(text, "time to first token", one.ttft());
          times(text, "end to end", one.endToEnd());
          times(text, "from arrival", one.fromArrival());
          line(text, "  cost: %s", one.cost().words());
          if (one.checked() > 0) {
            line(
                text,
                "  checks passed: %,d of %,d (%.1f %%)",
                one.passed(),
                one.checked(),
                100.0 * one.passed() / one.checked());
          }
        });
    if (summary.sides().values().stream().anyMatch(one -> !one.fromArrival().isEmpty())) {
      line(text, "from arrival: %s", Arrivals.TOGETHER);
    }
    summary
        .checks()
        .ifPresent(checks -> {
          line(
              text,
              "rows: both passed %,d, only A %,d, only B %,d, neither %,d",
              checks.both(),
              checks.onlyA(),
              checks.onlyB(),
              checks.neither());
          line(text, "McNemar's exact test of rows: p = %.4f", checks.p());
        });
    text.append("Session: ").append(batch.session());
    return text.toString();
  }

  private static void times(StringBuilder text, String name, List<Double> sorted) {
    if (sorted.isEmpty()) {
      return;
    }
    StringJoiner values = new StringJoiner(", ");
    for (double percent : TOLD) {
      String value =
          SideSummary.percentile(sorted, percent)
              .map(known -> String.format(Locale.ROOT, "%,.1f ms", known))
              .orElse("needs %d answers".formatted(Percentiles.needed(percent)));
      values.add("p%d %s".formatted((int) percent, value));
    }
    line(text, "  %s: %s", name, values);
  }

  static ObjectNode json(
      SavedBatch batch,
      Dataset dataset,
      Map<Side, BatchSide> sides,
      BatchSummary summary,
      BatchEnd end) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("batch", batch.id())
            .put("session", batch.session())
            .put("dataset", dataset.name())
            .put("kind", dataset.kind())
            .put("settled", summary.settled())
            .put("broken", summary.broken())
            .put("unsent", end.unsent())
            .put("whole", end.whole())
            .put("endedEarly", end.why().isEmpty() ? null : end.why());
    ObjectNode all = node.putObject("sides");
    new TreeMap<>(summary.sides())
        .forEach((side, one) -> {
          BatchSide who = sides.get(side);
          all.set(side.name(), json(who == null ? "" : who.model(), one));
        });
    node.set(
        "mcnemar", summary.checks().isPresent() ? json(summary.checks().get()) : NODES.nullNode());
    return node;
  }

  private static ObjectNode json(String model, SideSummary side) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("model", model)
            .put("answered", side.answered())
            .put("failed", side.failed());
    ObjectNode failures = node.putObject("failures");
    new TreeMap<>(side.failures()).forEach(failures::put);
    node.put("checked", side.checked()).put("passed", side.passed());
    node.put("passRate", side.checked() == 0 ? null : (double) side.passed() / side.checked());
    node.set("ttftMs", percentiles(side.ttft()));
    node.set("e2eMs", percentiles(side.endToEnd()));
    node.set("fromArrivalMs", percentiles(side.fromArrival()));
    node.set("cost", cost(side.cost()));
    return node;
  }

  private static ObjectNode percentiles(List<Double> sorted) {
    ObjectNode node = NODES.objectNode().put("n", sorted.size());
    for (double percent : TOLD) {
      node.put("p" + (int) percent, SideSummary.percentile(sorted, percent).orElse(null));
    }
    return node;
  }

  private static ObjectNode json(McNemar test) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("both", test.both())
            .put("onlyA", test.onlyA())
            .put("onlyB", test.onlyB())
            .put("neither", test.neither())
            .put("p", test.p());
    test.difference()
        .ifPresent(difference ->
            node.putObject("difference")
                .put("value", difference.value())
                .put("low", difference.low())
                .put("high", difference.high()));
    return node;
  }

  static ObjectNode cost(CostTotal total) {
    ObjectNode node = NODES.objectNode();
    ObjectNode sums = node.putObject("sums");
    new TreeMap<>(total.sums())
        .forEach((currency, money) -> sums.put(currency, money.amount().toPlainString()));
    node.put("priced", total.priced())
        .put("unpriced", total.unpriced())
        .put("estimated", total.estimated());
    ObjectNode local = node.putObject("local");
    new TreeMap<>(total.local())
        .forEach((currency, money) -> local.put(currency, money.amount().toPlainString()));
    return node;
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
