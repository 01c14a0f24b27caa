package app.diptych.guard.policy;

import app.diptych.completion.Failure;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a table says a call ended: {@code ok}, the name of a failure, or an HTTP status. */
final class OutcomeWord {
  private static final String HINT = "It was recorded; there is nothing to do.";

  private OutcomeWord() {}

  static boolean isFine(String word) {
    String plain = plain(word);
    return plain.equals("ok")
        || plain.equals("stop")
        || plain.equals("length")
        || plain.matches("2\\d\\d");
  }

  /**
   * @param retryAfter how long the gateway asked to wait, when it said so
   * @return empty for a word that says nothing
   */
  static Optional<Failure> failure(String word, @Nullable Duration retryAfter) {
    String plain = plain(word);
    String said =
        plain.matches("\\d{3}")
            ? "it was answered with HTTP " + plain
            : "the record says " + word.strip();
    return Optional.ofNullable(
        switch (plain) {
          case "unauthorized", "401", "403" -> new Failure.Unauthorized(said, HINT);
          case "modelnotfound", "404" -> new Failure.ModelNotFound(said, HINT);
          case "ratelimited", "429" -> new Failure.RateLimited(said, HINT, retryAfter);
          case "overloaded", "502", "503", "504", "529" -> new Failure.Overloaded(said, HINT);
          case "invalidrequest", "400", "402", "405", "413", "422" ->
              new Failure.InvalidRequest(said, HINT);
          case "contextexceeded" -> new Failure.ContextExceeded(said, HINT, null, null);
          case "timedout", "timeout", "408" -> new Failure.TimedOut(said, HINT);
          case "connectionlost" -> new Failure.ConnectionLost(said, HINT);
          case "brokenstream" -> new Failure.BrokenStream(said, HINT);
          case "providererror", "error", "409", "500" ->
              new Failure.ProviderError(said, HINT, true);
          case "overbudget" -> new Failure.OverBudget(said, HINT);
          case "breakeropen" -> new Failure.BreakerOpen(said, HINT);
          case "cancelled" -> new Failure.Cancelled();
          case "interrupted" -> new Failure.Interrupted();
          default -> plain.matches("5\\d\\d") ? new Failure.ProviderError(said, HINT, true) : null;
        });
  }

  private static String plain(String word) {
    return word.strip().toLowerCase(Locale.ROOT).replaceAll("[_\\-\\s]", "");
  }
}
