package app.diptych.ui.batch;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.batch.Dataset;
import app.diptych.batch.DatasetException;
import app.diptych.batch.DatasetRow;
import app.diptych.batch.Prompting;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The first rows of a data set.
 *
 * @param columns the variables those rows have, in their order
 */
record Preview(Dataset dataset, List<String> columns, List<DatasetRow> rows) {
  private static final int ROWS = 50;
  private static final int MOST_COLUMNS = 40;

  Preview {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** Reads them; not on the JavaFX thread. */
  static Preview of(Dataset dataset) throws DatasetException {
    List<DatasetRow> rows = dataset.preview(ROWS);
    Set<String> columns = new LinkedHashSet<>();
    rows.forEach(row -> columns.addAll(row.variables().keySet()));
    return new Preview(dataset, columns.stream().limit(MOST_COLUMNS).toList(), rows);
  }

  /** Why these templates cannot be asked of these rows, in a sentence; empty when they can. */
  String problem(List<String> templates) {
    Set<String> known = new TreeSet<>();
    rows.forEach(row -> known.addAll(row.variables().keySet()));
    Set<String> missing = new TreeSet<>();
    templates.forEach(text -> missing.addAll(Prompting.of("", text).names()));
    missing.removeAll(known);
    if (!missing.isEmpty()) {
      return say("The data set has no column %s%s")
          .formatted(
              String.join(", ", missing),
              known.isEmpty() ? "." : say(": it has %s.").formatted(String.join(", ", known)));
    }
    boolean asks =
        !templates.isEmpty()
            || !dataset.prompts().isEmpty()
            || rows.stream().anyMatch(row -> !row.messages().isEmpty());
    return asks
        ? ""
        : say("These rows ask nothing by themselves: write a prompt with their columns%s")
            .formatted(columns.isEmpty() ? "." : say(", such as {{%s}}.").formatted(example()));
  }

  /** The column that says most by its name: an id and tags are there to find a row by. */
  private String example() {
    return columns.stream()
        .filter(name -> !name.equalsIgnoreCase("id") && !name.equalsIgnoreCase("tags"))
        .findFirst()
        .orElse(columns.getFirst());
  }
}
