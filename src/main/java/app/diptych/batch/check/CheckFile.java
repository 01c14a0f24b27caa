package app.diptych.batch.check;

import app.diptych.prompt.YamlDocument;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Checks for every row, in a file of YAML or JSON: a list of them, an object with {@code assert},
 * or a promptfoo configuration, of which {@code defaultTest} is taken.
 */
public final class CheckFile {
  private static final long MOST_BYTES = 1 << 20;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private CheckFile() {}

  /**
   * @throws IllegalArgumentException when it cannot be read or understood, with a sentence
   */
  public static CheckList read(Path file, CheckReader reader) {
    JsonNode document = document(file);
    JsonNode test =
        document.isArray()
            ? JsonNodeFactory.instance.objectNode().set("assert", document)
            : document.path("defaultTest").isObject() ? document.path("defaultTest") : document;
    if (!test.has("assert")) {
      throw new IllegalArgumentException(
          file + " has no checks: give a list, each with a type, or an object with assert.");
    }
    try {
      return reader.read(test);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(file + ": " + wrong.getMessage(), wrong);
    }
  }

  private static JsonNode document(Path file) {
    try {
      if (Files.isRegularFile(file) && Files.size(file) > MOST_BYTES) {
        throw new IllegalArgumentException("The file of checks " + file + " is larger than 1 MB.");
      }
      Object value = YamlDocument.read(Files.readString(file));
      return MAPPER.valueToTree(value == null ? Map.of() : value);
    } catch (CharacterCodingException notText) {
      throw new IllegalArgumentException(file + " is not UTF-8 text: save it as UTF-8.", notText);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "The file of checks " + file + " cannot be read: check its name and permissions.",
          unreadable);
    }
  }
}
