package app.diptych.local;

import app.diptych.completion.Provider;
import java.util.List;
import java.util.Optional;

/**
 * What runs one model file on this machine, in a child process: {@link #prepare} starts it and
 * loads the model, again after it died; {@link #close} ends it, which frees its memory.
 */
public interface Engine extends Provider, AutoCloseable {

  /** Whether a child process is there with the model in its memory. */
  boolean isLoaded();

  /** The child process that computes, while there is one. */
  Optional<ProcessHandle> workerProcess();

  /** What runs now, as the engine told it; empty while no model is loaded. */
  Optional<RunningEngine> running();

  /** The last lines the engine wrote, oldest first; of the last one when it has died. */
  List<String> engineLog();

  /** Ends the child process for good: nothing is started any more. */
  @Override
  void close();
}
