package app.diptych.local.fit;

import java.util.Collections;
import java.util.List;

/**
 * The sizes of a model that decide how much memory it takes.
 *
 * @param parameters how many numbers it consists of, all experts included
 * @param weightBytes bytes of all tensors
 * @param embedding numbers that stand for a token
 * @param heads attention heads of a layer
 * @param layers what each layer keeps of a token; for a mixture of experts the same as for any
 *     other model, because its experts are in the feed-forward part
 * @param vocabulary words of the vocabulary
 * @param trainedContext most tokens it was trained for
 */
public record ModelShape(
    long parameters,
    long weightBytes,
    long embedding,
    long heads,
    List<Layer> layers,
    long vocabulary,
    long trainedContext) {

  /**
   * What one layer keeps of each token.
   *
   * @param keys elements of the keys: heads of keys and values x length of a key
   * @param values elements of the values
   */
  public record Layer(long keys, long values) {}

  public ModelShape {
    layers = List.copyOf(layers);
  }

  /**
   * A model whose layers are all alike.
   *
   * @param heads of the queries
   * @param headsKv of keys and values: fewer than heads where groups of queries share them
   * @param headLength numbers of a key and of a value
   */
  public static ModelShape uniform(
      long parameters,
      long weightBytes,
      long embedding,
      int blocks,
      long heads,
      long headsKv,
      long headLength,
      long vocabulary,
      long trainedContext) {
    Layer layer = new Layer(headsKv * headLength, headsKv * headLength);
    return new ModelShape(
        parameters,
        weightBytes,
        embedding,
        heads,
        Collections.nCopies(blocks, layer),
        vocabulary,
        trainedContext);
  }

  /** The same model with its weights stored in so many bits each. */
  ModelShape stored(double bitsPerWeight) {
    return new ModelShape(
        parameters,
        (long) (parameters * bitsPerWeight / 8),
        embedding,
        heads,
        layers,
        vocabulary,
        trainedContext);
  }
}
