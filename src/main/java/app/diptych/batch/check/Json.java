package app.diptych.batch.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON that a model wrote. */
final class Json {
  /** More beginnings of an object than that are not tried. */
  private static final int MOST_TRIES = 1_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(200)
                          .maxNumberLength(400)
                          .maxStringLength(8 << 20)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** As JavaScript compares: 1 is 1.0. */
  private static final Comparator<JsonNode> SAME =
      (one, other) ->
          one.isNumber() && other.isNumber()
              ? one.decimalValue().compareTo(other.decimalValue())
              : one.equals(other) ? 0 : 1;

  private Json() {}

  /** The value that a text is, from its first to its last character. */
  static Optional<JsonNode> read(String text) {
    try {
      JsonNode value = MAPPER.readTree(text);
      return value == null || value.isMissingNode() ? Optional.empty() : Optional.of(value);
    } catch (JacksonException noJson) {
      return Optional.empty();
    }
  }

  static boolean same(JsonNode one, JsonNode other) {
    return one.equals(SAME, other);
  }

  /** The objects that stand in a text, whatever is around them. */
  static List<JsonNode> objects(String text) {
    List<JsonNode> objects = new ArrayList<>();
    int tries = 0;
    int at = text.indexOf('{');
    while (at >= 0 && tries++ < MOST_TRIES) {
      int end = end(text, at);
      Optional<JsonNode> object = end < 0 ? Optional.empty() : read(text.substring(at, end));
      object.ifPresent(objects::add);
      at = text.indexOf('{', object.isPresent() ? end : at + 1);
    }
    return objects;
  }

  /** Behind the brace that closes the one there; -1 when none does. */
  private static int end(String text, int from) {
    int depth = 0;
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char one = text.charAt(i);
      if (quoted && one == '\\') {
        i++;
      } else if (one == '"') {
        quoted = !quoted;
      } else if (!quoted && one == '{') {
        depth++;
      } else if (!quoted && one == '}' && --depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }
}
