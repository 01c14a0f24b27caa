package app.diptych.exchange;

import app.diptych.session.SavedSession;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;

/** Writes a table with one row for each side. */
final class CsvExporter implements Exporter {
  @Override
  public Format format() {
    return Format.CSV;
  }

  @Override
  public List<Loss> write(List<SavedSession> sessions, Writer out) throws IOException {
    out.write(Csv.line(TableColumn.headers()));
    return new TableRows()
        .write(
            sessions,
            row ->
                out.write(
                    Csv.line(
                        Arrays.stream(TableColumn.values())
                            .map(column -> row.get(column))
                            .map(value -> value == null ? "" : value.asString(""))
                            .toList())));
  }
}
