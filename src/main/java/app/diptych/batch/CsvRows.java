package app.diptych.batch;

import app.diptych.batch.check.CheckList;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvFactory;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/** The rows of a table, whose first line names its columns. */
final class CsvRows implements RowReader {
  private static final CsvMapper MAPPER =
      CsvMapper.builder(
              CsvFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(TextLines.LONGEST).build())
                  .build())
          .enable(CsvReadFeature.WRAP_AS_ARRAY)
          .build();

  private final Path file;
  private final MappingIterator<String[]> records;
  private final List<String> columns;
  private long number;
  private boolean torn;

  CsvRows(Path file) throws DatasetException {
    this.file = file;
    try {
      char separator = separator(file);
      records =
          MAPPER
              .readerFor(String[].class)
              .with(CsvSchema.emptySchema().withColumnSeparator(separator))
              .readValues(reader(file));
      columns = records.hasNext() ? List.of(records.next()) : List.of();
    } catch (IOException | JacksonException refused) {
      throw new DatasetException(
          file.getFileName() + " is no table that can be read: check it.", refused);
    }
  }

  private static Reader reader(Path file) throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(file),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)),
            1 << 16);
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
    return reader;
  }

  /** What stands most often in the first line. */
  private static char separator(Path file) throws IOException {
    try (TextLines lines = new TextLines(file)) {
      TextLines.Line line = lines.next();
      String first = line == null || line.text() == null ? "" : line.text();
      return Stream.of(',', ';', '\t')
          .max(Comparator.comparingLong(one -> first.chars().filter(c -> c == one).count()))
          .orElse(',');
    }
  }

  @Override
  public @Nullable DatasetRow next() {
    try {
      while (!torn && records.hasNext()) {
        String[] cells = records.next();
        if (Stream.of(cells).anyMatch(cell -> !cell.isBlank())) {
          return row(cells);
        }
      }
      return null;
    } catch (JacksonException broken) {
      torn = true;
      number++;
      return DatasetRow.broken(
          number,
          "The table stops making sense at row "
              + number
              + ", as after a quote that is never closed: the rest is not read.");
    }
  }

  private DatasetRow row(String[] cells) {
    number++;
    if (cells.length > columns.size()) {
      return DatasetRow.broken(
          number,
          "Row %d has %d cells for %d columns: put those with a comma in quotes."
              .formatted(number, cells.length, columns.size()));
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < cells.length; i++) {
      if (cells[i].indexOf('\uFFFD') >= 0) {
        return DatasetRow.broken(number, "Row " + number + " is not UTF-8 text.");
      }
      if (!cells[i].isEmpty()) {
        values.put(columns.get(i), cells[i]);
      }
    }
    return Columns.row(number, values, CheckList.NONE);
  }

  @Override
  public void close() {
    try {
      records.close();
    } catch (JacksonException alreadyGone) {
      // Nothing was written.
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
