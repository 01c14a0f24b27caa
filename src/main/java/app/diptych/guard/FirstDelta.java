package app.diptych.guard;

import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionEvent.FailedOver;
import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.PhasesMeasured;
import app.diptych.completion.CompletionEvent.ReasoningDelta;
import app.diptych.completion.CompletionEvent.Retrying;
import app.diptych.completion.CompletionEvent.Started;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionEvent.UsageRefused;
import app.diptych.completion.CompletionEvent.UsageReported;
import app.diptych.completion.CompletionEvent.Waiting;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;

/**
 * Stands before one try of a call. From the first delta on everything passes with the stamp it came
 * with, and so do the waits before it; a try that fails without a delta is told to its owner only.
 */
final class FirstDelta implements CompletionSink {
  private final Outlet outlet;
  private final Fruitless owner;
  private final HeldBack held = new HeldBack();
  private boolean answered;

  /** Decides what becomes of a call whose try came to nothing. */
  @FunctionalInterface
  interface Fruitless {
    /**
     * Whether the call goes on without this try; if not, its failure is the end of the call.
     *
     * @param lost whether the try was sent and may be charged all the same
     */
    boolean goesOn(Failure failure, boolean lost);
  }

  FirstDelta(Outlet outlet, Fruitless owner) {
    this.outlet = outlet;
    this.owner = owner;
  }

  @Override
  public void accept(CompletionEvent event, long atNanos) {
    if (answered) {
      outlet.emit(event, atNanos);
      return;
    }
    switch (event) {
      case Waiting _, Retrying _, FailedOver _ -> outlet.emit(event, atNanos);
      case Started started -> held.started(started, atNanos);
      case UsageReported _, UsageRefused _ -> held.usage(event, atNanos);
      case PhasesMeasured phases -> held.phases(phases, atNanos);
      case TextDelta _, ReasoningDelta _, Finished _ -> answer(event, atNanos);
      case Failed failed -> {
        if (!owner.goesOn(failed.failure(), held.isLost(failed.failure()))) {
          answer(event, atNanos);
        }
      }
    }
  }

  private void answer(CompletionEvent event, long atNanos) {
    answered = true;
    held.release(outlet);
    outlet.emit(event, atNanos);
  }
}
