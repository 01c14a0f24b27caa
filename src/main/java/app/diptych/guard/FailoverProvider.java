package app.diptych.guard;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import app.diptych.completion.Provider;
import app.diptych.timing.NanoClock;
import java.util.Optional;

/**
 * Asks another provider when the first one cannot serve, before its first delta and within the
 * terms, and says so: what comes then is not the answer of the model asked for.
 */
public final class FailoverProvider implements Provider {
  private final Route first;
  private final Route fallback;
  private final FailoverTerms terms;
  private final NanoClock clock;
  private final Later later;

  /**
   * @param first with its own limiter, breaker and retry; so has the fallback
   */
  public FailoverProvider(
      Route first, Route fallback, FailoverTerms terms, NanoClock clock, Later later) {
    this.first = first;
    this.fallback = fallback;
    this.terms = terms;
    this.clock = clock;
    this.later = later;
  }

  /** Gets both ready, so that changing over takes no longer than it must. */
  @Override
  public Optional<Failure> prepare() throws InterruptedException {
    Optional<Failure> unready = first.provider().prepare();
    if (unready.isEmpty() && terms.when() != FailoverTerms.When.NEVER) {
      // That the fallback cannot answer matters only when it is needed, and is told then.
      var _ = fallback.provider().prepare();
    }
    return unready;
  }

  @Override
  public Call start(CompletionRequest request, CompletionSink sink) {
    FailoverCall call =
        new FailoverCall(first, fallback, terms, request, new Outlet(sink, clock), later);
    call.start();
    return call;
  }
}
