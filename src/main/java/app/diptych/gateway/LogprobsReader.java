package app.diptych.gateway;

import app.diptych.completion.TokenCertainty.Alternative;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads {@code logprobs} of a choice: {@code {"content":[{"token":"Hi","logprob":-0.1,
 * "top_logprobs":[{"token":"Hi","logprob":-0.1}]}]}}. What is not of that form is passed over: no
 * answer fails for want of it.
 */
final class LogprobsReader {
  /** More in one chunk than any server puts there. */
  static final int MOST_TOKENS = 256;

  static final int MOST_ALTERNATIVES = 20;
  static final int LONGEST_TOKEN = 256;

  private final JsonParser parser;
  private final List<WeighedToken> tokens = new ArrayList<>();
  private boolean whole = true;

  private LogprobsReader(JsonParser parser) {
    this.parser = parser;
  }

  /** Reads the value the parser stands on, to its end; empty when any token cannot be used. */
  static List<WeighedToken> read(JsonParser parser) {
    LogprobsReader reader = new LogprobsReader(parser);
    reader.content();
    return reader.whole ? List.copyOf(reader.tokens) : List.of();
  }

  private void content() {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken value = parser.nextToken();
      if (name.equals("content") && value == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          token();
        }
      } else {
        parser.skipChildren();
      }
    }
  }

  private void token() {
    Told told = told(true);
    if (tokens.size() == MOST_TOKENS || !told.usable() || told.text().isEmpty()) {
      whole = false;
    } else {
      tokens.add(new WeighedToken(told.text(), told.logProbability(), told.alternatives()));
    }
  }

  /** What stands in one object, of a token or of an alternative. */
  private record Told(
      String text, double logProbability, boolean usable, List<Alternative> alternatives) {}

  private Told told(boolean outer) {
    String text = "";
    double logProbability = Double.NaN;
    List<Alternative> alternatives = new ArrayList<>();
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return new Told("", logProbability, false, alternatives);
    }
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken value = parser.nextToken();
      switch (name) {
        case "token" -> text = ChoiceReader.textOr("", parser);
        case "logprob" -> logProbability = number(value);
        case "top_logprobs" -> {
          if (outer && value == JsonToken.START_ARRAY) {
            readInto(alternatives);
          } else {
            parser.skipChildren();
          }
        }
        default -> parser.skipChildren();
      }
    }
    // llama-server tells a probability of 1 as the tiniest bit more.
    boolean usable = Double.isFinite(logProbability) && text.length() <= LONGEST_TOKEN;
    return new Told(text, Math.min(0, logProbability), usable, alternatives);
  }

  private void readInto(List<Alternative> alternatives) {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Told told = told(false);
      if (told.usable() && alternatives.size() < MOST_ALTERNATIVES) {
        alternatives.add(new Alternative(told.text(), told.logProbability()));
      }
    }
  }

  private double number(JsonToken value) {
    if (value.isNumeric()) {
      return parser.getDoubleValue();
    }
    parser.skipChildren();
    return Double.NaN;
  }
}
