package app.diptych.local;

import app.diptych.local.fit.ModelShape;
import app.diptych.local.fit.ModelShape.Layer;
import java.util.ArrayList;
import java.util.List;

/**
 * The sizes that decide about memory, by the keys of docs/gguf.md as llama.cpp reads them
 * (llama_model::load_hparams, b4916). A file with compressed attention (deepseek2) gives the
 * lengths of what is kept as lengths of its keys and values, so it needs no rule of its own. What a
 * hostile file claims is held within what any model has.
 */
final class HeaderShape {
  private static final long MOST_LAYERS = 4096;
  private static final long MOST_HEADS = 1 << 16;
  private static final long MOST_WIDTH = 1 << 20;

  private HeaderShape() {}

  static ModelShape of(
      GgufMetadata metadata, String architecture, long parameters, long weightBytes) {
    String attention = architecture + ".attention.";
    long blocks = within(metadata.number(architecture + ".block_count", 0), MOST_LAYERS);
    long heads = within(metadata.number(attention + "head_count", 1), MOST_HEADS);
    long width = within(metadata.number(architecture + ".embedding_length", 0), MOST_WIDTH);
    long head = width / Math.max(1, heads);
    long key = within(metadata.number(attention + "key_length", head), MOST_WIDTH);
    long value = within(metadata.number(attention + "value_length", head), MOST_WIDTH);
    long shared = within(metadata.number(attention + "head_count_kv", heads), MOST_HEADS);
    // Where layers differ there is a number for each: none for a layer that keeps nothing.
    List<Long> each = metadata.perLayer(attention + "head_count_kv");
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < blocks; i++) {
      long keep = i < each.size() ? within(each.get(i), MOST_HEADS) : shared;
      layers.add(new Layer(keep * key, keep * value));
    }
    long words = metadata.vocabulary();
    return new ModelShape(
        parameters,
        weightBytes,
        width,
        heads,
        layers,
        words > 0 ? words : metadata.number(architecture + ".vocab_size", 0),
        metadata.number(architecture + ".context_length", 0));
  }

  private static long within(long number, long most) {
    return Math.clamp(number, 0, most);
  }
}
