package app.diptych.guard;

import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionEvent.ReasoningDelta;
import app.diptych.completion.CompletionEvent.Retrying;
import app.diptych.completion.CompletionEvent.Started;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import app.diptych.timing.Timeline;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hands events on and notes what a breaker must know of them. */
final class Watched implements CompletionSink {
  private final Outlet outlet;
  private final Breaker breaker;
  private final Breaker.Permit permit;
  private @Nullable Long sentAt;
  private @Nullable Long firstAt;
  private @Nullable Long lastAt;
  private int characters;

  Watched(Outlet outlet, Breaker breaker, Breaker.Permit permit) {
    this.outlet = outlet;
    this.breaker = breaker;
    this.permit = permit;
  }

  @Override
  public void accept(CompletionEvent event, long atNanos) {
    try {
      note(event, atNanos);
    } finally {
      outlet.emit(event, atNanos);
    }
  }

  void neverStarted() {
    breaker.ended(permit, new CallOutcome(new Failure.Cancelled(), null, null));
  }

  private void note(CompletionEvent event, long atNanos) {
    if (event instanceof Started started) {
      sentAt = started.sentAtNanos();
    } else if (event instanceof TextDelta text) {
      delta(text.text(), atNanos);
    } else if (event instanceof ReasoningDelta reasoning) {
      delta(reasoning.text(), atNanos);
    } else if (event instanceof Retrying retry) {
      breaker.retried(retry.because());
    } else if (event.isLast()) {
      Failure failure = event instanceof Failed failed ? failed.failure() : null;
      breaker.ended(
          permit,
          new CallOutcome(
              failure,
              failure == null && isBurst() ? null : since(firstAt),
              failure == null ? since(lastAt) : null));
    }
  }

  private void delta(String piece, long atNanos) {
    firstAt = firstAt == null ? (Long) atNanos : firstAt;
    lastAt = atNanos;
    characters += piece.length();
  }

  /** What was kept back and sent at once says nothing about the time to its first token. */
  private boolean isBurst() {
    return sentAt != null
        && firstAt != null
        && lastAt != null
        && Timeline.isBurst(firstAt - sentAt, lastAt - firstAt, characters);
  }

  private @Nullable Duration since(@Nullable Long at) {
    return sentAt == null || at == null ? null : Duration.ofNanos(at - sentAt);
  }
}
