package app.diptych.batch;

/** Hears how a batch goes, on the thread that runs it; it must be quick. */
@FunctionalInterface
public interface BatchListener {
  BatchListener NONE = _ -> {};

  /** Something was settled, or a second has passed. */
  void progressed(BatchProgress progress);
}
