package app.diptych.exchange;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON of unknown origin: every limit is set, so that no file can take the memory or the time. */
final class Json {
  /** Characters: an image of the largest size, in Base64. */
  private static final int MOST_TEXT = 28 << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxStringLength(MOST_TEXT)
                          .maxNameLength(4096)
                          .maxNumberLength(100)
                          .maxDocumentLength(Source.MOST_BYTES)
                          .maxTokenCount(8_000_000)
                          .build())
                  .build())
          .build();

  private Json() {}

  static JsonMapper mapper() {
    return MAPPER;
  }

  /**
   * One value.
   *
   * @param where named in the message when it is no JSON, for example {@code line 3 of votes.jsonl}
   */
  static JsonNode read(String text, String where) throws ExchangeException {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException broken) {
      throw new ExchangeException(
          "There is no readable JSON in " + where + ": " + why(broken, where), broken);
    }
  }

  /** A limit is told as it is; of all else only that it is broken, and what to do, is of use. */
  private static String why(JacksonException broken, String where) {
    return broken instanceof StreamConstraintsException
        ? String.valueOf(broken.getOriginalMessage())
        : where.startsWith("line ")
            ? "the line is torn or damaged. Mend it, or take it out."
            : "it is torn or damaged.";
  }

  /** The text of a field, or the other value when it is missing or no text. */
  static String text(JsonNode node, String field, String otherwise) {
    JsonNode value = node.path(field);
    return value.isString() ? value.stringValue() : otherwise;
  }
}
