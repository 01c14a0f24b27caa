package app.diptych.report.check;

import app.diptych.report.check.Grids.Grid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The figures of published tables. Metrics may stand in the rows and models or statistics in the
 * columns, or the other way round; or each line is a number with its model and metric beside it.
 */
public final class PublishedFigures {
  private static final Pattern NOTHING =
      Pattern.compile(
          "(?:[-\u2013\u2014*]*|n/?a|none|tbd|\\?|unknown|unpriced|local)(?:\\s*\\(.*\\))?",
          Pattern.CASE_INSENSITIVE);

  private static final int MOST_REASONS = 2;

  private final List<Figure> figures;
  private final List<String> notes;

  /** In the order the models come, by key. */
  private final Map<String, List<Figure>> byKey;

  private PublishedFigures(List<Figure> figures, List<String> notes) {
    this.figures = List.copyOf(figures);
    this.notes = List.copyOf(notes);
    byKey =
        figures.stream()
            .collect(Collectors.groupingBy(Figure::key, LinkedHashMap::new, Collectors.toList()));
  }

  public List<Figure> figures() {
    return figures;
  }

  /** What was not understood or had to be assumed, in sentences. */
  public List<String> notes() {
    return notes;
  }

  /**
   * Reads every table in a text.
   *
   * @throws UnreadableTable when there is no table, or none with a metric that is known
   */
  public static PublishedFigures read(String text) throws UnreadableTable {
    Reader reader = new Reader();
    List<Grid> grids = Grids.in(text);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < grids.size(); i++) {
      String title = grids.get(i).title();
      String number = "table " + (i + 1);
      // Two tables of one name are not one table.
      String name =
          title.isEmpty() ? number : names.add(Figure.key(title)) ? title : title + ", " + number;
      reader.read(grids.get(i), name);
    }
    if (reader.figures.isEmpty() && !reader.unread.isEmpty()) {
      throw new UnreadableTable(
          "No figure was understood. "
              + reader.unread.stream().limit(MOST_REASONS).collect(Collectors.joining(" ")));
    }
    if (reader.figures.isEmpty()) {
      throw new UnreadableTable(
          "No figure was understood: rows or columns need names such as \"P95 latency (ms)\","
              + " \"Time to first token\" or \"Output price\".");
    }
    return new PublishedFigures(reader.figures, List.copyOf(reader.notes));
  }

  /** The figures of one measure, of one model. */
  List<Figure> of(String key, Measure measure) {
    return byKey.getOrDefault(key, List.of()).stream()
        .filter(figure -> figure.metric().measure() == measure)
        .toList();
  }

  /** The models in the order they come, by key. */
  Set<String> keys() {
    return byKey.keySet();
  }

  /**
   * The figure with a metric, best out of the same table.
   *
   * @param near the figure it is to be put beside
   */
  Optional<Figure> beside(Figure near, MetricName metric) {
    List<Figure> all =
        of(near.key(), metric.measure()).stream()
            .filter(figure -> figure.metric().equals(metric))
            .toList();
    return all.stream()
        .filter(figure -> figure.table().equals(near.table()))
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  private static final class Reader {
    private static final int LONGEST = 200;

    private final List<Figure> figures = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();

    /** Those of the notes that tell what was meant to be read. */
    private final Set<String> unread = new LinkedHashSet<>();

    void read(Grid grid, String table) {
      List<String> header = grid.rows().getFirst();
      List<List<String>> body = grid.rows().subList(1, grid.rows().size());
      Layout layout = Layout.of(header, body, grid.title(), table).orElse(null);
      if (layout == null) {
        notes.add("In %s no row and no column is a metric known here.".formatted(table));
        return;
      }
      for (List<String> row : body) {
        if (row.size() > header.size()) {
          leave(
              "Row \"%s\" of %s has %d cells for %d columns, so it was not read: put quotes around figures with commas."
                  .formatted(row.getFirst(), table, row.size(), header.size()));
          continue;
        }
        layout.entries(row).forEach(entry -> cell(entry, table));
      }
    }

    private void cell(Entry entry, String table) {
      String label = entry.label();
      String cell = entry.text();
      if (Math.max(label.length(), Math.max(entry.subject().length(), cell.length())) > LONGEST) {
        notes.add(
            "In %s a cell of more than %d characters was not read.".formatted(table, LONGEST));
        return;
      }
      if (NOTHING.matcher(cell.strip()).matches()) {
        return;
      }
      MetricName metric = MetricName.of(label).orElse(null);
      if (metric == null) {
        notes.add(
            "\"%s\" in %s is no metric known here: nothing was checked."
                .formatted(entry.named(), table));
        return;
      }
      Measure measure = metric.measure();
      Printed printed = Printed.of(cell, measure, label).orElse(null);
      if (printed == null) {
        leave(
            "\"%s\" (%s, %s) holds no figure %s."
                .formatted(cell, entry.subject(), label, wanted(measure)));
        return;
      }
      if (measure.dimension() == Measure.Dimension.TIME
          && Unit.inLabel(label).isEmpty()
          && cell.chars().noneMatch(Character::isLetter)) {
        notes.add(
            "\"%s\" in %s has no unit: read as milliseconds.".formatted(entry.named(), table));
      }
      figures.add(
          new Figure(
              metric, entry.subject().strip(), printed, label, cell, table, entry.samples()));
    }

    private void leave(String why) {
      unread.add(why);
      notes.add(why);
    }

    private static String wanted(Measure measure) {
      return switch (measure.dimension()) {
        case TIME -> "of a time";
        case RATE -> "of tokens a second";
        case SHARE -> "in per cent";
        case MONEY -> "of money";
        case COUNT -> "that counts something";
      };
    }
  }

  /** A number as people read it. */
  static String number(double value) {
    double size = Math.abs(value);
    return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value);
  }
}
