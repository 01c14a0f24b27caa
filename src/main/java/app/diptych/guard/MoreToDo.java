package app.diptych.guard;

import app.diptych.completion.Failure;

/** Adds a sentence to what a failure says one can do. */
final class MoreToDo {
  private MoreToDo() {}

  static Failure after(Failure failure, String sentence) {
    String hint = failure.hint() + " " + sentence;
    return switch (failure) {
      case Failure.RateLimited it -> new Failure.RateLimited(it.message(), hint, it.retryAfter());
      case Failure.Overloaded it -> new Failure.Overloaded(it.message(), hint);
      case Failure.TimedOut it -> new Failure.TimedOut(it.message(), hint);
      case Failure.ConnectionLost it -> new Failure.ConnectionLost(it.message(), hint);
      case Failure.BrokenStream it -> new Failure.BrokenStream(it.message(), hint);
      case Failure.ProviderError it ->
          new Failure.ProviderError(it.message(), hint, it.retryable());
      case Failure.BreakerOpen it -> new Failure.BreakerOpen(it.message(), hint);
      case Failure.EngineFault it ->
          new Failure.EngineFault(it.message(), hint, it.retryable(), it.log());
      case Failure.Unauthorized it -> new Failure.Unauthorized(it.message(), hint);
      case Failure.ModelNotFound it -> new Failure.ModelNotFound(it.message(), hint);
      case Failure.InvalidRequest it -> new Failure.InvalidRequest(it.message(), hint);
      case Failure.ContextExceeded it ->
          new Failure.ContextExceeded(it.message(), hint, it.promptTokens(), it.contextTokens());
      case Failure.OverBudget it -> new Failure.OverBudget(it.message(), hint);
      case Failure.Interrupted it -> it;
      case Failure.Cancelled it -> it;
    };
  }
}
