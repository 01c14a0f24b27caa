package app.diptych.diff;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds the JSON in an answer. An object with the same key twice is no JSON here, because one of
 * its values would be left out of the comparison without a word.
 */
final class JsonText {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxStringLength(1_000_000)
                          .maxNameLength(10_000)
                          .maxNumberLength(1_000)
                          .maxDocumentLength(Differ.LONGEST)
                          .maxTokenCount(500_000)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private JsonText() {}

  /** The whole answer if it is an object or an array, else the first fenced block that is one. */
  static Optional<JsonNode> find(String answer, List<CodeBlock> blocks) {
    return read(answer)
        .or(() -> blocks.stream().flatMap(block -> read(block.text()).stream()).findFirst());
  }

  private static Optional<JsonNode> read(String text) {
    String bare = text.strip();
    if (!bare.startsWith("{") && !bare.startsWith("[")) {
      return Optional.empty();
    }
    try {
      return Optional.of(MAPPER.readTree(bare));
    } catch (JacksonException other) {
      return Optional.empty();
    }
  }
}
