package app.diptych.batch;

import app.diptych.cost.CostTotal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What more than two models make: one of them against each of the others, a batch for each, one
 * after another (docs/decisions/0038). They differ in side B and in nothing else.
 *
 * @param all at least one
 */
public record BatchPairs(List<BatchPair> all) {
  public BatchPairs {
    all = List.copyOf(all);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("A batch needs a model on side B.");
    }
  }

  /**
   * One model may be asked against itself, to see how far its own answers differ; among several
   * others it would only be paid twice.
   *
   * @throws IllegalArgumentException for models that make no pairs, with a sentence
   */
  public static void requireDifferent(String a, List<String> others) {
    Set<String> seen = new HashSet<>();
    for (String other : others) {
      if (others.size() > 1 && other.equals(a)) {
        throw new IllegalArgumentException(
            a + " is on side A already: name only the models it is to be held against.");
      }
      if (!seen.add(other)) {
        throw new IllegalArgumentException(
            other + " is named twice on side B: name each model once.");
      }
    }
  }

  public BatchPair first() {
    return all.getFirst();
  }

  public boolean several() {
    return all.size() > 1;
  }

  /** How many items there are in all pairs, those that cannot be asked too. */
  public long items() {
    return all.stream().mapToLong(pair -> pair.estimate().items()).sum();
  }

  /** How many of them cannot be asked. */
  public long broken() {
    return all.stream().mapToLong(pair -> pair.estimate().broken()).sum();
  }

  /** How many requests all of them send. */
  public long requests() {
    return all.stream().mapToLong(BatchPair::requests).sum();
  }

  /** What all prompts cost on both sides. */
  public CostTotal prompt() {
    return all.stream().map(BatchPair::prompt).reduce(CostTotal.NOTHING, CostTotal::plus);
  }

  /** The same with the longest answers allowed. */
  public CostTotal most() {
    return all.stream().map(BatchPair::most).reduce(CostTotal.NOTHING, CostTotal::plus);
  }
}
