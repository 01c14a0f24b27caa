package app.diptych.ui.batch;

import app.diptych.batch.BatchRunner;
import app.diptych.batch.BatchSide;
import java.util.function.Consumer;

/**
 * A batch whose turn comes.
 *
 * @param batch its id
 * @param against the model of its side B
 * @param local whether a model of this machine takes part
 */
record Turn(String batch, String against, boolean local, Ready ready) {

  /** Gets a batch ready when its turn has come. */
  @FunctionalInterface
  interface Ready {
    /**
     * On the JavaFX thread; one of the two is called there later, or at once.
     *
     * @param run takes what can be run
     * @param missing told why it cannot begin, in sentences
     */
    void get(Consumer<BatchRunner.Job> run, Consumer<String> missing);
  }

  /** One that is ready. */
  static Turn of(BatchRunner.Job job) {
    boolean local = job.sides().values().stream().anyMatch(BatchSide::local);
    return new Turn(job.batch().id(), job.plan().b(), local, (run, _) -> run.accept(job));
  }
}
