package app.diptych.guard;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import app.diptych.completion.Provider;
import app.diptych.timing.NanoClock;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks only while the gateway's {@link Breaker} lets it, and tells the breaker how each call ended.
 */
public final class BreakingProvider implements Provider {
  private final Provider provider;
  private final Breaker breaker;
  private final NanoClock clock;
  private final Later later;

  public BreakingProvider(Provider provider, Breaker breaker, NanoClock clock, Later later) {
    this.provider = provider;
    this.breaker = breaker;
    this.clock = clock;
    this.later = later;
  }

  @Override
  public Optional<Failure> prepare() throws InterruptedException {
    return provider.prepare();
  }

  @Override
  public Call start(CompletionRequest request, CompletionSink sink) {
    Outlet outlet = new Outlet(sink, clock);
    GuardedCall call = new GuardedCall(outlet, later);
    switch (breaker.ask()) {
      case Breaker.Refused refused ->
          later.run(Duration.ZERO, () -> outlet.fail(refused.failure()));
      case Breaker.Permit permit -> {
        Watched watched = new Watched(outlet, breaker, permit);
        if (!call.start(provider, request, watched)) {
          watched.neverStarted();
        }
      }
    }
    return call;
  }
}
