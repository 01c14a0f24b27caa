package app.diptych.batch;

import app.diptych.batch.check.CheckList;
import app.diptych.batch.check.CheckReader;
import app.diptych.completion.Message;
import app.diptych.completion.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The rows of a file of JSON Lines. */
final class JsonRows implements RowReader {
  private final Path file;
  private final JsonRowKind kind;
  private final TextLines lines;
  private final CheckReader checks;
  private long number;

  JsonRows(Path file, JsonRowKind kind, CheckReader checks) throws DatasetException {
    this.file = file;
    this.kind = kind;
    this.checks = checks;
    try {
      lines = new TextLines(file);
    } catch (IOException refused) {
      throw new DatasetException(file + " cannot be read: check its permissions.", refused);
    }
  }

  @Override
  public @Nullable DatasetRow next() throws DatasetException {
    try {
      TextLines.Line line = lines.next();
      if (line == null) {
        return null;
      }
      number++;
      String text = line.text();
      return text == null
          ? DatasetRow.broken(number, "Line " + line.number() + ": " + line.problem())
          : row(text, line.number());
    } catch (IOException refused) {
      throw new DatasetException(file.getFileName() + " cannot be read to its end.", refused);
    }
  }

  private DatasetRow row(String text, long line) {
    try {
      JsonNode row = JsonText.MAPPER.readTree(text);
      if (row == null || !row.isObject()) {
        return DatasetRow.broken(number, "Line " + line + " is no JSON object.");
      }
      return row(row);
    } catch (JacksonException broken) {
      return DatasetRow.broken(number, "Line " + line + " is no JSON that can be read.");
    } catch (IllegalArgumentException wrong) {
      return DatasetRow.broken(number, "Line " + line + ": " + wrong.getMessage());
    }
  }

  private DatasetRow row(JsonNode row) {
    return switch (kind) {
      case BATCH -> row(row, "custom_id", messages(row.path("body").path("messages")));
      case MT_BENCH -> row(row, "question_id", asked(row.path("turns").path(0)));
      case ARENA_HARD -> row(row, "uid", asked(row.path("prompt")));
      case EVALS -> {
        JsonNode input = row.path("input");
        yield row(row, "id", input.isArray() ? messages(input) : asked(input));
      }
      case EVALS_API -> {
        JsonNode item = row.path("item");
        yield Columns.row(number, columns(item), CheckList.NONE);
      }
      case TESTS -> Columns.row(number, columns(row.path("vars")), checks.read(row));
      case PLAIN -> plain(row);
    };
  }

  private DatasetRow plain(JsonNode row) {
    JsonNode conversation = row.path("messages");
    return conversation.isArray()
        ? row(row, "id", messages(conversation))
        : Columns.row(number, columns(row), row.has("assert") ? checks.read(row) : CheckList.NONE);
  }

  private DatasetRow row(JsonNode row, String id, List<Message> messages) {
    Map<String, String> columns = columns(row);
    columns.put("prompt", messages.getLast().content());
    DatasetRow plain = Columns.row(number, columns, CheckList.NONE);
    JsonNode name = row.path(id);
    return new DatasetRow(
        number,
        name.isValueNode() && !name.isMissingNode() ? name.asString("") : plain.id(),
        messages,
        plain.variables(),
        plain.tags(),
        plain.checks(),
        null);
  }

  private static Map<String, String> columns(JsonNode row) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : row.properties()) {
      if (!field.getValue().isNull()) {
        columns.put(field.getKey(), JsonText.words(field.getValue()));
      }
    }
    return columns;
  }

  private static List<Message> asked(JsonNode text) {
    if (!text.isString() || text.stringValue().isBlank()) {
      throw new IllegalArgumentException("it asks nothing.");
    }
    return List.of(Message.user(text.stringValue()));
  }

  private static List<Message> messages(JsonNode list) {
    List<Message> messages = new ArrayList<>();
    for (JsonNode one : list) {
      JsonNode content = one.path("content");
      messages.add(new Message(role(one.path("role").asString("")), content(content)));
    }
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("it has no messages.");
    }
    return messages;
  }

  private static String content(JsonNode content) {
    if (content.isString()) {
      return content.stringValue();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      if (!part.path("text").isString()) {
        throw new IllegalArgumentException("a message has parts that are no text.");
      }
      text.append(text.isEmpty() ? "" : "\n").append(part.path("text").stringValue());
    }
    return text.toString();
  }

  private static Role role(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "system", "developer" -> Role.SYSTEM;
      case "assistant" -> Role.ASSISTANT;
      case "user" -> Role.USER;
      default -> throw new IllegalArgumentException("a message is of nobody known: " + word + ".");
    };
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException alreadyGone) {
      // Nothing was written.
    }
  }
}
