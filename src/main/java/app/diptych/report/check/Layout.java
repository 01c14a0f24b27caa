package app.diptych.report.check;

import app.diptych.report.check.Columns.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where the metrics, the statistics and the models of a table stand. */
@FunctionalInterface
interface Layout {
  /** What the cells of a row are of. */
  Stream<Entry> entries(List<String> row);

  /**
   * Finds it out of all of a table.
   *
   * @param title the line above it
   * @param table what it is called; the subject of tables that name no model
   * @return empty when nothing in it names a metric that is known here
   */
  static Optional<Layout> of(
      List<String> header, List<List<String>> body, String title, String table) {
    Columns columns = new Columns(header);
    if (columns.isList()) {
      return Optional.of(new Listed(header, columns, table));
    }
    List<String> first = body.stream().map(List::getFirst).toList();
    // The corner or the line above may name what all of the numbers are of.
    String common =
        Stream.of(header.getFirst(), title).filter(Layout::isMetric).findFirst().orElse("");
    long inColumn = first.stream().filter(Layout::isMetric).count();
    List<String> heads = header.subList(1, header.size());
    long inHeader = heads.stream().filter(Layout::isMetric).count();
    if (columns.areStatistics()) {
      // A model may be called after a metric, but not most of them.
      boolean metrics = common.isEmpty() && inColumn >= inHeader;
      if (inColumn > 0 && (metrics || 2 * inColumn > body.size())) {
        return Optional.of(new Listed(header, columns, table));
      }
      if (!common.isEmpty()) {
        return Optional.of(row -> statisticsOf(common, header, columns, row));
      }
    }
    if (first.stream().allMatch(Statistic::alone)) {
      if (inHeader > 0 && !heads.stream().allMatch(Statistic::alone)) {
        return Optional.of(
            row -> cells(row, i -> joined(row.getFirst(), header.get(i)), _ -> table));
      }
      if (!common.isEmpty()) {
        return Optional.of(row -> cells(row, _ -> joined(row.getFirst(), common), header::get));
      }
    }
    if (inHeader == 0 && inColumn == 0) {
      return Optional.empty();
    }
    return inHeader > inColumn
        ? Optional.of(row -> cells(row, header::get, _ -> row.getFirst()))
        : Optional.of(row -> cells(row, _ -> row.getFirst(), header::get));
  }

  private static boolean isMetric(String label) {
    return MetricName.of(label).isPresent();
  }

  private static String joined(String statistic, String metric) {
    return statistic.strip() + " " + metric.strip();
  }

  private static Stream<Entry> cells(
      List<String> row, IntFunction<String> label, IntFunction<String> subject) {
    return IntStream.range(1, row.size())
        .mapToObj(i -> Entry.of(label.apply(i), subject.apply(i), row.get(i)));
  }

  private static Stream<Entry> statisticsOf(
      String metric, List<String> header, Columns columns, List<String> row) {
    String samples = columns.cell(row, Role.SAMPLES);
    return columns.all(Role.STATISTIC).stream()
        .filter(i -> i > 0 && i < row.size())
        .map(i ->
            Entry.of(joined(header.get(i), metric), metric, row.getFirst(), row.get(i), samples));
  }

  /**
   * A metric in each line, with statistics or one value behind it.
   *
   * @param table the subject when no column names the model
   */
  record Listed(List<String> header, Columns columns, String table) implements Layout {
    @Override
    public Stream<Entry> entries(List<String> row) {
      String metric =
          columns.has(Role.METRIC) ? columns.cell(row, Role.METRIC) : row.getFirst().strip();
      String unit = columns.cell(row, Role.UNIT);
      String named = unit.isEmpty() ? metric : metric + " (" + unit + ")";
      String subject = columns.has(Role.SUBJECT) ? columns.cell(row, Role.SUBJECT) : table;
      String samples = columns.cell(row, Role.SAMPLES);
      List<Entry> all = new ArrayList<>();
      Role value = columns.has(Role.SHOWN) ? Role.SHOWN : Role.VALUE;
      if (columns.isList() && columns.has(value)) {
        all.add(Entry.of(named, named, subject, columns.cell(row, value), samples));
      }
      for (int i : columns.all(Role.STATISTIC)) {
        if (i > 0 && i < row.size() && goTogether(header.get(i), named)) {
          all.add(Entry.of(joined(header.get(i), named), named, subject, row.get(i), samples));
        }
      }
      return all.stream();
    }

    /** Of the highest mean and the p99 of an error rate nobody knows here what they mean. */
    private static boolean goTogether(String statistic, String label) {
      MetricName metric = MetricName.of(label).orElse(null);
      return metric == null
          || Statistic.in(statistic).equals(Statistic.MEAN)
          || (metric.measure().spreads() && metric.statistic().equals(Statistic.MEAN));
    }
  }
}
