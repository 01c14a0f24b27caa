package app.diptych.session;

import app.diptych.completion.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Failures as JSON. The kinds are a closed table: a file cannot name a type of ours. */
final class FailureJson {
  private FailureJson() {}

  static ObjectNode write(Failure failure) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("kind", failure.kind())
            .put("message", failure.message())
            .put("hint", failure.hint())
            .put("retryable", failure.retryable());
    switch (failure) {
      case Failure.RateLimited limited -> {
        if (limited.retryAfter() != null) {
          node.put("retryAfterMs", limited.retryAfter().toMillis());
        }
      }
      case Failure.ContextExceeded exceeded ->
          node.put("promptTokens", exceeded.promptTokens())
              .put("contextTokens", exceeded.contextTokens());
      case Failure.EngineFault fault -> {
        var log = node.putArray("log");
        fault.log().forEach(log::add);
      }
      case Failure.Unauthorized _,
          Failure.ModelNotFound _,
          Failure.Overloaded _,
          Failure.InvalidRequest _,
          Failure.TimedOut _,
          Failure.ConnectionLost _,
          Failure.BrokenStream _,
          Failure.ProviderError _,
          Failure.OverBudget _,
          Failure.BreakerOpen _,
          Failure.Interrupted _,
          Failure.Cancelled _ -> {
        // All they say is in the fields every failure has.
      }
    }
    return node;
  }

  /** A kind this version does not know becomes an error of the provider with the same words. */
  static Failure read(JsonNode node) {
    String message = node.path("message").asString("");
    String hint = node.path("hint").asString("");
    boolean retryable = node.path("retryable").asBoolean(false);
    return switch (node.path("kind").asString("")) {
      case "Unauthorized" -> new Failure.Unauthorized(message, hint);
      case "ModelNotFound" -> new Failure.ModelNotFound(message, hint);
      case "RateLimited" -> new Failure.RateLimited(message, hint, wait(node));
      case "Overloaded" -> new Failure.Overloaded(message, hint);
      case "InvalidRequest" -> new Failure.InvalidRequest(message, hint);
      case "ContextExceeded" ->
          new Failure.ContextExceeded(
              message, hint, count(node, "promptTokens"), count(node, "contextTokens"));
      case "TimedOut" -> new Failure.TimedOut(message, hint);
      case "ConnectionLost" -> new Failure.ConnectionLost(message, hint);
      case "BrokenStream" -> new Failure.BrokenStream(message, hint);
      case "OverBudget" -> new Failure.OverBudget(message, hint);
      case "BreakerOpen" -> new Failure.BreakerOpen(message, hint);
      case "EngineFault" -> new Failure.EngineFault(message, hint, retryable, log(node));
      case "Interrupted" -> new Failure.Interrupted();
      case "Cancelled" -> new Failure.Cancelled();
      default -> new Failure.ProviderError(message, hint, retryable);
    };
  }

  private static @Nullable Duration wait(JsonNode node) {
    JsonNode value = node.path("retryAfterMs");
    return value.isIntegralNumber() && value.canConvertToLong()
        ? Duration.ofMillis(value.longValue())
        : null;
  }

  private static @Nullable Integer count(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isIntegralNumber() && value.canConvertToInt()
        ? Integer.valueOf(value.intValue())
        : null;
  }

  private static List<String> log(JsonNode node) {
    List<String> lines = new ArrayList<>();
    node.path("log").forEach(line -> lines.add(line.asString("")));
    return lines;
  }
}
