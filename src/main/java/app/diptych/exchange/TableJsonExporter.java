package app.diptych.exchange;

import app.diptych.session.SavedSession;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a table as JSON Lines: one object for each side. */
final class TableJsonExporter implements Exporter {
  @Override
  public Format format() {
    return Format.TABLE_JSONL;
  }

  @Override
  public List<Loss> write(List<SavedSession> sessions, Writer out) throws IOException {
    return new TableRows()
        .write(
            sessions,
            row -> {
              ObjectNode object = JsonNodeFactory.instance.objectNode();
              row.forEach((column, value) -> object.set(column.header(), value));
              out.write(Json.mapper().writeValueAsString(object));
              out.write('\n');
            });
  }
}
