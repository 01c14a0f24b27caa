package app.diptych.gateway;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one chunk, or one whole completion, from a JSON parser. */
final class ChunkReader {
  private final JsonParser parser;
  private final boolean weighed;
  private String object = "";
  private String model = "";
  private @Nullable String fingerprint;
  private UsageReader.Told usage = UsageReader.Told.NOTHING;
  private @Nullable GatewayError error;
  private GatewayError outermost = GatewayError.UNEXPLAINED;
  private Map<String, Double> timings = Map.of();
  private boolean hasChoices;
  private ChoiceReader choice;

  /**
   * @param weighed whether the probabilities of the tokens are read
   */
  ChunkReader(JsonParser parser, boolean weighed) {
    this.parser = parser;
    this.weighed = weighed;
    this.choice = new ChoiceReader(parser, 0, weighed);
  }

  /** Reads the object the parser stands on, to its end. */
  Chunk chunk() throws MalformedChunk {
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken token = parser.nextToken();
      switch (name) {
        case "choices" -> takeChoices(token);
        case "object" -> object = ChoiceReader.textOr(object, parser);
        case "model" -> model = ChoiceReader.textOr(model, parser);
        case "system_fingerprint" -> takeFingerprint();
        case "usage" -> usage = token == JsonToken.VALUE_NULL ? usage : UsageReader.read(parser);
        case "timings" -> timings = TimingsReader.read(parser);
        case "error" -> error = token == JsonToken.VALUE_NULL ? error : ErrorReader.read(parser);
        case "message", "code", "type" -> takeOutermost(name, token);
        default -> parser.skipChildren();
      }
    }
    return new Chunk(
        model,
        fingerprint,
        choice.content(),
        choice.reasoning(),
        choice.finishReason(),
        usage.usage(),
        usage.refused(),
        knownError(),
        timings,
        choice.tokens(),
        hasChoices);
  }

  /** A template for the chunks after this one, when this one is mere text. */
  @Nullable ChunkTemplate template(Chunk chunk, byte[] bytes, int from, int length) {
    boolean merelyText =
        chunk.finishReason().isEmpty()
            && chunk.usage() == null
            && !chunk.usageRefused()
            && chunk.error() == null
            && chunk.tokens().isEmpty();
    return merelyText && choice.texts() == 1
        ? ChunkTemplate.of(chunk, bytes, from, length, choice.textStart(), choice.textEnd())
        : null;
  }

  private void takeChoices(JsonToken token) throws MalformedChunk {
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    if (token != JsonToken.START_ARRAY) {
      throw new MalformedChunk("\"choices\" is not a list", false, null);
    }
    hasChoices = true;
    int texts = choice.texts();
    boolean found = false;
    for (int position = 0; parser.nextToken() != JsonToken.END_ARRAY; position++) {
      ChoiceReader next = new ChoiceReader(parser, position, weighed);
      next.read();
      texts += next.texts();
      if (next.index() == 0 && !found) {
        found = true;
        choice = next;
      }
    }
    choice.countTexts(texts);
  }

  private void takeFingerprint() {
    String text = ChoiceReader.textOr("", parser);
    fingerprint = text.isEmpty() ? fingerprint : text;
  }

  /** Some servers send the error object itself where the chunk should be. */
  private void takeOutermost(String name, JsonToken token) {
    if (token.isStructStart()) {
      parser.skipChildren();
      return;
    }
    String text = token == JsonToken.VALUE_NULL ? "" : parser.getString();
    outermost =
        switch (name) {
          case "message" -> with(text, outermost.type(), outermost.code());
          case "type" -> with(outermost.message(), text, outermost.code());
          default -> with(outermost.message(), outermost.type(), text);
        };
  }

  private static GatewayError with(String message, String type, String code) {
    return new GatewayError(message, type, code, null, null);
  }

  private @Nullable GatewayError knownError() {
    if (error != null) {
      return error;
    }
    if (choice.error() != null) {
      return choice.error();
    }
    boolean isError = object.equals("error") || outermost.type().equals("error");
    return isError || choice.finishReason().equals("error") ? outermost : null;
  }
}
