package app.diptych.cost;

/**
 * What a cost is made of; together the two are the whole of it.
 *
 * @param input of the prompt, what came from a cache included
 * @param output of the answer, its reasoning included
 */
public record CostParts(Money input, Money output) {
  /** The whole. */
  public Money total() {
    return input.plus(output);
  }
}
