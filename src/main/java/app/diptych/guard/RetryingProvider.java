package app.diptych.guard;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import app.diptych.completion.Provider;
import app.diptych.timing.NanoClock;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Sends a request again when it failed before the first delta and another try may help: the only
 * retry loop there is. After the first delta nothing is sent again, because text and latency would
 * be those of two answers.
 */
public final class RetryingProvider implements Provider {
  private final Provider provider;
  private final Provider again;
  private final Backoff backoff;
  private final NanoClock clock;
  private final Later later;

  /** Asks the same provider each time. */
  public RetryingProvider(Provider provider, NanoClock clock, Later later, DoubleSupplier random) {
    this(provider, provider, clock, later, random);
  }

  /**
   * @param provider asked first; must not retry by itself
   * @param again asked for every further try, usually the same with a queue before it: the first
   *     try has queued when it comes here
   * @param clock stamps the retries, the same that the provider stamps with
   * @param random gives numbers from 0 to below 1, so that many clients do not come back at once
   */
  public RetryingProvider(
      Provider provider, Provider again, NanoClock clock, Later later, DoubleSupplier random) {
    this.provider = provider;
    this.again = again;
    this.backoff = new Backoff(random);
    this.clock = clock;
    this.later = later;
  }

  @Override
  public Optional<Failure> prepare() throws InterruptedException {
    return provider.prepare();
  }

  @Override
  public Call start(CompletionRequest request, CompletionSink sink) {
    RetryingCall call =
        new RetryingCall(provider, again, request, new Outlet(sink, clock), backoff, later);
    call.start();
    return call;
  }
}
