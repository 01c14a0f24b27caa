package app.diptych.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What the rows of a file of JSON Lines are, told by the fields of the first that can be read. */
enum JsonRowKind {
  BATCH("OpenAI batch requests", "custom_id body"),
  MT_BENCH("MT-Bench questions", "question_id turns"),
  ARENA_HARD("Arena-Hard questions", "uid prompt"),
  EVALS("OpenAI evals samples", "input ideal"),
  EVALS_API("OpenAI evals items", "item"),
  TESTS("promptfoo tests", "vars"),
  PLAIN("JSON Lines", "");

  private static final int MOST_LOOKED_AT = 100;

  private final String words;

  /** Which tell it, with blanks between them. */
  private final String fields;

  JsonRowKind(String words, String fields) {
    this.words = words;
    this.fields = fields;
  }

  String words() {
    return words;
  }

  static JsonRowKind of(Path file) throws DatasetException {
    try (TextLines lines = new TextLines(file)) {
      for (int i = 0; i < MOST_LOOKED_AT; i++) {
        TextLines.Line line = lines.next();
        if (line == null) {
          break;
        }
        JsonNode row = line.text() == null ? JsonText.MAPPER.nullNode() : read(line.text());
        if (row.isObject()) {
          return of(row);
        }
      }
      return PLAIN;
    } catch (IOException refused) {
      throw new DatasetException(file + " cannot be read: check its permissions.", refused);
    }
  }

  private static JsonRowKind of(JsonNode row) {
    for (JsonRowKind kind : values()) {
      if (Arrays.stream(kind.fields.split(" ")).allMatch(row::has)) {
        return kind;
      }
    }
    return PLAIN;
  }

  private static JsonNode read(String line) {
    try {
      return JsonText.MAPPER.readTree(line);
    } catch (JacksonException broken) {
      return JsonText.MAPPER.nullNode();
    }
  }
}
