package app.diptych.completion;

import java.time.Duration;
import java.util.List;

/**
 * What happens while a model answers. A stream may begin with what holds it back, {@link Waiting},
 * {@link Retrying} and {@link FailedOver}; then comes at most one {@link Started}, then deltas and
 * usage in any order, at most one {@link PhasesMeasured}, and exactly one {@link Finished} or
 * {@link Failed} at the end.
 */
public sealed interface CompletionEvent {

  /**
   * The request waits in this program for its turn at a gateway. Told again when the place changes.
   *
   * @param place 1 for the next to be sent
   * @param expected how long that may take, as far as is known now
   */
  record Waiting(int place, Duration expected) implements CompletionEvent {}

  /**
   * The last try failed and the request will be sent once more.
   *
   * @param attempt the number of the coming try, 2 or more
   * @param pause how long until then
   * @param because why the last try failed
   * @param lost whether the last try was sent and may be charged all the same
   */
  record Retrying(int attempt, Duration pause, Failure because, boolean lost)
      implements CompletionEvent {}

  /**
   * Another provider is asked from now on, so the answer is not that of the model asked for.
   *
   * @param provider who is asked now, as a user names it
   * @param because why the one before is not
   * @param lost whether the one before had the request and may charge for it all the same
   */
  record FailedOver(String provider, Failure because, boolean lost) implements CompletionEvent {}

  /**
   * The provider began to answer.
   *
   * @param sentAtNanos monotonic clock when the request was handed over, before its host was looked
   *     up and a connection made: the zero of every metric
   */
  record Started(Origin origin, long sentAtNanos) implements CompletionEvent {}

  /**
   * A piece of the answer; never empty, always whole code points.
   *
   * @param certainty how sure the model was of each of its tokens, which together are the piece;
   *     empty when that is not known
   */
  record TextDelta(String text, List<TokenCertainty> certainty) implements CompletionEvent {
    public TextDelta {
      certainty = List.copyOf(certainty);
    }

    /** A piece without probabilities. */
    public TextDelta(String text) {
      this(text, List.of());
    }
  }

  /** A piece of the reasoning that goes before the answer; never empty. */
  record ReasoningDelta(String text) implements CompletionEvent {}

  /** Token counts; a later report replaces an earlier one. */
  record UsageReported(Usage usage) implements CompletionEvent {}

  /**
   * What the provider told of its tokens is no number of them: fewer than none, or no whole number
   * at all. Whatever it told before does not hold any more.
   */
  record UsageRefused() implements CompletionEvent {}

  /** Where the time of the call went. */
  record PhasesMeasured(CallPhases phases) implements CompletionEvent {}

  /** The answer is complete. */
  record Finished(FinishReason reason) implements CompletionEvent {}

  /** The answer did not complete; what came before stays. */
  record Failed(Failure failure) implements CompletionEvent {}

  /** Whether this event ends the stream. */
  default boolean isLast() {
    return this instanceof Finished || this instanceof Failed;
  }
}
