package app.diptych.exchange;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads JSON Lines whose objects have a field for the prompt. */
final class TableJsonImporter implements Importer {
  @Override
  public Format format() {
    return Format.TABLE_JSONL;
  }

  @Override
  public boolean recognises(Source source) {
    try {
      JsonNode first = Json.read(source.firstLine(), "line 1");
      return first.isObject() && Columns.of(List.copyOf(first.propertyNames())).hasPrompt();
    } catch (ExchangeException noJson) {
      return false;
    }
  }

  @Override
  public Imported read(Source source) throws ExchangeException {
    Losses losses = new Losses();
    Map<String, Integer> columns = new LinkedHashMap<>();
    List<List<String>> rows = new ArrayList<>();
    int number = 0;
    try (BufferedReader lines = source.lines()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          add(line, number, columns, rows, losses);
        }
        Table.require(rows.size(), columns.size());
      }
    } catch (IOException refused) {
      throw source.cannotBeRead(refused);
    }
    if (rows.isEmpty()) {
      throw new ExchangeException(source.name() + " has no line that is a JSON object.");
    }
    List<List<String>> even =
        rows.stream().map(row -> TableSessions.row(row, columns.size(), losses)).toList();
    return TableSessions.of(
        Format.TABLE_JSONL, source, new Table(List.copyOf(columns.keySet()), even), losses);
  }

  private static void add(
      String line, int number, Map<String, Integer> columns, List<List<String>> rows, Losses losses)
      throws ExchangeException {
    JsonNode object;
    try {
      object = Json.read(line, "line " + number);
    } catch (ExchangeException broken) {
      losses.add("lines that are no JSON", "Line " + number + " is torn or damaged.");
      return;
    }
    List<String> row = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      int at = columns.computeIfAbsent(field.getKey(), _ -> columns.size());
      Table.require(rows.size(), columns.size());
      while (row.size() <= at) {
        row.add("");
      }
      row.set(at, text(field.getValue()));
    }
    if (!row.isEmpty()) {
      rows.add(row);
    }
  }

  private static String text(JsonNode value) {
    return value.isNull() ? "" : value.isContainer() ? value.toString() : value.asString("");
  }
}
