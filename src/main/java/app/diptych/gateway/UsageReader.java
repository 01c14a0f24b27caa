package app.diptych.gateway;

import app.diptych.completion.Usage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads a {@code usage} object. */
final class UsageReader {
  private static final int UNKNOWN = -1;

  private int input = UNKNOWN;
  private int output = UNKNOWN;
  private int total = UNKNOWN;
  private int reasoning;
  private int cached;

  private UsageReader() {}

  /**
   * Reads the value the parser stands on, to its end.
   *
   * @return null when it does not tell both input and output: half a count is not a count
   */
  static @Nullable Usage read(JsonParser parser) {
    UsageReader reader = new UsageReader();
    reader.takeObject(parser);
    return reader.usage();
  }

  private void takeObject(JsonParser parser) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      switch (name) {
        case "prompt_tokens" -> input = count(parser, input);
        case "completion_tokens" -> output = count(parser, output);
        case "total_tokens" -> total = count(parser, total);
        case "cached_tokens", "prompt_cache_hit_tokens" -> cached = count(parser, cached);
        case "reasoning_tokens" -> reasoning = count(parser, reasoning);
        case "prompt_tokens_details", "completion_tokens_details" -> takeObject(parser);
        default -> parser.skipChildren();
      }
    }
  }

  private @Nullable Usage usage() {
    if (input < 0 || output < 0) {
      return null;
    }
    // Some gateways leave reasoning out of completion_tokens; their total gives them away.
    boolean apart = reasoning > output || (long) input + output + reasoning == total;
    int generated = apart ? saturated((long) output + reasoning) : output;
    return new Usage(input, generated, reasoning, Math.min(cached, input), Usage.Source.REPORTED);
  }

  private static int saturated(long count) {
    return (int) Math.min(count, Integer.MAX_VALUE);
  }

  private static int count(JsonParser parser, int known) {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() == JsonParser.NumberType.INT
        && parser.getIntValue() >= 0) {
      return parser.getIntValue();
    }
    parser.skipChildren();
    return known;
  }
}
