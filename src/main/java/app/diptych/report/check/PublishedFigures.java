package app.diptych.report.check;

import app.diptych.report.check.Grids.Grid;
import java.util.ArrayList;
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
 * The figures of published tables. Metrics may stand in the rows and models in the columns, or the
 * other way round.
 */
public final class PublishedFigures {
  private static final Pattern NOTHING =
      Pattern.compile("(?:[-\u2013\u2014*]*|n/?a|none|tbd|\\?|unknown)", Pattern.CASE_INSENSITIVE);

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
    for (int i = 0; i < grids.size(); i++) {
      String title = grids.get(i).title();
      reader.read(grids.get(i).rows(), title.isEmpty() ? "table " + (i + 1) : title);
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

    void read(List<List<String>> rows, String table) {
      List<String> header = rows.getFirst();
      long inHeader = metrics(header.subList(1, header.size()));
      List<List<String>> body = rows.subList(1, rows.size());
      long inColumn = metrics(body.stream().map(List::getFirst).toList());
      if (inHeader == 0 && inColumn == 0) {
        notes.add("In %s no row and no column is a metric known here.".formatted(table));
        return;
      }
      for (List<String> row : body) {
        if (row.size() > header.size()) {
          notes.add(
              "Row \"%s\" of %s has %d cells for %d columns, so it was not read: put quotes around figures with commas."
                  .formatted(row.getFirst(), table, row.size(), header.size()));
          continue;
        }
        for (int i = 1; i < row.size(); i++) {
          boolean transposed = inHeader > inColumn;
          String label = transposed ? header.get(i) : row.getFirst();
          String subject = transposed ? row.getFirst() : header.get(i);
          cell(label, subject, row.get(i), table);
        }
      }
    }

    private void cell(String label, String subject, String cell, String table) {
      if (Math.max(label.length(), Math.max(subject.length(), cell.length())) > LONGEST) {
        notes.add(
            "In %s a cell of more than %d characters was not read.".formatted(table, LONGEST));
        return;
      }
      Optional<MetricName> metric = MetricName.of(label);
      if (metric.isEmpty()) {
        notes.add(
            "\"%s\" in %s is no metric known here: nothing was checked.".formatted(label, table));
        return;
      }
      if (NOTHING.matcher(cell.strip()).matches()) {
        return;
      }
      Optional<Printed> printed = Printed.of(cell, metric.get().measure(), label);
      if (printed.isEmpty()) {
        notes.add(
            "\"%s\" (%s, %s) holds no figure %s."
                .formatted(cell, subject, label, wanted(metric.get().measure())));
        return;
      }
      if (metric.get().measure().dimension() == Measure.Dimension.TIME
          && Unit.inLabel(label).isEmpty()
          && cell.chars().noneMatch(Character::isLetter)) {
        notes.add("\"%s\" in %s has no unit: read as milliseconds.".formatted(label, table));
      }
      figures.add(new Figure(metric.get(), subject.strip(), printed.get(), label, cell, table));
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

    private static long metrics(List<String> labels) {
      return labels.stream().filter(label -> MetricName.of(label).isPresent()).count();
    }
  }

  /** A number as people read it. */
  static String number(double value) {
    double size = Math.abs(value);
    return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value);
  }
}
