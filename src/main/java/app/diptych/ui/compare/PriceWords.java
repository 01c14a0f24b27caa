package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.cost.Cost;
import app.diptych.cost.CostParts;
import app.diptych.cost.Price;
import app.diptych.trial.Answer;
import org.jspecify.annotations.Nullable;

/** Whose price the cost of an answer was computed by, and of which day that price is. */
final class PriceWords {
  private PriceWords() {}

  /**
   * Of an answer that came just now.
   *
   * @param by the price it was computed by; null when there was none
   * @return empty when the answer has no cost by a price
   */
  static String of(Answer answer, @Nullable Price by) {
    return by == null || !(answer.cost() instanceof Cost.Known)
        ? ""
        : by.parts(answer.usage(), answer.cost()).map(PriceWords::parts).orElse("")
            + say("Price: %s, %s.").formatted(by.source(), by.date());
  }

  /**
   * Of an answer that was saved: its cost is kept and not whose price made it, so the price known
   * now is named only when it makes the same.
   *
   * @param now null when no price is known
   */
  static String ofSaved(Answer answer, @Nullable Price now) {
    if (!(answer.cost() instanceof Cost.Known cost)) {
      return "";
    }
    CostParts same =
        now == null || answer.swapped() ? null : now.parts(answer.usage(), cost).orElse(null);
    return same != null && now != null
        ? parts(same)
            + say("As much as by the price known now: %s, %s.").formatted(now.source(), now.date())
        : say("Whose price that was is not saved with an answer.");
  }

  /** In full, so that the two are the whole. */
  private static String parts(CostParts parts) {
    return say("Prompt %s, answer %s. ").formatted(parts.input(), parts.output());
  }
}
