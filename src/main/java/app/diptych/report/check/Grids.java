package app.diptych.report.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvFactory;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/** Finds the tables in a text: Markdown, or cells between tabs, commas or semicolons. */
final class Grids {
  private static final int MOST_CHARACTERS = 1 << 20;
  private static final int MOST_CELLS = 2_000;
  private static final Pattern NO_RULE = Pattern.compile("[^\\s:|-]");
  private static final int LONGEST_TITLE = 200;

  /** What a line of a drawn table begins with. */
  private static final String BOX =
      "\u2502\u2503\u2551\u250c\u250f\u2554\u256d\u251c\u2523\u2560\u255e"
          + "\u2521\u2514\u2517\u255a\u2570";

  private static final String CORNERS = "\u250c\u250f\u2554\u256d";

  /** Stands for the first rule of a drawn table. */
  private static final String TOP = "\u250c";

  /** What stands above a table of all metrics of our own: the group, its requests and notes. */
  private static final Pattern OWN_TITLE =
      Pattern.compile("\\*\\*(.{1,150}?)\\*\\*((?: \\(.{1,150}\\))?): \\d+ requests?\\..*");

  /** What is markup no more. */
  private static final Pattern ESCAPED = Pattern.compile("\\\\([\\\\`*_\\[\\]<>|#&~])");

  private static final Pattern PIPE = Pattern.compile("(?<!\\\\)\\|");
  private static final CsvMapper MAPPER =
      CsvMapper.builder(
              CsvFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(64 << 10)
                          .maxTokenCount(200_000)
                          .build())
                  .build())
          .enable(CsvReadFeature.WRAP_AS_ARRAY)
          .enable(CsvReadFeature.TRIM_SPACES)
          .build();

  /**
   * A table of texts.
   *
   * @param title the line above it, empty when there is none
   * @param rows the first one holds the names of the columns
   */
  record Grid(String title, List<List<String>> rows) {}

  private final List<Grid> found = new ArrayList<>();
  private final List<String> block = new ArrayList<>();
  private String title = "";
  private int cells;

  private Grids() {}

  /**
   * @throws UnreadableTable when there is none, or more than anybody publishes
   */
  static List<Grid> in(String text) throws UnreadableTable {
    if (text.length() > MOST_CHARACTERS) {
      throw new UnreadableTable("That is more than 1 MB, so it is no published table.");
    }
    String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
    List<String> lines = clean.lines().map(Grids::drawn).toList();
    Grids grids = new Grids();
    @Nullable Character separator = separator(lines);
    for (String line : lines) {
      if (line.equals(TOP)) {
        grids.open(separator);
        continue;
      }
      boolean row = separator == null ? line.contains("|") : line.indexOf(separator) >= 0;
      if (row) {
        grids.block.add(line);
      } else {
        grids.close(separator);
        grids.title = line.isBlank() ? grids.title : title(line);
      }
    }
    grids.close(separator);
    if (grids.found.isEmpty()) {
      throw new UnreadableTable(
          "No table was found: paste it as Markdown (with | between the cells), or with tabs or"
              + " commas, with a first line that names the columns.");
    }
    return List.copyOf(grids.found);
  }

  /** Null for Markdown. */
  private static @Nullable Character separator(List<String> lines) {
    if (lines.stream().anyMatch(line -> line.contains("|") && isRule(line))
        || lines.stream().filter(line -> line.indexOf('|') != line.lastIndexOf('|')).count() > 1) {
      return null;
    }
    if (lines.stream().filter(line -> line.indexOf('\t') >= 0).count() > 1) {
      return '\t';
    }
    long semicolons = lines.stream().filter(line -> line.indexOf(';') >= 0).count();
    long commas = lines.stream().filter(line -> line.indexOf(',') >= 0).count();
    return semicolons > 1 && semicolons >= commas ? ';' : ',';
  }

  /** A line of a table that is drawn, as AIPerf prints it in a terminal, as one of Markdown. */
  private static String drawn(String line) {
    String bare = line.strip();
    if (bare.isEmpty() || BOX.indexOf(bare.charAt(0)) < 0) {
      return line;
    }
    if (CORNERS.indexOf(bare.charAt(0)) >= 0) {
      return TOP;
    }
    String rules = bare.replaceAll("[\u2500\u2501\u2550]", "-");
    return rules.replaceAll("[\u2500-\u257f]", "|");
  }

  /** Before a table that is drawn, whose title may have a line in it. */
  private void open(@Nullable Character separator) throws UnreadableTable {
    if (block.size() == 1) {
      title = title(block.getFirst());
      block.clear();
    } else {
      close(separator);
    }
  }

  /** Between the names of the columns and the cells of Markdown. */
  private static boolean isRule(String line) {
    return line.indexOf('-') >= 0 && !NO_RULE.matcher(line).find();
  }

  private static String title(String line) {
    Matcher own = OWN_TITLE.matcher(line);
    if (own.matches()) {
      return ESCAPED.matcher(own.group(1) + own.group(2)).replaceAll("$1");
    }
    return line.length() > LONGEST_TITLE ? "" : line.replaceAll("^[#*\\s]+|[*:\\s]+$", "");
  }

  private void close(@Nullable Character separator) throws UnreadableTable {
    List<List<String>> rows = separator == null ? markdown(block) : separated(block, separator);
    block.clear();
    cells += rows.stream().mapToInt(List::size).sum();
    if (cells > MOST_CELLS) {
      throw new UnreadableTable("That has more than 2,000 cells, so it is no published table.");
    }
    if (rows.size() > 1 && rows.getFirst().size() > 1) {
      found.add(new Grid(title, rows));
      title = "";
    }
  }

  private static List<List<String>> markdown(List<String> lines) {
    return lines.stream()
        .filter(line -> !isRule(line))
        .map(line -> line.strip().replaceAll("^\\||(?<!\\\\)\\|$", ""))
        .map(line ->
            Arrays.stream(PIPE.split(line, -1))
                .map(cell -> ESCAPED.matcher(cell).replaceAll("$1").strip())
                .toList())
        .toList();
  }

  private static List<List<String>> separated(List<String> lines, char separator)
      throws UnreadableTable {
    List<List<String>> rows = new ArrayList<>();
    try (MappingIterator<String[]> records =
        MAPPER
            .readerFor(String[].class)
            .with(CsvSchema.emptySchema().withColumnSeparator(separator))
            .readValues(String.join("\n", lines))) {
      while (records.hasNext()) {
        rows.add(List.of(records.next()));
      }
    } catch (JacksonException broken) {
      throw new UnreadableTable(
          "Row %d of a table cannot be read: %s. Is a quote missing?"
              .formatted(rows.size() + 1, broken.getOriginalMessage()),
          broken);
    }
    return rows;
  }
}
