package app.diptych.trial;

import app.diptych.completion.Failure;
import org.jspecify.annotations.Nullable;

/** How a request ended, as far as rates of errors go. */
public enum Outcome {
  /** It was answered to the end. */
  ANSWERED,
  /** It failed, and whoever was asked is the reason. */
  FAILED,
  /** It was refused, and what was asked is the reason: a wrong key, model, prompt or setting. */
  REFUSED,
  /** The user or the end of the program stopped it: it says nothing about who was asked. */
  STOPPED,
  /** It was never sent. */
  NOT_SENT;

  /** Whether it counts as an error or a success. */
  public boolean isCounted() {
    return this != STOPPED && this != NOT_SENT;
  }

  public boolean isError() {
    return this == FAILED || this == REFUSED;
  }

  /**
   * @param failure null for one that was answered
   * @param sent whether it ever was
   */
  static Outcome of(@Nullable Failure failure, boolean sent) {
    if (failure == null) {
      return ANSWERED;
    }
    return switch (failure) {
      case Failure.Cancelled _, Failure.Interrupted _ -> STOPPED;
      case Failure.OverBudget _, Failure.BreakerOpen _ -> NOT_SENT;
      case Failure.Unauthorized _,
          Failure.ModelNotFound _,
          Failure.InvalidRequest _,
          Failure.ContextExceeded _ ->
          REFUSED;
      case Failure.RateLimited _,
          Failure.Overloaded _,
          Failure.TimedOut _,
          Failure.ConnectionLost _,
          Failure.BrokenStream _,
          Failure.ProviderError _,
          Failure.EngineFault _ ->
          sent ? FAILED : NOT_SENT;
    };
  }
}
