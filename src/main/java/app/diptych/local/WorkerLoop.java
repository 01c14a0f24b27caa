package app.diptych.local;

import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.Started;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionEvent.UsageReported;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Origin;
import app.diptych.completion.Usage;
import app.diptych.local.worker.Command;
import app.diptych.local.worker.Report;
import app.diptych.local.worker.Wire;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that speaks with a worker: sends requests one after the other, passes reports on,
 * and kills a worker that does not keep the time it is given. Requests wait in the order they came.
 */
final class WorkerLoop implements Runnable {
  private final WorkerProcess process;
  private final Wire wire;
  private final NanoClock clock;
  private final Patience patience;
  private final CountDownLatch loaded = new CountDownLatch(1);
  private final Deque<LocalCall> waiting = new ArrayDeque<>();
  private boolean closed;

  // Only the loop's own thread touches what follows.
  private @Nullable LocalCall current;
  private long currentId;
  private boolean cancelSent;
  private long deadline;
  private @Nullable String overdue;

  private volatile @Nullable Failure loadFailure;
  private volatile @Nullable Origin origin;

  WorkerLoop(WorkerProcess process, Wire wire, NanoClock clock, Patience patience) {
    this.process = process;
    this.wire = wire;
    this.clock = clock;
    this.patience = patience;
    this.deadline = clock.nanos() + patience.load().toNanos();
  }

  /** Waits until the model is loaded, or tells why it cannot be. */
  Optional<Failure> awaitLoaded() throws InterruptedException {
    loaded.await();
    return Optional.ofNullable(loadFailure);
  }

  /** Says who answers; before the first request. */
  void answerAs(Origin answerer) {
    origin = answerer;
  }

  /** Puts a request behind the others; false when this worker takes no more. */
  boolean offer(LocalCall call) {
    synchronized (waiting) {
      if (closed) {
        return false;
      }
      waiting.add(call);
    }
    wire.wakeup();
    return true;
  }

  /** Makes the loop look for what changed. */
  void wakeup() {
    wire.wakeup();
  }

  /** Whether this worker takes requests. */
  boolean isOpen() {
    synchronized (waiting) {
      return !closed && process.handle().isAlive();
    }
  }

  @Override
  public void run() {
    @Nullable Throwable fault = null;
    try (wire) {
      while (!wire.ended() && overdue == null && loadFailure == null) {
        turn();
      }
    } catch (IOException | RuntimeException broken) {
      fault = broken;
    } finally {
      end(fault);
    }
  }

  private void turn() throws IOException {
    wire.pump(waitMillis());
    long now = clock.nanos();
    for (Optional<byte[]> line = wire.poll(); line.isPresent(); line = wire.poll()) {
      handle(Report.read(line.get()), now);
    }
    relayCancels(now);
    if (current == null && loaded.getCount() == 0) {
      sendNext();
    }
    if (hasDeadline() && clock.nanos() - deadline >= 0) {
      overdue = loaded.getCount() > 0 ? "loading the model" : "answering";
    }
  }

  private boolean hasDeadline() {
    return current != null || loaded.getCount() > 0;
  }

  private long waitMillis() {
    if (!hasDeadline()) {
      return -1;
    }
    return Math.max(1, Duration.ofNanos(deadline - clock.nanos()).toMillis() + 1);
  }

  private void handle(Report report, long at) {
    switch (report) {
      case Report.Ready ready -> loaded.countDown();
      case Report.LoadFailed failed -> loadFailure = LastWords.notLoaded(process, failed.reason());
      case Report.Text text when isCurrent(text.id()) -> {
        extendDeadline(at);
        emit(call -> call.emit(new TextDelta(text.text()), at));
      }
      case Report.Ended ended when isCurrent(ended.id()) -> finish(ended, at);
      case Report.TooLong tooLong when isCurrent(tooLong.id()) ->
          failCurrent(Refusals.tooLong(tooLong.promptTokens(), tooLong.contextTokens()), at);
      case Report.Failed failed when isCurrent(failed.id()) ->
          failCurrent(
              new Failure.EngineFault(
                  "The engine refused the request: " + Printable.text(failed.reason()),
                  "Change the prompt or the sampling, then run again.",
                  false,
                  process.log().last(LastWords.SHOWN_LINES)),
              at);
      case Report.Text late -> {}
      case Report.Ended late -> {}
      case Report.TooLong late -> {}
      case Report.Failed late -> {}
    }
  }

  private boolean isCurrent(long id) {
    return current != null && currentId == id;
  }

  private void finish(Report.Ended ended, long at) {
    Usage usage = new Usage(ended.inputTokens(), ended.outputTokens(), 0, 0, Usage.Source.COUNTED);
    emit(call -> call.emit(new UsageReported(usage), at));
    switch (ended.end()) {
      case STOP -> emit(call -> call.emit(new Finished(FinishReason.STOP), at));
      case LENGTH -> emit(call -> call.emit(new Finished(FinishReason.LENGTH), at));
      case CANCELLED -> emit(call -> call.fail(new Failure.Cancelled(), at));
    }
    current = null;
  }

  private void failCurrent(Failure failure, long at) {
    emit(call -> call.fail(failure, at));
    current = null;
  }

  private void emit(Consumer<LocalCall> event) {
    LocalCall call = current;
    if (call != null) {
      event.accept(call);
    }
  }

  private void sendNext() throws IOException {
    LocalCall next;
    synchronized (waiting) {
      next = waiting.poll();
    }
    Origin answerer = origin;
    if (next == null || answerer == null) {
      return;
    }
    current = next;
    currentId++;
    cancelSent = false;
    byte[] line = next.line(currentId);
    long sentAt = clock.nanos();
    extendDeadline(sentAt);
    wire.send(line);
    next.emit(new Started(answerer.seeded(next.seed()), sentAt), sentAt);
  }

  /** Not counted from a cancel on: it has a shorter time of its own. */
  private void extendDeadline(long now) {
    if (!cancelSent) {
      deadline = now + patience.silence().toNanos();
    }
  }

  private void relayCancels(long now) throws IOException {
    LocalCall call = current;
    if (call != null && call.isCancelled() && !cancelSent) {
      cancelSent = true;
      deadline = now + patience.cancel().toNanos();
      wire.send(new Command.Cancel(currentId).line());
    }
    synchronized (waiting) {
      for (Iterator<LocalCall> calls = waiting.iterator(); calls.hasNext(); ) {
        LocalCall queued = calls.next();
        if (queued.isCancelled()) {
          calls.remove();
          queued.fail(new Failure.Cancelled(), now);
        }
      }
    }
  }

  /** Nothing more comes from this worker: everybody who waits is told why. */
  private void end(@Nullable Throwable fault) {
    Deque<LocalCall> unanswered;
    synchronized (waiting) {
      closed = true;
      unanswered = new ArrayDeque<>(waiting);
      waiting.clear();
    }
    if (current != null) {
      unanswered.addFirst(current);
      current = null;
    }
    Failure failure = loadFailure == null ? LastWords.of(process, overdue, fault) : loadFailure;
    process.close();
    if (loaded.getCount() > 0) {
      loadFailure = failure;
      loaded.countDown();
    }
    long now = clock.nanos();
    for (LocalCall call : unanswered) {
      call.fail(call.isCancelled() ? new Failure.Cancelled() : failure, now);
    }
  }
}
