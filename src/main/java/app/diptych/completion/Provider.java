package app.diptych.completion;

import java.util.Optional;

/** What answers a completion request: a gateway or a model on this machine. */
public interface Provider {

  /**
   * Does what must happen before answering and must not count as answering time, such as loading a
   * model. Blocks; an interrupt stops it. Returns at once when there is nothing left to do.
   *
   * @return why no answer can be given, or empty when ready
   */
  default Optional<Failure> prepare() throws InterruptedException {
    return Optional.empty();
  }

  /**
   * Gives back what {@link #prepare} took, for example the memory of a model: the next one takes it
   * again. Blocks a moment; what is being answered ends. Does nothing where nothing was taken.
   */
  default void release() {}

  /** Starts answering and returns at once; events reach the sink on a thread of the provider. */
  Call start(CompletionRequest request, CompletionSink sink);
}
