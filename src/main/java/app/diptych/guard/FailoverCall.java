package app.diptych.guard;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent.FailedOver;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** One call that may be answered by another provider than the first. */
final class FailoverCall implements Call {
  private final Route first;
  private final Route fallback;
  private final FailoverTerms terms;
  private final CompletionRequest request;
  private final Outlet outlet;
  private final Later later;
  private final GuardedCall call;

  FailoverCall(
      Route first,
      Route fallback,
      FailoverTerms terms,
      CompletionRequest request,
      Outlet outlet,
      Later later) {
    this.first = first;
    this.fallback = fallback;
    this.terms = terms;
    this.request = request;
    this.outlet = outlet;
    this.later = later;
    this.call = new GuardedCall(outlet, later);
  }

  void start() {
    call.start(first.provider(), first.request(request), new FirstDelta(outlet, this::goesOver));
  }

  private boolean goesOver(Failure failure, boolean lost) {
    if (!isReason(failure) || outlet.isCancelled()) {
      return false;
    }
    String tooDear = tooDear();
    if (tooDear != null) {
      outlet.fail(MoreToDo.after(failure, tooDear));
    } else {
      later.run(Duration.ZERO, () -> goOver(new FailedOver(fallback.name(), failure, lost)));
    }
    return true;
  }

  /** Told first: who hears it may stop the call, and then the fallback is not asked. */
  private void goOver(FailedOver other) {
    outlet.tell(other);
    if (!outlet.isCancelled()) {
      askFallback();
    }
  }

  private void askFallback() {
    try {
      Failure unready = fallback.provider().prepare().orElse(null);
      if (unready != null) {
        outlet.fail(unready);
        return;
      }
    } catch (InterruptedException stopped) {
      outlet.fail(new Failure.Cancelled());
      return;
    } catch (RuntimeException fault) {
      outlet.fault(fault);
      return;
    }
    call.start(fallback.provider(), fallback.request(request), outlet::emit);
  }

  private boolean isReason(Failure failure) {
    return switch (terms.when()) {
      case NEVER -> false;
      case TRIPPED -> failure instanceof Failure.BreakerOpen;
      case FAILED ->
          failure instanceof Failure.BreakerOpen
              || Fault.of(failure) == Fault.GATEWAY
              || Fault.of(failure) == Fault.HASTE;
    };
  }

  /** Why the fallback costs too much, in one sentence; null when it does not. */
  private @Nullable String tooDear() {
    Double most = terms.most();
    if (most == null) {
      return null;
    }
    OptionalDouble ratio = terms.cost().ratio(first.name(), fallback.name());
    String cap = Words.number(BigDecimal.valueOf(most)) + " times";
    if (ratio.isEmpty()) {
      return terms.unknownAllowed()
          ? null
          : fallback.name()
              + " was not asked instead, because it is not known to cost at most "
              + cap
              + " as much: give the prices of both, or allow unknown costs.";
    }
    if (ratio.getAsDouble() == Double.POSITIVE_INFINITY) {
      return "%s was not asked instead, because it costs money and %s does not: at most %s as much is allowed."
          .formatted(fallback.name(), first.name(), cap);
    }
    return ratio.getAsDouble() <= most
        ? null
        : "%s was not asked instead, because it costs %s times as much and at most %s is allowed."
            .formatted(fallback.name(), Words.number(BigDecimal.valueOf(ratio.getAsDouble())), cap);
  }

  @Override
  public void cancel() {
    call.cancel();
  }

  @Override
  public void await() throws InterruptedException {
    call.await();
  }
}
