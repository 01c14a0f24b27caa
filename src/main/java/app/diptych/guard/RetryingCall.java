package app.diptych.guard;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent.Retrying;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.Provider;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One call with its tries. */
final class RetryingCall implements Call {
  private final Provider provider;
  private final Provider again;
  private final CompletionRequest request;
  private final Outlet outlet;
  private final Backoff backoff;
  private final Later later;
  private final GuardedCall call;
  private volatile Later.@Nullable Pending next;

  RetryingCall(
      Provider provider,
      Provider again,
      CompletionRequest request,
      Outlet outlet,
      Backoff backoff,
      Later later) {
    this.provider = provider;
    this.again = again;
    this.request = request;
    this.outlet = outlet;
    this.backoff = backoff;
    this.later = later;
    this.call = new GuardedCall(outlet, later);
  }

  void start() {
    attempt(1);
  }

  private void attempt(int number) {
    call.start(
        number == 1 ? provider : again,
        request,
        new FirstDelta(outlet, (failure, lost) -> retry(number, failure, lost)));
  }

  private boolean retry(int tries, Failure failure, boolean lost) {
    Duration pause = backoff.pause(tries, failure).orElse(null);
    if (pause == null || outlet.isCancelled()) {
      return false;
    }
    outlet.tell(new Retrying(tries + 1, pause, failure, lost));
    next = later.run(pause, () -> attempt(tries + 1));
    return true;
  }

  @Override
  public void cancel() {
    call.cancel();
    Later.Pending waiting = next;
    if (waiting != null) {
      waiting.cancel();
    }
  }

  @Override
  public void await() throws InterruptedException {
    call.await();
  }
}
