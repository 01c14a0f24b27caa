package app.diptych.cost;

/**
 * Other rates for a long prompt: they hold for the whole request, not for the part above.
 *
 * @param aboveInputTokens the prompt must have more tokens than this
 */
public record Tier(int aboveInputTokens, Rates rates) {
  /**
   * @throws IllegalArgumentException for less than one token
   */
  public Tier {
    if (aboveInputTokens < 1) {
      throw new IllegalArgumentException("A tier begins above 1 token or more.");
    }
  }
}
