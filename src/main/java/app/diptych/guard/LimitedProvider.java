package app.diptych.guard;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import app.diptych.completion.Provider;
import app.diptych.timing.NanoClock;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Sends each request when the gateway's limits allow it, and tells its place in the queue until
 * then. All providers of a gateway share its {@link RateLimit}.
 */
public final class LimitedProvider implements Provider {
  private final Provider provider;
  private final RateLimit limit;
  private final ToLongFunction<CompletionRequest> need;
  private final NanoClock clock;
  private final Later later;

  /** Guesses the tokens of a request from its length. */
  public LimitedProvider(Provider provider, RateLimit limit, NanoClock clock, Later later) {
    this(provider, limit, TokenGuess::of, clock, later);
  }

  /**
   * @param need tokens that a request and its answer may take; asked on the thread that starts it
   */
  public LimitedProvider(
      Provider provider,
      RateLimit limit,
      ToLongFunction<CompletionRequest> need,
      NanoClock clock,
      Later later) {
    this.provider = provider;
    this.limit = limit;
    this.need = need;
    this.clock = clock;
    this.later = later;
  }

  @Override
  public Optional<Failure> prepare() throws InterruptedException {
    return provider.prepare();
  }

  @Override
  public Call start(CompletionRequest request, CompletionSink sink) {
    LimitedCall call =
        new LimitedCall(
            provider, limit, request, need.applyAsLong(request), new Outlet(sink, clock), later);
    call.start();
    return call;
  }
}
