package app.diptych.cli;

import app.diptych.batch.BatchEstimate;
import app.diptych.batch.BatchPair;
import app.diptych.batch.BatchPairs;
import app.diptych.batch.BatchPlan;
import app.diptych.batch.Dataset;
import app.diptych.cost.CostTotal;
import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How much a batch is and what it costs, told before anything is asked. */
final class BatchEstimateText {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String ANEW =
      "A is asked anew in each pair, so that both sides of a row are asked at the same instant.";

  private final Dataset dataset;
  private final BatchPairs pairs;
  private final BatchEstimate estimate;

  BatchEstimateText(Dataset dataset, BatchPairs pairs) {
    this.dataset = dataset;
    this.pairs = pairs;
    this.estimate = pairs.first().estimate();
  }

  /** What would be asked, when nothing is. */
  String dryRun() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: %s, %s",
            dataset.name(),
            dataset.kind(),
            number(estimate.rows(), "row", "rows")));
    lines.add(count());
    lines.add(
        String.format(
            Locale.ROOT,
            "about %,d tokens of prompts on each side%s",
            estimate.inputTokens(),
            pairs.several() ? " of a pair" : ""));
    for (BatchPair pair : pairs.all()) {
      if (pairs.several()) {
        lines.add(name(pair));
      }
      for (Side side : Side.values()) {
        lines.add((pairs.several() ? "  " : "") + cost(pair, side));
      }
    }
    if (pairs.several()) {
      lines.add("All pairs: " + cost(pairs.prompt(), pairs.most()));
      lines.add(ANEW);
    }
    estimate.problems().forEach(problem -> lines.add("  " + problem));
    lines.add("Nothing was asked.");
    return String.join("\n", lines);
  }

  /** The same in few lines, before it begins. */
  List<String> before() {
    List<String> lines = new ArrayList<>();
    lines.add(count());
    for (BatchPair pair : pairs.all()) {
      lines.add(
          (pairs.several() ? name(pair) + ". " : "")
              + cost(pair, Side.A)
              + ". "
              + cost(pair, Side.B));
    }
    if (pairs.several()) {
      lines.add("All pairs: " + cost(pairs.prompt(), pairs.most()) + ". " + ANEW);
    }
    return lines;
  }

  /** For example {@code 3 pairs x 12 rows x 2 prompts = 72 rows, 144 requests}. */
  String count() {
    BatchPlan plan = pairs.first().plan();
    List<String> factors = new ArrayList<>();
    factor(factors, pairs.all().size(), "pairs");
    factors.add(number(estimate.rows(), "row", "rows"));
    factor(factors, plan.promptsFor(dataset).size(), "prompts");
    factor(factors, plan.samplings().size(), "settings");
    factor(factors, plan.repeat(), "repeats");
    return String.join(" x ", factors)
        + (factors.size() == 1 ? "" : " = " + number(pairs.items(), "row", "rows"))
        + (pairs.broken() == 0
            ? ""
            : String.format(Locale.ROOT, ", %,d of them cannot be asked", pairs.broken()))
        + ", "
        + number(pairs.requests(), "request", "requests");
  }

  private static void factor(List<String> factors, int times, String many) {
    if (times > 1) {
      factors.add(number(times, many, many));
    }
  }

  private static String number(long count, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
  }

  private static String name(BatchPair pair) {
    return pair.plan().a() + " against " + pair.plan().b();
  }

  private static String cost(BatchPair pair, Side side) {
    CostTotal prompt = pair.estimate().prompt().get(side);
    CostTotal most = pair.estimate().most().get(side);
    return side
        + ": "
        + (prompt == null || most == null ? "on this machine, nobody is paid" : cost(prompt, most));
  }

  private static String cost(CostTotal prompt, CostTotal most) {
    if (!prompt.sums().isEmpty()) {
      return String.format(
          Locale.ROOT,
          "about %s for the prompts, %s with the longest answers allowed",
          prompt.about(),
          most.about());
    }
    return prompt.isAtLeast()
        ? "no price is known, so its cost cannot be told (diptych prices import)"
        : "on this machine, nobody is paid";
  }

  ObjectNode json() {
    ObjectNode node =
        NODES
            .objectNode()
            .put("dataset", dataset.name())
            .put("kind", dataset.kind())
            .put("rows", estimate.rows())
            .put("items", pairs.items())
            .put("requests", pairs.requests())
            .put("broken", pairs.broken())
            .put("inputTokens", estimate.inputTokens());
    ArrayNode problems = node.putArray("problems");
    estimate.problems().forEach(problems::add);
    if (!pairs.several()) {
      node.set("cost", cost(estimate));
      return node;
    }
    ArrayNode all = node.putArray("pairs");
    for (BatchPair pair : pairs.all()) {
      ObjectNode one =
          all.addObject()
              .put("a", pair.plan().a())
              .put("b", pair.plan().b())
              .put("items", pair.estimate().items())
              .put("requests", pair.requests());
      one.set("cost", cost(pair.estimate()));
    }
    ObjectNode cost = node.putObject("cost");
    cost.set("prompt", BatchText.cost(pairs.prompt()));
    cost.set("most", BatchText.cost(pairs.most()));
    return node;
  }

  private static ObjectNode cost(BatchEstimate estimate) {
    ObjectNode cost = NODES.objectNode();
    new TreeMap<>(estimate.prompt())
        .forEach((side, prompt) -> {
          ObjectNode one = cost.putObject(side.name());
          one.set("prompt", BatchText.cost(prompt));
          one.set("most", BatchText.cost(estimate.most().getOrDefault(side, CostTotal.NOTHING)));
        });
    return cost;
  }
}
