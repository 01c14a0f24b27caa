package app.diptych.guard;

import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import app.diptych.timing.NanoClock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The one way out of a guarded call, whoever speaks: events one at a time, exactly one last event,
 * and after a stop nothing but {@link Failure.Cancelled}.
 */
final class Outlet {
  private final CompletionSink sink;
  private final NanoClock clock;
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean cancelled;
  private boolean over;

  Outlet(CompletionSink sink, NanoClock clock) {
    this.sink = sink;
    this.clock = clock;
  }

  /** Hands on an event of a provider with its own stamp. */
  void emit(CompletionEvent event, long atNanos) {
    oneAtATime.lock();
    try {
      pass(event, atNanos);
    } finally {
      oneAtATime.unlock();
    }
  }

  /** Tells an event of this program's own, stamped now. */
  void tell(CompletionEvent event) {
    oneAtATime.lock();
    try {
      pass(event, clock.nanos());
    } finally {
      oneAtATime.unlock();
    }
  }

  /** The same, if that still holds when it is this event's turn. */
  void tellIf(BooleanSupplier holds, CompletionEvent event) {
    oneAtATime.lock();
    try {
      if (holds.getAsBoolean()) {
        pass(event, clock.nanos());
      }
    } finally {
      oneAtATime.unlock();
    }
  }

  void fail(Failure failure) {
    tell(new Failed(failure));
  }

  /** What went wrong in this program itself; the call must end all the same. */
  void fault(RuntimeException fault) {
    fail(
        new Failure.ProviderError(
            "The provider failed unexpectedly: " + fault, "Run again, or report this.", true));
  }

  /**
   * From now on the stream can only end.
   *
   * @return whether this is the first stop and the stream is not over, so that an end must follow
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

  private void pass(CompletionEvent event, long atNanos) {
    if (over) {
      return;
    }
    if (cancelled) {
      end(new Failed(new Failure.Cancelled()), clock.nanos());
    } else if (event.isLast()) {
      end(event, atNanos);
    } else {
      sink.accept(event, atNanos);
    }
  }

  private void end(CompletionEvent last, long atNanos) {
    over = true;
    try {
      sink.accept(last, atNanos);
    } finally {
      ended.countDown();
    }
  }
}
