package app.diptych.local.fit;

/**
 * The memory a model takes while it is loaded, by what takes it, in bytes. An estimate: weights and
 * cache are exact for the usual transformers, what is computed with is within a few per cent.
 *
 * <ul>
 *   <li>Weights: the bytes of all tensors. A mixture of experts needs all of its experts.
 *   <li>Cache: for each layer and token of context the elements of keys and values at the size of
 *       the cache's type. This is what llama.cpp allocates (llama_kv_cache, b4916); layers with a
 *       sliding window take less with newer builds, so it is the most.
 *   <li>Computing: the larger of the attention matrix of one step (heads x context x 512 positions
 *       x 4 bytes; none with flash attention) and of its results (vocabulary x 512 x 4), and six
 *       vectors of a token for each position. It fits what llama.cpp logs: 560 MiB for Llama 3 8B
 *       at 8,192 tokens, 296 MiB for Llama 2 7B at 4,096.
 * </ul>
 */
public record Footprint(long weights, long cache, long computing) {
  private static final long FLOAT = 4;
  private static final long VECTORS = 6;

  /** What that model takes when it is loaded so. A hostile header takes more than there is. */
  public static Footprint of(ModelShape shape, Load load) {
    double context = load.context();
    double cache = 0;
    for (ModelShape.Layer layer : shape.layers()) {
      cache += load.cache().bytes(((double) layer.keys() + layer.values()) * context);
    }
    double attention = load.flashAttention() ? 0 : shape.heads() * context * Load.AT_ONCE * FLOAT;
    double results = (double) shape.vocabulary() * Load.AT_ONCE * FLOAT;
    double vectors = VECTORS * (double) shape.embedding() * Load.AT_ONCE * FLOAT;
    // A cast ends at the largest number there is instead of going round.
    return new Footprint(
        shape.weightBytes(), (long) cache, (long) (Math.max(attention, results) + vectors));
  }

  /** All of it. */
  public long total() {
    return (long) ((double) weights + cache + computing);
  }
}
