package app.diptych.batch;

import app.diptych.cost.CostTotal;
import app.diptych.trial.Side;
import java.util.Map;

/**
 * One model against another: a batch that was counted and not yet made.
 *
 * @param sides who would be asked; those it was counted for
 */
public record BatchPair(BatchPlan plan, Map<Side, BatchSide> sides, BatchEstimate estimate) {
  public BatchPair {
    sides = Map.copyOf(sides);
  }

  /**
   * Counts it, which reads the whole data set.
   *
   * @throws DatasetException when the data set cannot be read
   */
  public static BatchPair of(BatchPlan plan, Dataset dataset, Map<Side, BatchSide> sides)
      throws DatasetException, InterruptedException {
    return new BatchPair(plan, sides, BatchEstimate.of(plan, dataset, sides));
  }

  /** Whether a model of this machine takes part, which answers one at a time. */
  public boolean local() {
    return sides.values().stream().anyMatch(BatchSide::local);
  }

  /** How many requests it sends. */
  public long requests() {
    return sides.size() * (estimate.items() - estimate.broken());
  }

  /** What the prompts of both sides cost; nothing for a side of this machine. */
  public CostTotal prompt() {
    return estimate.prompt().values().stream().reduce(CostTotal.NOTHING, CostTotal::plus);
  }

  /** The same with the longest answers allowed. */
  public CostTotal most() {
    return estimate.most().values().stream().reduce(CostTotal.NOTHING, CostTotal::plus);
  }
}
