package app.diptych.local;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** One request on its way through a worker. Events come from the worker's thread only. */
final class LocalCall implements Call {
  private final LongFunction<byte[]> command;
  private final CompletionSink sink;
  private final Runnable onCancel;
  private final @Nullable Long seed;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean cancelled;

  /**
   * @param command the line to send for a given number of the request
   * @param onCancel tells the worker's thread to look
   * @param seed what its random numbers begin with; null when it is never sent
   */
  LocalCall(
      LongFunction<byte[]> command, CompletionSink sink, Runnable onCancel, @Nullable Long seed) {
    this.command = command;
    this.sink = sink;
    this.onCancel = onCancel;
    this.seed = seed;
  }

  @Override
  public void cancel() {
    cancelled = true;
    onCancel.run();
  }

  @Override
  public void await() throws InterruptedException {
    done.await();
  }

  boolean isCancelled() {
    return cancelled;
  }

  boolean isDone() {
    return done.getCount() == 0;
  }

  @Nullable Long seed() {
    return seed;
  }

  byte[] line(long id) {
    return command.apply(id);
  }

  void fail(Failure failure, long atNanos) {
    emit(new Failed(failure), atNanos);
  }

  /**
   * Hands an event over, unless the last one has been, or it is text that the user has stopped. A
   * sink that throws gets no more.
   */
  void emit(CompletionEvent event, long atNanos) {
    boolean last = event.isLast();
    if (isDone() || (cancelled && event instanceof TextDelta)) {
      return;
    }
    try {
      sink.accept(event, atNanos);
    } catch (RuntimeException brokenSink) {
      cancelled = true;
      last = true;
    } finally {
      if (last) {
        done.countDown();
      }
    }
  }
}
