package app.diptych.gateway;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Finds the explanation in an error of any dialect: {@code {"error": {...}}}, {@code {"error":
 * "..."}}, {@code {"object": "error", "message": ...}}, {@code {"detail": [{"msg": ...}]}}, {@code
 * [{"error": ...}]}. What is outermost and first counts.
 */
final class ErrorReader {
  private String message = "";
  private String type = "";
  private String code = "";
  private String raw = "";
  private @Nullable Integer promptTokens;
  private @Nullable Integer contextTokens;

  private ErrorReader() {}

  /** Reads the value the parser stands on, to its end. */
  static GatewayError read(JsonParser parser) {
    ErrorReader reader = new ErrorReader();
    reader.takeValue(parser);
    return reader.error();
  }

  /** Reads a whole body, or the start of one; what is not JSON explains nothing. */
  static GatewayError read(byte[] bytes, int from, int length) {
    ErrorReader reader = new ErrorReader();
    try (JsonParser parser =
        ChunkDecoder.JSON.createParser(ObjectReadContext.empty(), bytes, from, length)) {
      JsonToken first = parser.nextToken();
      if (first != null && first.isStructStart()) {
        reader.takeValue(parser);
      }
    } catch (JacksonException notJson) {
      return reader.error();
    }
    return reader.error();
  }

  private void takeValue(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        parser.nextToken();
        takeField(name, parser);
      }
    } else if (token == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        takeValue(parser);
      }
    } else if (token == JsonToken.VALUE_STRING && message.isEmpty()) {
      message = parser.getString();
    }
  }

  private void takeField(String name, JsonParser parser) {
    switch (name) {
      case "error", "message", "detail", "msg", "error_description" -> takeValue(parser);
      case "type" -> type = first(type, parser);
      case "code" -> code = first(code, parser);
      case "n_prompt_tokens" -> promptTokens = count(parser);
      case "n_ctx" -> contextTokens = count(parser);
      case "metadata" -> takeMetadata(parser);
      default -> parser.skipChildren();
    }
  }

  /** OpenRouter puts what the provider behind it said into {@code metadata.raw}. */
  private void takeMetadata(JsonParser parser) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken token = parser.nextToken();
      if (name.equals("raw") && token == JsonToken.VALUE_STRING) {
        raw = parser.getString();
      } else {
        parser.skipChildren();
      }
    }
  }

  private GatewayError error() {
    String said = raw.isEmpty() ? message : message + ": " + raw;
    return new GatewayError(said, type, code, promptTokens, contextTokens);
  }

  private static String first(String known, JsonParser parser) {
    if (parser.currentToken().isStructStart()) {
      parser.skipChildren();
      return known;
    }
    boolean says = parser.currentToken() != JsonToken.VALUE_NULL;
    return known.isEmpty() && says ? parser.getString() : known;
  }

  private static @Nullable Integer count(JsonParser parser) {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() == JsonParser.NumberType.INT) {
      return parser.getIntValue();
    }
    parser.skipChildren();
    return null;
  }
}
