package app.diptych.gateway;

import app.diptych.completion.CallPhases;
import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.PhasesMeasured;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import app.diptych.timing.NanoClock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets the events of one stream through to its sink: one at a time, exactly one last event with the
 * phases of the call just before it, and after a stop nothing but {@link Failure.Cancelled}.
 */
final class EventGate {
  private final CompletionSink sink;
  private final NanoClock clock;
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable PhaseWatch watch;
  private volatile boolean cancelled;
  private boolean over;

  EventGate(CompletionSink sink, NanoClock clock) {
    this.sink = sink;
    this.clock = clock;
  }

  /** From now on the end of the stream tells what that watch measured. */
  void measureWith(PhaseWatch measuring) {
    watch = measuring;
  }

  /** Hands the event on, unless the stream is over; a stopped stream ends instead. */
  void emit(CompletionEvent event, long atNanos) {
    oneAtATime.lock();
    try {
      if (over) {
        return;
      }
      if (cancelled) {
        end(new CompletionEvent.Failed(new Failure.Cancelled()), clock.nanos());
      } else if (event.isLast()) {
        end(event, atNanos);
      } else {
        sink.accept(event, atNanos);
      }
    } finally {
      oneAtATime.unlock();
    }
  }

  void fail(Failure failure) {
    emit(new CompletionEvent.Failed(failure), clock.nanos());
  }

  /**
   * From now on the stream can only end.
   *
   * @return whether this is the first call and the stream is not over, so that {@link #fail} must
   *     follow
   */
  boolean cancel() {
    synchronized (ended) {
      if (cancelled || ended.getCount() == 0) {
        return false;
      }
      cancelled = true;
      return true;
    }
  }

  boolean isCancelled() {
    return cancelled;
  }

  void await() throws InterruptedException {
    ended.await();
  }

  private void end(CompletionEvent last, long atNanos) {
    over = true;
    PhaseWatch measuring = watch;
    CallPhases phases = measuring == null ? null : measuring.phases(atNanos);
    try {
      if (phases != null) {
        sink.accept(new PhasesMeasured(phases), atNanos);
      }
      sink.accept(last, atNanos);
    } finally {
      ended.countDown();
    }
  }
}
