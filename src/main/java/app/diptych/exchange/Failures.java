package app.diptych.exchange;

import app.diptych.completion.Failure;
import app.diptych.session.AnswerJson;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;

/** Errors as other tools tell them, as what they are here. */
final class Failures {
  private static final int LONGEST = 2_000;
  private static final String AGAIN = "Run the prompt again for a whole answer.";
  private static final Pattern STATUS =
      Pattern.compile("(?i)\\berror\\b[^\\d\\n]{0,20}\\b([45]\\d\\d)\\b");
  private static final Pattern LATE =
      Pattern.compile("(?i)\\b(?:timed? ?out|timeout|deadline exceeded|expired)\\b");
  private static final Pattern LONG = Pattern.compile("(?i)context[_ ]length|maximum context");

  private Failures() {}

  /** By a kind of ours; one that is none becomes an error of the provider. */
  static Failure named(String kind, String message) {
    Failure known =
        AnswerJson.failure(
            JsonNodeFactory.instance
                .objectNode()
                .put("kind", kind)
                .put("message", shortened(message))
                .put("hint", AGAIN)
                .put("retryable", true));
    return known == null ? told(message) : known;
  }

  /** By the status of an HTTP response. */
  static Failure status(int status, String message) {
    String said = shortened(message.isBlank() ? "HTTP " + status : message);
    return switch (status) {
      case 401, 403 -> new Failure.Unauthorized(said, "Check the key, then run the prompt again.");
      case 404 -> new Failure.ModelNotFound(said, "Check the name of the model.");
      case 408 -> new Failure.TimedOut(said, AGAIN);
      case 429 -> new Failure.RateLimited(said, AGAIN, null);
      case 502, 503, 504, 529 -> new Failure.Overloaded(said, AGAIN);
      case 400, 413, 422 ->
          LONG.matcher(said).find()
              ? new Failure.ContextExceeded(said, "Shorten the prompt.", null, null)
              : new Failure.InvalidRequest(said, "Change the prompt or its settings.");
      default -> new Failure.ProviderError(said, AGAIN, status >= 500);
    };
  }

  /** By nothing but the words of an error. */
  static Failure told(String message) {
    Matcher status = STATUS.matcher(message);
    if (status.find()) {
      return status(Integer.parseInt(status.group(1)), message);
    }
    if (LATE.matcher(message).find()) {
      return new Failure.TimedOut(shortened(message), AGAIN);
    }
    return new Failure.ProviderError(
        message.isBlank() ? "The other tool recorded an error." : shortened(message), AGAIN, true);
  }

  private static String shortened(String message) {
    if (message.length() <= LONGEST) {
      return message;
    }
    int end = Character.isHighSurrogate(message.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return message.substring(0, end) + "\u2026";
  }
}
