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
  private boolean wrong;

  private UsageReader() {}

  /**
   * What was told.
   *
   * @param usage null when it does not tell both input and output: half a count is not a count
   * @param refused whether that is because one of them is told and is no number of tokens
   */
  record Told(@Nullable Usage usage, boolean refused) {
    static final Told NOTHING = new Told(null, false);
  }

  /** Reads the value the parser stands on, to its end. */
  static Told read(JsonParser parser) {
    UsageReader reader = new UsageReader();
    reader.takeObject(parser);
    Usage usage = reader.usage();
    return new Told(usage, usage == null && reader.wrong);
  }

  private void takeObject(JsonParser parser) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      switch (name) {
        case "prompt_tokens" -> input = needed(parser, input);
        case "completion_tokens" -> output = needed(parser, output);
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
    // More cached tokens than there are stay as they were told: whoever prices them says so.
    return new Usage(input, generated, reasoning, cached, Usage.Source.REPORTED);
  }

  private static int saturated(long count) {
    return (int) Math.min(count, Integer.MAX_VALUE);
  }

  private int needed(JsonParser parser, int known) {
    boolean told = parser.currentToken() != JsonToken.VALUE_NULL;
    int count = count(parser, UNKNOWN);
    wrong |= told && count == UNKNOWN;
    return count == UNKNOWN ? known : count;
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
