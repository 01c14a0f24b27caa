package app.diptych.guard;

import app.diptych.completion.Failure;
import org.jspecify.annotations.Nullable;

/** Whose fault the end of a call is. */
enum Fault {
  /** Nobody's: it went well. */
  NONE,
  /** The gateway's. */
  GATEWAY,
  /** The key's. */
  KEY,
  /** Too much was sent in too short a time. */
  HASTE,
  /** Not the gateway's, so that it says nothing about its health. */
  ELSEWHERE;

  static Fault of(@Nullable Failure failure) {
    return switch (failure) {
      case null -> NONE;
      case Failure.Unauthorized _ -> KEY;
      case Failure.RateLimited _ -> HASTE;
      case Failure.Overloaded _,
          Failure.TimedOut _,
          Failure.ConnectionLost _,
          Failure.BrokenStream _,
          Failure.EngineFault _ ->
          GATEWAY;
      // One that trying again cannot mend is about the account, such as a quota that is used up.
      case Failure.ProviderError error -> error.retryable() ? GATEWAY : ELSEWHERE;
      case Failure.ModelNotFound _,
          Failure.InvalidRequest _,
          Failure.ContextExceeded _,
          Failure.OverBudget _,
          Failure.BreakerOpen _,
          Failure.Interrupted _,
          Failure.Cancelled _ ->
          ELSEWHERE;
    };
  }
}
