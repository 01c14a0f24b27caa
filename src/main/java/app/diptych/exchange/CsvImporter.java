package app.diptych.exchange;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvFactory;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/** Reads tables whose cells are separated by commas, semicolons or tabs. */
final class CsvImporter implements Importer {
  private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

  /** What spreadsheets put into the first line to tell the separator. */
  private static final String TOLD = "sep=";

  private static final CsvMapper MAPPER =
      CsvMapper.builder(
              CsvFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(8 << 20)
                          .maxTokenCount(6_000_000)
                          .maxDocumentLength(Source.MOST_BYTES)
                          .build())
                  .build())
          .enable(CsvReadFeature.WRAP_AS_ARRAY)
          .build();

  @Override
  public Format format() {
    return Format.CSV;
  }

  @Override
  public boolean recognises(Source source) {
    String head = source.head().stripLeading();
    String first = source.firstLine();
    boolean text = first.indexOf('\0') < 0 && first.indexOf('\uFFFD') < 0;
    if (head.isEmpty() || head.startsWith("{") || head.startsWith("[") || !text) {
      return false;
    }
    String name = source.name().toLowerCase(Locale.ROOT);
    return Stream.of(".csv", ".tsv").anyMatch(name::endsWith)
        || Columns.of(header(source.head(), separator(source))).hasPrompt();
  }

  @Override
  public Imported read(Source source) throws ExchangeException {
    Losses losses = new Losses();
    return TableSessions.of(Format.CSV, source, table(source, losses), losses);
  }

  /** The cells as they are. */
  static Table table(Source source, Losses losses) throws ExchangeException {
    char separator = separator(source);
    List<String> columns = List.of();
    List<List<String>> rows = new ArrayList<>();
    try (BufferedReader text = source.lines();
        MappingIterator<String[]> records = records(text, separator)) {
      if (source.head().startsWith(TOLD) && records.hasNext()) {
        records.next();
      }
      columns = records.hasNext() ? List.of(records.next()) : List.of();
      while (records.hasNext()) {
        String[] cells = records.next();
        if (Stream.of(cells).anyMatch(cell -> !cell.isBlank())) {
          rows.add(TableSessions.row(List.of(cells), columns.size(), losses));
        }
        Table.require(rows.size(), columns.size());
      }
    } catch (JacksonException broken) {
      if (rows.isEmpty()) {
        throw new ExchangeException(
            source.name() + " is no table that can be read: " + reason(broken) + ".", broken);
      }
      losses.add(
          "the end of the table",
          "It stops making sense after row " + rows.size() + ": " + reason(broken) + ".");
    } catch (IOException refused) {
      throw source.cannotBeRead(refused);
    }
    return new Table(columns, rows);
  }

  private static String reason(JacksonException broken) {
    return broken.getCause() instanceof IOException cause
        ? Reason.of(cause)
        : Reason.of(new IOException(broken.getOriginalMessage()));
  }

  private static char separator(Source source) {
    String head = source.head();
    if (head.startsWith(TOLD) && head.length() > TOLD.length()) {
      return head.charAt(TOLD.length());
    }
    return SEPARATORS.stream()
        .max(
            Comparator.<Character>comparingInt(one -> Columns.of(header(head, one)).understood())
                .thenComparingInt(one -> header(head, one).size()))
        .orElse(',');
  }

  private static List<String> header(String head, char separator) {
    String text = head.startsWith(TOLD) ? head.substring(head.indexOf('\n') + 1) : head;
    try (MappingIterator<String[]> records = records(new StringReader(text), separator)) {
      return records.hasNext() ? List.of(records.next()) : List.of();
    } catch (JacksonException noTable) {
      return List.of();
    }
  }

  private static MappingIterator<String[]> records(Reader text, char separator) {
    return MAPPER
        .readerFor(String[].class)
        .with(CsvSchema.emptySchema().withColumnSeparator(separator))
        .readValues(text);
  }
}
