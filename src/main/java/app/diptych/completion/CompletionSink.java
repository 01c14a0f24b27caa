package app.diptych.completion;

/** Takes the events of one stream, in order, one at a time. */
@FunctionalInterface
public interface CompletionSink {
  /**
   * @param atNanos monotonic clock when the bytes of this event were read
   */
  void accept(CompletionEvent event, long atNanos);
}
