package app.diptych.batch;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON of unknown origin, every limit set. */
final class JsonText {
  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxStringLength(TextLines.LONGEST)
                          .maxNameLength(4096)
                          .maxNumberLength(100)
                          .maxTokenCount(1_000_000)
                          .build())
                  .build())
          .build();

  private JsonText() {}

  /** A value as a template takes it: text as it is, everything else as JSON. */
  static String words(JsonNode value) {
    return value.isValueNode() ? value.asString("") : value.toString();
  }
}
