package app.diptych.local.fit;

/**
 * How a model is to be loaded, as far as it takes memory.
 *
 * @param context tokens of prompt and answer together
 * @param cache how keys and values are kept
 * @param flashAttention whether attention is computed without its whole matrix
 */
public record Load(long context, CacheType cache, boolean flashAttention) {
  /** Positions that are computed at once (n_ubatch of llama.cpp, its default). */
  static final long AT_ONCE = 512;

  /**
   * @throws IllegalArgumentException for a context that holds nothing
   */
  public Load {
    if (context < 1) {
      throw new IllegalArgumentException("A context holds a token at least, not " + context + ".");
    }
  }

  /** As the engines load without further words. */
  public static Load usual(long context) {
    return new Load(context, CacheType.F16, false);
  }

  Load withContext(long other) {
    return new Load(other, cache, flashAttention);
  }

  Load withCache(CacheType other) {
    return new Load(context, other, true);
  }
}
