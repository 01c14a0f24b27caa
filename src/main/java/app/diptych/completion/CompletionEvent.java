package app.diptych.completion;

/**
 * What happens while a model answers. A stream is at most one {@link Started}, then deltas and
 * usage in any order, and exactly one {@link Finished} or {@link Failed} at the end.
 */
public sealed interface CompletionEvent {

  /**
   * The provider began to answer.
   *
   * @param sentAtNanos monotonic clock just before the request was written: the zero of every
   *     metric
   */
  record Started(Origin origin, long sentAtNanos) implements CompletionEvent {}

  /** A piece of the answer; never empty, always whole code points. */
  record TextDelta(String text) implements CompletionEvent {}

  /** A piece of the reasoning that goes before the answer; never empty. */
  record ReasoningDelta(String text) implements CompletionEvent {}

  /** Token counts; a later report replaces an earlier one. */
  record UsageReported(Usage usage) implements CompletionEvent {}

  /** The answer is complete. */
  record Finished(FinishReason reason) implements CompletionEvent {}

  /** The answer did not complete; what came before stays. */
  record Failed(Failure failure) implements CompletionEvent {}

  /** Whether this event ends the stream. */
  default boolean isLast() {
    return this instanceof Finished || this instanceof Failed;
  }
}
