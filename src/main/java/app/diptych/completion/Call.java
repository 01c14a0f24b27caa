package app.diptych.completion;

/** A completion under way. */
public interface Call {
  /**
   * Asks the stream to end now. Returns at once, may be called from any thread and more than once;
   * the stream ends with {@link Failure.Cancelled} unless it had ended already.
   */
  void cancel();

  /** Waits until the last event has been handed to the sink. */
  void await() throws InterruptedException;
}
