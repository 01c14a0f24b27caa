package app.diptych.ui.batch;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.batch.BatchEstimate;
import app.diptych.batch.BatchPair;
import app.diptych.batch.BatchPairs;
import app.diptych.batch.BatchPlan;
import app.diptych.cost.CostTotal;
import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.List;

/** How much would be asked and what it can cost, in sentences. */
final class ForecastWords {
  /** With more pairs only their sum is told, and when there is nothing to tell apart. */
  private static final int TOLD_APART = 5;

  private static final String TIMES = " \u00d7 ";

  private ForecastWords() {}

  static String count(Counted counted) {
    BatchEstimate estimate = counted.estimate();
    long asked = estimate.items() - estimate.broken();
    String words =
        counted.pairs().several()
            ? product(counted)
            : say("%s: %s on each side")
                .formatted(rows(counted), Words.count(asked, say("request"), say("requests")));
    return estimate.broken() == 0
        ? words + "."
        : words
            + say(". %s cannot be asked. %s")
                .formatted(
                    Words.count(counted.pairs().broken(), say("item"), say("items")),
                    estimate.problems().getFirst());
  }

  /** For example {@code 3 rows x 3 repeats = 9 rows}: so many the table of results has. */
  private static String rows(Counted counted) {
    List<String> factors = factors(counted);
    return factors.size() == 1
        ? factors.getFirst()
        : String.join(TIMES, factors)
            + " = "
            + Words.count(counted.estimate().items(), say("row"), say("rows"));
  }

  private static List<String> factors(Counted counted) {
    BatchPlan plan = counted.pairs().first().plan();
    List<String> factors = new ArrayList<>();
    factors.add(Words.count(counted.estimate().rows(), say("row"), say("rows")));
    factor(factors, plan.promptsFor(counted.dataset()).size(), say("%,d prompts"));
    factor(factors, plan.samplings().size(), say("%,d settings"));
    factor(factors, plan.repeat(), say("%,d repeats"));
    return factors;
  }

  /** For example {@code 3 pairs x 12 rows x 2 prompts = 72 rows, 144 requests}. */
  private static String product(Counted counted) {
    BatchPairs pairs = counted.pairs();
    List<String> factors = new ArrayList<>();
    factors.add(say("%,d pairs").formatted(pairs.all().size()));
    factors.addAll(factors(counted));
    return say("%s = %s, %s")
        .formatted(
            String.join(TIMES, factors),
            Words.count(pairs.items(), say("row"), say("rows")),
            Words.count(pairs.requests(), say("request"), say("requests")));
  }

  private static void factor(List<String> factors, int times, String format) {
    if (times > 1) {
      factors.add(format.formatted(times));
    }
  }

  static String cost(Counted counted) {
    BatchPairs pairs = counted.pairs();
    List<String> parts = new ArrayList<>();
    if (!pairs.several()) {
      for (Side side : Side.values()) {
        CostTotal prompt = counted.estimate().prompt().get(side);
        CostTotal most = counted.estimate().most().get(side);
        parts.add(
            cost(
                side.name(),
                prompt == null ? CostTotal.NOTHING : prompt,
                most == null ? CostTotal.NOTHING : most));
      }
      return String.join("  ", parts);
    }
    parts.add(cost(say("All pairs"), pairs.prompt(), pairs.most()));
    if (pairs.all().size() <= TOLD_APART && !pairs.prompt().sums().isEmpty()) {
      for (BatchPair pair : pairs.all()) {
        parts.add(cost(say("Against %s").formatted(pair.plan().b()), pair.prompt(), pair.most()));
      }
    }
    parts.add(
        say(
            "A is asked anew in each pair, so that both sides of a row are asked at the same"
                + " instant."));
    return String.join("  ", parts);
  }

  private static String cost(String who, CostTotal prompt, CostTotal most) {
    if (!prompt.sums().isEmpty()) {
      return say("%s: about %s for the prompts, at most %s.")
          .formatted(who, told(prompt.about()), told(most.about()));
    }
    return prompt.isAtLeast()
        ? say("%s: no price is known, so its cost cannot be told.").formatted(who)
        : say("%s: on this machine, nobody is paid.").formatted(who);
  }
}
