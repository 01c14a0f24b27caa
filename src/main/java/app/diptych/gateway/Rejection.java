package app.diptych.gateway;

import app.diptych.completion.Failure;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A gateway said no: with an HTTP status, or with an error object inside a stream that had begun
 * well.
 *
 * @param status the HTTP status, or what a code inside a stream amounts to; 0 when unclear
 * @param inStream whether the answer had begun with HTTP 200
 * @param retryAfter how long the gateway asks to wait, when it says so
 */
record Rejection(int status, boolean inStream, GatewayError error, @Nullable Duration retryAfter) {

  static Rejection inStream(GatewayError error) {
    return new Rejection(statusOf(error), true, error, null);
  }

  Failure failure(Addressee to) {
    if (status == 0 || status == 400 || status == 413 || status == 422) {
      Failure overflow = ContextOverflow.in(error, to).orElse(null);
      if (overflow != null) {
        return overflow;
      }
    }
    if (error.is("model_not_found")) {
      return noSuchModel(to);
    }
    return switch (status) {
      case 401, 403 -> unauthorized(to);
      case 402 ->
          new Failure.ProviderError(
              said(to, "%s asks for payment"), "Top up the account at the gateway.", false);
      case 404, 405 -> notFound(to);
      case 407 ->
          new Failure.ConnectionLost(
              "The proxy between here and " + to.gateway() + " asks for a login (HTTP 407).",
              "Reach the gateway without the proxy, or use one that asks for none.");
      case 408 ->
          new Failure.TimedOut(said(to, "%s waited too long for the request"), "Run again.");
      case 429 -> limited(to);
      case 502, 503, 504, 520, 521, 522, 523, 524, 529 ->
          new Failure.Overloaded(
              said(to, "%s cannot serve now"),
              "Wait a moment and run again, or use another model.");
      default -> other(to);
    };
  }

  private Failure other(Addressee to) {
    if (status == 409 || status == 425) {
      return new Failure.ProviderError(
          said(to, "%s could not take the request"), "Run again.", true);
    }
    if (status >= 300 && status < 500) {
      String hint =
          status == 413
              ? "Shorten the prompt."
              : "Change the request as the gateway's message says, or use another model.";
      return new Failure.InvalidRequest(said(to, "%s refused the request"), hint);
    }
    return new Failure.ProviderError(
        said(to, inStream ? "%s reported an error while answering" : "%s failed"),
        "Run again; if it happens each time, ask the gateway's operator.",
        true);
  }

  private Failure unauthorized(Addressee to) {
    String what = to.withKey() ? "%s refused the key" : "%s asks for a key";
    String hint =
        !to.withKey()
            ? "Give " + to.gateway() + " its key."
            : status == 401
                ? "Check that the key of " + to.gateway() + " is whole and still valid."
                : "The key may lack the right to use this model: check it at the gateway.";
    return new Failure.Unauthorized(said(to, what), hint);
  }

  private Failure notFound(Addressee to) {
    if (status == 404 && namesModel(to)) {
      return noSuchModel(to);
    }
    if (inStream) {
      return other(to);
    }
    if (to.url().encodedPath().matches(".*/(files|batches)")) {
      return new Failure.InvalidRequest(
          said(to, "%s has no Batch API"),
          "Leave --engine out, or write the requests with --export-batch for an engine elsewhere.");
    }
    return new Failure.InvalidRequest(
        said(to, "%s knows no such address: %s", to.url().encodedPath()),
        "Check the base URL; it often ends in /v1.");
  }

  private Failure noSuchModel(Addressee to) {
    return new Failure.ModelNotFound(
        said(to, "%s has no model %s", to.text().name(to.model())),
        "Choose one of the models the gateway lists.");
  }

  private boolean namesModel(Addressee to) {
    String message = error.message().toLowerCase(Locale.ROOT);
    return !to.model().isEmpty()
        && (message.contains("model") || message.contains(to.model().toLowerCase(Locale.ROOT)));
  }

  private Failure limited(Addressee to) {
    if (error.is("insufficient_quota")) {
      // The same status as for a moment's haste, but waiting brings no money into the account.
      return new Failure.ProviderError(
          said(to, "%s says the quota is used up"), "Top up the account at the gateway.", false);
    }
    String hint =
        retryAfter == null
            ? "Wait a moment and run again."
            : "Run again in " + Math.max(1, retryAfter.toSeconds()) + " s.";
    return new Failure.RateLimited(said(to, "%s got too many requests"), hint, retryAfter);
  }

  private String said(Addressee to, String what) {
    return said(to, what, "");
  }

  /**
   * @param what a sentence without its stop: the gateway, and what it did perhaps with that value
   */
  private String said(Addressee to, String what, String value) {
    String code = inStream || status == 0 ? "" : " (HTTP " + status + ")";
    String message = to.text().sentence(error.message());
    return what.formatted(to.gateway(), value) + code + (message.isEmpty() ? "." : ": " + message);
  }

  private static int statusOf(GatewayError error) {
    if (error.code().matches("[45]\\d\\d")) {
      return Integer.parseInt(error.code());
    }
    for (String word : new String[] {error.code(), error.type()}) {
      int status = statusOf(word.toLowerCase(Locale.ROOT));
      if (status != 0) {
        return status;
      }
    }
    return 0;
  }

  private static int statusOf(String word) {
    return switch (word) {
      case "rate_limit_exceeded", "rate_limit_error", "insufficient_quota" -> 429;
      case "overloaded_error", "overloaded", "unavailable_error", "service_unavailable" -> 503;
      case "invalid_api_key", "authentication_error" -> 401;
      case "permission_error", "permission_denied" -> 403;
      case "invalid_request_error" -> 400;
      default -> 0;
    };
  }
}
