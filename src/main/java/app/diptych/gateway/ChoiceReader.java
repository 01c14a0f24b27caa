package app.diptych.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one element of {@code choices}. */
final class ChoiceReader {
  private final JsonParser parser;
  private final boolean weighed;
  private int index;
  private String content = "";
  private String refusal = "";
  private String reasoningContent = "";
  private String reasoning = "";
  private String finishReason = "";
  private @Nullable GatewayError error;
  private List<WeighedToken> tokens = List.of();
  private int texts;
  private long textStart;
  private long textEnd;

  /**
   * @param position the index that holds when the choice does not tell its own
   * @param weighed whether the probabilities of the tokens are read
   */
  ChoiceReader(JsonParser parser, int position, boolean weighed) {
    this.parser = parser;
    this.weighed = weighed;
    this.index = position;
  }

  /** Reads the object the parser stands on, to its end. */
  void read() throws MalformedChunk {
    require(parser.currentToken() == JsonToken.START_OBJECT, "a choice is not an object");
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken token = parser.nextToken();
      switch (name) {
        case "index" -> index = token == JsonToken.VALUE_NUMBER_INT ? parser.getIntValue() : index;
        case "delta", "message" -> readDelta(token);
        case "finish_reason" -> finishReason = requiredText("finish_reason", token);
        case "error" -> error = token == JsonToken.VALUE_NULL ? error : ErrorReader.read(parser);
        case "logprobs" -> takeLogprobs();
        default -> parser.skipChildren();
      }
    }
  }

  private void takeLogprobs() {
    if (weighed) {
      tokens = LogprobsReader.read(parser);
    } else {
      parser.skipChildren();
    }
  }

  /** The tokens of the text with their probabilities; empty when there are none. */
  List<WeighedToken> tokens() {
    return tokens;
  }

  int index() {
    return index;
  }

  /** A refusal is what the model says in place of an answer, so it is read as one. */
  String content() {
    return content.isEmpty() ? refusal : content;
  }

  /** Some servers send the same reasoning under two names. */
  String reasoning() {
    return reasoningContent.isEmpty() ? reasoning : reasoningContent;
  }

  String finishReason() {
    return finishReason;
  }

  @Nullable GatewayError error() {
    return error;
  }

  /** How many texts that are not empty were read. */
  int texts() {
    return texts;
  }

  void countTexts(int all) {
    texts = all;
  }

  /** Offset of the last text's opening quote. */
  long textStart() {
    return textStart;
  }

  /** Offset just after the last text's closing quote. */
  long textEnd() {
    return textEnd;
  }

  /** The string the parser stands on; anything else is skipped. */
  static String textOr(String otherwise, JsonParser parser) {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return parser.getString();
    }
    parser.skipChildren();
    return otherwise;
  }

  private void readDelta(JsonToken token) throws MalformedChunk {
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    require(token == JsonToken.START_OBJECT, "\"delta\" is not an object");
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken value = parser.nextToken();
      switch (name) {
        case "content" -> readContent(value);
        case "refusal" -> refusal = text();
        case "reasoning_content" -> reasoningContent = text();
        case "reasoning" -> reasoning = text();
        default -> parser.skipChildren();
      }
    }
  }

  private void readContent(JsonToken token) throws MalformedChunk {
    if (token == JsonToken.START_ARRAY) {
      readParts();
    } else {
      require(
          token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NULL,
          "\"content\" is not a text");
      content = text();
    }
  }

  /** Mistral sends {@code [{"type":"thinking","thinking":[...]},{"type":"text","text":"..."}]}. */
  private void readParts() {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        readPart();
      } else {
        parser.skipChildren();
      }
    }
  }

  private void readPart() {
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      switch (name) {
        case "text" -> content += text();
        case "thinking" -> readThinking();
        default -> parser.skipChildren();
      }
    }
  }

  private void readThinking() {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      reasoning += text();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        continue;
      }
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        parser.nextToken();
        if (name.equals("text")) {
          reasoning += text();
        } else {
          parser.skipChildren();
        }
      }
    }
  }

  private String text() {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      parser.skipChildren();
      return "";
    }
    long start = parser.currentTokenLocation().getByteOffset();
    String text = parser.getString();
    if (!text.isEmpty()) {
      texts++;
      textStart = start;
      textEnd = parser.currentLocation().getByteOffset();
    }
    return text;
  }

  private String requiredText(String name, JsonToken token) throws MalformedChunk {
    require(
        token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NULL,
        "\"" + name + "\" is not a text");
    return textOr("", parser);
  }

  private static void require(boolean holds, String otherwise) throws MalformedChunk {
    if (!holds) {
      throw new MalformedChunk(otherwise, false, null);
    }
  }
}
