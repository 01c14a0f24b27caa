package app.diptych.ui.charts;

import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.cost.Money;
import app.diptych.cost.Price;
import java.util.Optional;

/**
 * What an answer costs while it comes, by the price of whoever was asked.
 *
 * @param prompt all of it, at once
 * @param text each token of the answer
 * @param reasoning each token of the reasoning
 */
public record Spend(Money prompt, Money text, Money reasoning) {

  /**
   * @param inputTokens of the prompt, as counted or guessed
   * @return empty for a prompt without a price
   */
  public static Optional<Spend> of(Price price, int inputTokens) {
    return cost(price, inputTokens, 0, 0)
        .flatMap(prompt ->
            cost(price, inputTokens, 1, 0)
                .flatMap(text ->
                    cost(price, inputTokens, 1, 1)
                        .map(thought ->
                            new Spend(prompt, less(text, prompt), less(thought, prompt)))));
  }

  private static Optional<Money> cost(Price price, int input, int output, int reasoning) {
    Usage usage = new Usage(input, output, reasoning, 0, Usage.Source.ESTIMATED);
    return price.cost(usage) instanceof Cost.Known known
        ? Optional.of(known.money())
        : Optional.empty();
  }

  private static Money less(Money whole, Money prompt) {
    return new Money(whole.amount().subtract(prompt.amount()), whole.currency());
  }
}
