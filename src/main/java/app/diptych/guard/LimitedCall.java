package app.diptych.guard;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionEvent.Retrying;
import app.diptych.completion.CompletionEvent.UsageReported;
import app.diptych.completion.CompletionEvent.Waiting;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.Provider;
import app.diptych.completion.Usage;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One call that waits for its turn. */
final class LimitedCall implements Call, RateLimit.Turn {
  private final Provider provider;
  private final RateLimit limit;
  private final CompletionRequest request;
  private final Outlet outlet;
  private final GuardedCall call;
  private final RateLimit.Ticket ticket;
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
  private @Nullable Usage usage;

  private enum Stage {
    WAITING,
    SENT,
    STOPPED
  }

  LimitedCall(
      Provider provider,
      RateLimit limit,
      CompletionRequest request,
      long need,
      Outlet outlet,
      Later later) {
    this.provider = provider;
    this.limit = limit;
    this.request = request;
    this.outlet = outlet;
    this.call = new GuardedCall(outlet, later);
    this.ticket = limit.ticket(need, this);
  }

  void start() {
    ticket.join();
  }

  @Override
  public void waiting(int place, Duration expected) {
    outlet.tellIf(() -> stage.get() == Stage.WAITING, new Waiting(place, expected));
  }

  @Override
  public void come() {
    boolean sent =
        stage.compareAndSet(Stage.WAITING, Stage.SENT) && call.start(provider, request, this::hear);
    if (!sent) {
      leave();
    }
  }

  private void hear(CompletionEvent event, long atNanos) {
    note(event);
    try {
      if (event.isLast()) {
        // Whoever hears an end that came from the provider finds this place free.
        ticket.end(usage);
      }
    } finally {
      outlet.emit(event, atNanos);
    }
  }

  private void note(CompletionEvent event) {
    if (event instanceof UsageReported report) {
      usage = report.usage();
    } else if (event instanceof Retrying retry) {
      restAsAsked(retry.because());
      // This try is over; the next one has a ticket of its own and queues for it.
      ticket.end(null);
    } else if (event instanceof Failed failed) {
      restAsAsked(failed.failure());
      if (failed.failure() instanceof Failure.BreakerOpen) {
        ticket.unsent();
      }
    }
  }

  /** What a gateway tells one request holds for all. */
  private void restAsAsked(Failure failure) {
    if (failure instanceof Failure.RateLimited limited && limited.retryAfter() != null) {
      limit.rest(limited.retryAfter());
    }
  }

  @Override
  public void cancel() {
    try {
      if (stage.compareAndSet(Stage.WAITING, Stage.STOPPED)) {
        leave();
      }
    } finally {
      call.cancel();
    }
  }

  @Override
  public void await() throws InterruptedException {
    call.await();
  }

  private void leave() {
    ticket.unsent();
    ticket.end(null);
  }
}
