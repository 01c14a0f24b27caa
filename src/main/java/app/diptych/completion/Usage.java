package app.diptych.completion;

/**
 * How many tokens an answer took.
 *
 * @param inputTokens tokens of the whole prompt, cached ones included
 * @param outputTokens tokens generated, reasoning included
 * @param reasoningTokens part of {@code outputTokens} spent on reasoning
 * @param cachedTokens part of {@code inputTokens} served from a cache
 */
public record Usage(
    int inputTokens, int outputTokens, int reasoningTokens, int cachedTokens, Source source) {

  /** Where the numbers come from, most trustworthy first. */
  public enum Source {
    /** The provider said so. */
    REPORTED,
    /** Counted here with the model's own tokenizer. */
    COUNTED,
    /** Guessed here with another tokenizer: good for an order of magnitude. */
    ESTIMATED
  }
}
