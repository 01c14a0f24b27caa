package app.diptych.ui.batch;

import app.diptych.batch.BatchEstimate;
import app.diptych.batch.BatchPair;
import app.diptych.batch.BatchPairs;
import app.diptych.batch.Dataset;
import java.util.Set;

/**
 * Everything a batch begins with, counted.
 *
 * @param leftOut the types of checks that are not run here
 */
record Counted(Dataset dataset, Wish wish, BatchPairs pairs, Set<String> leftOut) {
  Counted {
    leftOut = Set.copyOf(leftOut);
  }

  /** How much one pair is, without what it costs: the same for each. */
  BatchEstimate estimate() {
    return pairs.first().estimate();
  }

  /** What its session is called, unless the user named it. */
  String title(BatchPair pair, String typed) {
    String models = pair.plan().a() + ", " + pair.plan().b();
    return typed.isEmpty()
        ? dataset.name() + ": " + models
        : pairs.several() ? typed + ": " + models : typed;
  }
}
