package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;

import app.diptych.cost.Cost;
import app.diptych.cost.CostEstimate;
import app.diptych.cost.CostTotal;
import app.diptych.cost.Money;
import app.diptych.cost.Price;
import app.diptych.trial.Side;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a prompt before it is sent.
 *
 * @param words few enough for the bar under it
 * @param details the same for each side, and how it was counted
 */
record PromptReading(String words, String details) {
  private static final String METHOD =
      toSay(
          "An estimate with the o200k tokenizer: each model counts with its own, and adds its chat"
              + " template. Images are not counted.");

  /**
   * A side the prompt goes to.
   *
   * @param inputTokens estimated, with the conversation before the prompt
   * @param maxTokens the longest answer allowed, or null
   * @param local whether it runs on this machine, so that no price applies
   * @param price null when nobody said
   */
  record Asked(
      Side side,
      int inputTokens,
      @Nullable Integer maxTokens,
      boolean local,
      @Nullable Price price) {

    private @Nullable CostEstimate estimate() {
      return local || price == null ? null : price.estimate(inputTokens, maxTokens);
    }

    private String words() {
      CostEstimate estimate = estimate();
      if (local) {
        return say("runs on this machine, so no price applies.");
      }
      if (price == null || estimate == null) {
        return say("unpriced, because nobody said what it costs (diptych prices).");
      }
      String least =
          say("%s cost %s").formatted(about(inputTokens), Amounts.rounded(estimate.prompt()));
      Money most = estimate.most();
      String end =
          most == null
              ? say(", and the answer comes on top: max tokens is not set.")
              : say(", at most %s with an answer of %,d tokens.")
                  .formatted(Amounts.rounded(most), maxTokens);
      return say("%s Price: %s, %s.").formatted(least + end, price.source(), price.date());
    }
  }

  /**
   * @param tokens of the prompt in the editor
   */
  static PromptReading of(int tokens, List<Asked> sides) {
    if (tokens == 0) {
      return new PromptReading("", say(METHOD));
    }
    String cost = cost(sides);
    StringJoiner details = new StringJoiner("\n");
    sides.forEach(side -> details.add(side.side() + ": " + side.words()));
    details.add(say(METHOD));
    return new PromptReading(
        cost.isEmpty() ? about(tokens) : about(tokens) + " \u00b7 " + cost, details.toString());
  }

  private static String about(int tokens) {
    return tokens == 1 ? say("~1 token") : String.format(Locale.ROOT, say("~%,d tokens"), tokens);
  }

  /** Of both sides together; empty when they run on this machine. */
  private static String cost(List<Asked> sides) {
    CostTotal least = CostTotal.NOTHING;
    CostTotal most = CostTotal.NOTHING;
    boolean open = false;
    for (Asked side : sides) {
      if (side.local()) {
        continue;
      }
      CostEstimate estimate = side.estimate();
      least = least.plus(estimate == null ? Cost.Unpriced.UNKNOWN : guess(estimate.prompt()));
      if (estimate != null) {
        Money upper = estimate.most();
        open |= upper == null;
        most = most.plus(guess(upper == null ? estimate.prompt() : upper));
      }
    }
    if (least.sums().isEmpty()) {
      return least.isAtLeast() ? say("unpriced") : "";
    }
    String from = (least.isAtLeast() ? say("at least ") : "") + Amounts.about(least);
    if (open) {
      return say("%s + answer").formatted(from);
    }
    return least.isAtLeast() ? from : say("up to %s").formatted(Amounts.atMost(most));
  }

  private static Cost guess(Money money) {
    return new Cost.Known(money, true);
  }
}
