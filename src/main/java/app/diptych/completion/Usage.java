package app.diptych.completion;

/**
 * How many tokens an answer took.
 *
 * @param inputTokens tokens of the whole prompt, cached ones included
 * @param outputTokens tokens generated, reasoning included
 * @param reasoningTokens part of {@code outputTokens} spent on reasoning
 * @param cachedTokens part of {@code inputTokens} served from a cache
 * @param refused whether it stands in the place of what the provider told, which is no number of
 *     tokens
 */
public record Usage(
    int inputTokens,
    int outputTokens,
    int reasoningTokens,
    int cachedTokens,
    Source source,
    boolean refused) {

  /** One in nobody's place. */
  public Usage(
      int inputTokens, int outputTokens, int reasoningTokens, int cachedTokens, Source source) {
    this(inputTokens, outputTokens, reasoningTokens, cachedTokens, source, false);
  }

  /** The same in the place of what the provider told. */
  public Usage inPlaceOfRefused() {
    return new Usage(inputTokens, outputTokens, reasoningTokens, cachedTokens, source, true);
  }

  /** The same as if nothing of the prompt had come from a cache. */
  public Usage uncached() {
    return new Usage(inputTokens, outputTokens, reasoningTokens, 0, source, refused);
  }

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
