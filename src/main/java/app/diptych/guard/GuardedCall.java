package app.diptych.guard;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import app.diptych.completion.Provider;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call that may have a call of an inner provider behind it, now this one, now another. A stop
 * ends it at once, whatever the inner call does.
 */
final class GuardedCall implements Call {
  private final Outlet outlet;
  private final Later later;
  private @Nullable Call inner;

  GuardedCall(Outlet outlet, Later later) {
    this.outlet = outlet;
    this.later = later;
  }

  /**
   * Starts the inner call, unless this one was stopped.
   *
   * @return whether it was started
   */
  synchronized boolean start(Provider provider, CompletionRequest request, CompletionSink sink) {
    if (outlet.isCancelled()) {
      return false;
    }
    try {
      inner = provider.start(request, sink);
      return true;
    } catch (RuntimeException fault) {
      later.run(Duration.ZERO, () -> outlet.fault(fault));
      return false;
    }
  }

  @Override
  public void cancel() {
    if (!outlet.cancel()) {
      return;
    }
    Call running;
    synchronized (this) {
      running = inner;
    }
    if (running != null) {
      running.cancel();
    }
    // The stop may come from within the sink, which takes one event at a time.
    later.run(Duration.ZERO, () -> outlet.fail(new Failure.Cancelled()));
  }

  @Override
  public void await() throws InterruptedException {
    outlet.await();
  }
}
