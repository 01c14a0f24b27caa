package app.diptych.trial;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent;
import app.diptych.completion.Failure;
import app.diptych.timing.NanoClock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The work of one side: get ready, pass the gate, answer. Nothing that goes wrong here reaches the
 * other side.
 */
final class SideRun implements Runnable {
  private final SideSetup setup;
  private final Transcript transcript;
  private final StartGate gate;
  private final NanoClock clock;
  private final SpendingCheck.@Nullable OfTrial spending;
  private final @Nullable Runnable makeRoom;
  private final Runnable whenDone;
  private final CountDownLatch done = new CountDownLatch(1);
  private boolean cancelled;
  private @Nullable Thread worker;
  private @Nullable Call call;

  /**
   * @param spending asked before anything is made ready; null when there are no budgets
   * @param makeRoom unloads the models of the other sides, which are asked before or after this
   *     one; null when they are asked at the same time
   * @param whenDone told once, however the side ends
   */
  SideRun(
      SideSetup setup,
      Transcript transcript,
      StartGate gate,
      NanoClock clock,
      SpendingCheck.@Nullable OfTrial spending,
      @Nullable Runnable makeRoom,
      Runnable whenDone) {
    this.setup = setup;
    this.transcript = transcript;
    this.gate = gate;
    this.clock = clock;
    this.spending = spending;
    this.makeRoom = makeRoom;
    this.whenDone = whenDone;
  }

  @Override
  public void run() {
    boolean arrived = false;
    try {
      begin();
      Optional<Failure> unready = spending == null ? Optional.empty() : spending.ask();
      if (unready.isEmpty()) {
        unready = prepare();
      }
      arrived = true;
      gate.arrive();
      if (unready.isPresent()) {
        fail(unready.get());
      } else {
        answer();
      }
    } catch (InterruptedException stopped) {
      fail(new Failure.Cancelled());
    } catch (RuntimeException fault) {
      fail(
          new Failure.ProviderError(
              "The provider failed unexpectedly: " + fault, "Run again, or report this.", true));
    } finally {
      if (!arrived) {
        gate.arrive();
      }
      if (spending != null) {
        spending.ended(transcript.side(), transcript.answer());
      }
      // Told before anybody who waits can go on, so that who waited for both finds both told.
      whenDone.run();
      done.countDown();
    }
  }

  void cancel() {
    synchronized (this) {
      cancelled = true;
      if (call != null) {
        call.cancel();
      } else if (worker != null) {
        worker.interrupt();
      }
    }
  }

  void await() throws InterruptedException {
    done.await();
  }

  boolean isDone() {
    return done.getCount() == 0;
  }

  Optional<Double> tokensPerSecond() {
    return transcript.metrics().outputTokensPerSecondBy(transcript.sinceSent(clock.nanos()));
  }

  Transcript transcript() {
    return transcript;
  }

  private synchronized void begin() throws InterruptedException {
    worker = Thread.currentThread();
    if (cancelled) {
      throw new InterruptedException();
    }
  }

  private Optional<Failure> prepare() throws InterruptedException {
    long begun = clock.nanos();
    transcript.takeTurn(begun);
    Optional<Failure> unready = setup.provider().prepare();
    if (makeRoom != null && setup.local() && unready.isPresent() && unready.get().retryable()) {
      // Most likely the other side's model takes the memory.
      makeRoom.run();
      unready = setup.provider().prepare();
    }
    transcript.prepared(Duration.ofNanos(clock.nanos() - begun));
    if (unready.isEmpty()) {
      transcript.moveTo(SideState.READY);
    }
    return unready;
  }

  private void answer() throws InterruptedException {
    transcript.startedAt(gate.pass());
    transcript.moveTo(SideState.WAITING);
    started().await();
    if (!transcript.state().isLast()) {
      fail(
          new Failure.BrokenStream(
              "The provider stopped without saying how the answer ended.", "Run again."));
    }
  }

  /**
   * From here on a stop goes through the call, because an interrupt could tear a half-written
   * request.
   */
  private synchronized Call started() throws InterruptedException {
    if (cancelled) {
      throw new InterruptedException();
    }
    call = setup.provider().start(setup.request(), this::hear);
    if (transcript.state().isLast()) {
      call.cancel();
    }
    return call;
  }

  /**
   * Another try, or another provider, is another request: the budgets are asked before it is sent,
   * which waits until this has been heard.
   */
  private void hear(CompletionEvent event, long atNanos) {
    transcript.accept(event, atNanos);
    Failure refusal =
        spending == null ? null : spending.next(transcript.side(), event).orElse(null);
    if (refusal != null) {
      fail(refusal);
      stopCall();
    }
  }

  private synchronized void stopCall() {
    if (call != null) {
      call.cancel();
    }
  }

  private void fail(Failure failure) {
    transcript.accept(new CompletionEvent.Failed(failure), clock.nanos());
  }
}
