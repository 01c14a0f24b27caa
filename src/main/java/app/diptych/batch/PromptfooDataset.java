package app.diptych.batch;

import app.diptych.batch.check.CheckList;
import app.diptych.batch.check.CheckReader;
import app.diptych.completion.Message;
import app.diptych.completion.Role;
import app.diptych.prompt.YamlDocument;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A promptfoo configuration: its prompts with the values and checks of its tests. Its providers are
 * not asked, and no file that it names is opened.
 */
final class PromptfooDataset {
  private static final long MOST_BYTES = 32L << 20;
  private static final int MOST_TESTS = 100_000;

  private final List<DatasetRow> rows = new ArrayList<>();
  private final CheckReader checks = new CheckReader();
  private final JsonNode usual;

  private PromptfooDataset(JsonNode usual) {
    this.usual = usual;
  }

  static Dataset of(Path file, String name, String fingerprint) throws DatasetException {
    JsonNode config = document(file, name);
    JsonNode tests = config.isArray() ? config : config.path("tests");
    PromptfooDataset reading = new PromptfooDataset(config.path("defaultTest"));
    try {
      List<Prompting> prompts = prompts(config.path("prompts"));
      if (tests.isArray()) {
        tests.forEach(reading::add);
      } else if (!tests.isMissingNode()) {
        throw new DatasetException(name + " names a file of tests: give that file instead.");
      } else {
        reading.add(MissingNode.getInstance());
      }
      List<DatasetRow> rows = List.copyOf(reading.rows);
      return new Dataset(
          name, "promptfoo tests", fingerprint, prompts, reading.checks, () -> reader(rows));
    } catch (IllegalArgumentException wrong) {
      throw new DatasetException(name + ": " + wrong.getMessage(), wrong);
    }
  }

  private static JsonNode document(Path file, String name) throws DatasetException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new DatasetException(
            name
                + " is larger than 32 MB: write its tests as JSON Lines, then any size can be read.");
      }
      String text = Files.readString(file);
      if (text.stripLeading().startsWith("{")) {
        return JsonText.MAPPER.readTree(text);
      }
      Object value = YamlDocument.read(text);
      return JsonText.MAPPER.valueToTree(value == null ? Map.of() : value);
    } catch (CharacterCodingException notText) {
      throw new DatasetException(name + " is not UTF-8 text: save it as UTF-8.", notText);
    } catch (IOException refused) {
      throw new DatasetException(name + " cannot be read: check its permissions.", refused);
    } catch (JacksonException broken) {
      int line = broken.getLocation() == null ? 1 : broken.getLocation().getLineNr();
      throw new DatasetException(
          name + " cannot be read: line " + line + " is no readable JSON.", broken);
    } catch (IllegalArgumentException broken) {
      throw new DatasetException(name + " cannot be read: " + broken.getMessage(), broken);
    }
  }

  private static List<Prompting> prompts(JsonNode list) {
    List<Prompting> prompts = new ArrayList<>();
    for (JsonNode item : list.isString() ? List.of(list) : list) {
      String raw =
          item.isString()
              ? item.stringValue()
              : item.path("raw").asString(item.path("id").asString(""));
      if (raw.startsWith("file://") || raw.isBlank()) {
        throw new IllegalArgumentException("a prompt is in another file; none is opened.");
      }
      prompts.add(new Prompting(item.path("label").asString(""), messages(raw)));
    }
    return prompts;
  }

  /** A prompt can be a conversation written as JSON. */
  private static List<Message> messages(String raw) {
    if (raw.stripLeading().startsWith("[")) {
      try {
        List<Message> messages = new ArrayList<>();
        for (JsonNode one : JsonText.MAPPER.readTree(raw)) {
          Role role = Role.valueOf(one.path("role").asString("").toUpperCase(Locale.ROOT));
          messages.add(new Message(role, one.path("content").asString("")));
        }
        if (!messages.isEmpty()) {
          return messages;
        }
      } catch (JacksonException | IllegalArgumentException plainText) {
        return List.of(Message.user(raw));
      }
    }
    return List.of(Message.user(raw));
  }

  /** A variable with several values makes several rows of one test. */
  private void add(JsonNode test) {
    List<Map<String, String>> all = new ArrayList<>(List.of(new LinkedHashMap<>()));
    for (JsonNode vars : List.of(usual.path("vars"), test.path("vars"))) {
      for (Map.Entry<String, JsonNode> variable : vars.properties()) {
        List<Map<String, String>> more = new ArrayList<>();
        JsonNode value = variable.getValue();
        for (JsonNode one : value.isArray() ? value : List.of(value)) {
          for (Map<String, String> values : all) {
            Map<String, String> row = new LinkedHashMap<>(values);
            row.put(variable.getKey(), JsonText.words(one));
            more.add(row);
          }
        }
        all = more;
        if (rows.size() + all.size() > MOST_TESTS) {
          throw new IllegalArgumentException(
              "it makes more than 100,000 rows: write them as JSON Lines.");
        }
      }
    }
    CheckList list = checks.read(usual).and(checks.read(test));
    List<String> tags = tags(test.path("metadata"));
    for (Map<String, String> values : all) {
      long number = rows.size() + 1L;
      rows.add(new DatasetRow(number, String.valueOf(number), List.of(), values, tags, list, null));
    }
  }

  private static List<String> tags(JsonNode metadata) {
    List<String> tags = new ArrayList<>();
    JsonNode given =
        metadata.path("tags").isMissingNode() ? metadata.path("category") : metadata.path("tags");
    (given.isArray() ? given : List.of(given))
        .forEach(tag -> {
          if (tag.isString() && !tag.stringValue().isBlank()) {
            tags.add(tag.stringValue());
          }
        });
    return tags;
  }

  /** Rows that are in memory anyway. */
  static RowReader reader(List<DatasetRow> rows) {
    var all = rows.iterator();
    return new RowReader() {
      @Override
      public @Nullable DatasetRow next() {
        return all.hasNext() ? all.next() : null;
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }
}
