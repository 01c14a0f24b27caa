package app.diptych.report.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.dataformat.csv.CsvFactory;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * Rows of texts by name, out of JSON (a list of objects in an object whose other fields hold for
 * all rows) or CSV (the first line names the columns).
 */
final class FlatRows {
  private static final int MOST_ROWS = 5_000;
  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(16)
          .maxStringLength(16 << 10)
          .maxNameLength(256)
          .maxNumberLength(100)
          .maxDocumentLength(4L << 20)
          .maxTokenCount(200_000)
          .build();
  private static final JsonMapper JSON =
      JsonMapper.builder(JsonFactory.builder().streamReadConstraints(LIMITS).build()).build();
  private static final CsvMapper CSV =
      CsvMapper.builder(CsvFactory.builder().streamReadConstraints(LIMITS).build())
          .enable(CsvReadFeature.WRAP_AS_ARRAY)
          .enable(CsvReadFeature.TRIM_SPACES)
          .build();

  private FlatRows() {}

  /**
   * @param list the name of the list in JSON
   * @throws IllegalArgumentException when there is none, with a sentence
   */
  static List<Map<String, String>> read(String text, String list) {
    String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
    List<Map<String, String>> rows =
        clean.stripLeading().startsWith("{") ? json(clean, list) : csv(clean);
    if (rows.size() > MOST_ROWS) {
      throw new IllegalArgumentException("There are more than 5,000 rows.");
    }
    return rows;
  }

  private static List<Map<String, String>> json(String text, String list) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JacksonException broken) {
      throw new IllegalArgumentException("This is no JSON that can be read.", broken);
    }
    if (!(root.path(list) instanceof ArrayNode nodes)) {
      throw new IllegalArgumentException("There is no list \"" + list + "\" in it.");
    }
    List<Map<String, String>> rows = new ArrayList<>();
    for (JsonNode node : nodes) {
      Map<String, String> row = new HashMap<>();
      texts(root, row);
      texts(node, row);
      rows.add(row);
    }
    return rows;
  }

  private static void texts(JsonNode node, Map<String, String> row) {
    node.forEachEntry((name, value) -> {
      if (value.isString() || value.isNumber()) {
        row.put(name, value.isString() ? value.stringValue() : value.toString());
      }
    });
  }

  /**
   * What stands most often between the names of the columns; spreadsheets of many lands write ;.
   */
  private static char separator(String text) {
    String header = text.strip().lines().findFirst().orElse("");
    long semicolons = header.chars().filter(c -> c == ';').count();
    long tabs = header.chars().filter(c -> c == '\t').count();
    long commas = header.chars().filter(c -> c == ',').count();
    return semicolons > Math.max(commas, tabs) ? ';' : tabs > commas ? '\t' : ',';
  }

  private static List<Map<String, String>> csv(String text) {
    List<Map<String, String>> rows = new ArrayList<>();
    CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator(text));
    try (MappingIterator<String[]> records =
        CSV.readerFor(String[].class).with(schema).readValues(text)) {
      String[] header = records.hasNext() ? records.next() : new String[0];
      while (records.hasNext() && rows.size() <= MOST_ROWS) {
        String[] cells = records.next();
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < Math.min(cells.length, header.length); i++) {
          row.put(header[i].strip().toLowerCase(Locale.ROOT), ClaimCsv.arm(cells[i]));
        }
        rows.add(row);
      }
    } catch (JacksonException broken) {
      throw new IllegalArgumentException("This is no table that can be read.", broken);
    }
    return rows;
  }
}
