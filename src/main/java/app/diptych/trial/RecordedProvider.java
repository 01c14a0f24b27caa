package app.diptych.trial;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionEvent.ReasoningDelta;
import app.diptych.completion.CompletionEvent.Started;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionEvent.UsageReported;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import app.diptych.completion.Provider;
import app.diptych.completion.Usage;
import app.diptych.timing.NanoClock;
import app.diptych.timing.Pace;
import app.diptych.trial.Recording.Piece;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * Gives a recorded answer again, whatever it is asked: the same pieces at the same distance from
 * the start, the same usage and the same end. Needs no network and no engine.
 */
public final class RecordedProvider implements Provider {
  private final RecordedAnswer recorded;
  private final List<CompletionEvent> deltas;
  private final long[] offsets;
  private final NanoClock clock;
  private final Pace pace;
  private final ThreadFactory threads;

  /**
   * @param clock the clock that stamps what is compared
   * @param threads one thread for each call; it sleeps from piece to piece
   */
  public RecordedProvider(RecordedAnswer recorded, NanoClock clock, ThreadFactory threads) {
    this(recorded, clock, new Pace(clock), threads);
  }

  RecordedProvider(RecordedAnswer recorded, NanoClock clock, Pace pace, ThreadFactory threads) {
    this.recorded = recorded;
    List<Piece> whole = WholePieces.of(recorded.pieces());
    this.deltas = whole.stream().map(RecordedProvider::delta).toList();
    this.offsets = whole.stream().mapToLong(Piece::offsetNanos).toArray();
    this.clock = clock;
    this.pace = pace;
    this.threads = threads;
  }

  private static CompletionEvent delta(Piece piece) {
    return piece.reasoning() ? new ReasoningDelta(piece.text()) : new TextDelta(piece.text());
  }

  @Override
  public Call start(CompletionRequest request, CompletionSink sink) {
    Play play = new Play(request, sink);
    play.begin();
    return play;
  }

  /** One telling of the answer. */
  private final class Play implements Call, Runnable {
    private final CompletionRequest request;
    private final CompletionSink sink;
    private final Thread teller;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean cancelled;

    Play(CompletionRequest request, CompletionSink sink) {
      this.request = request;
      this.sink = sink;
      this.teller = threads.newThread(this);
    }

    void begin() {
      teller.start();
    }

    @Override
    public void cancel() {
      cancelled = true;
      LockSupport.unpark(teller);
    }

    @Override
    public void await() throws InterruptedException {
      done.await();
    }

    @Override
    public void run() {
      try {
        tell();
      } finally {
        done.countDown();
      }
    }

    private void tell() {
      long zero = clock.nanos();
      sink.accept(new Started(recorded.origin(request), zero), zero);
      for (int i = 0; i < offsets.length; i++) {
        if (!pace.await(zero, offsets[i], () -> cancelled)) {
          break;
        }
        say(deltas.get(i));
      }
      if (cancelled || Thread.currentThread().isInterrupted()) {
        say(new Failed(new Failure.Cancelled()));
        return;
      }
      Usage usage = recorded.answer().usage();
      if (usage != null) {
        say(new UsageReported(usage));
      }
      say(recorded.end());
    }

    private void say(CompletionEvent event) {
      sink.accept(event, clock.nanos());
    }
  }
}
