package app.diptych.gateway;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the {@code timings} object that llama.cpp puts beside {@code usage}: of its fields the
 * times, {@code prompt_ms} and the like, and the rates, {@code predicted_per_second} and the like.
 */
final class TimingsReader {
  private static final int MOST_TIMINGS = 16;

  private TimingsReader() {}

  /** Reads the value the parser stands on, to its end. */
  static Map<String, Double> read(JsonParser parser) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return Map.of();
    }
    Map<String, Double> timings = new TreeMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      boolean number = parser.nextToken().isNumeric();
      boolean timing = name.endsWith("_ms") || name.endsWith("_per_second");
      if (number && timing && timings.size() < MOST_TIMINGS) {
        timings.put(name, parser.getDoubleValue());
      } else {
        parser.skipChildren();
      }
    }
    return timings;
  }
}
