package app.diptych.report;

import app.diptych.cost.CostTotal;
import app.diptych.cost.ExchangeRates;
import app.diptych.timing.Goodput;
import app.diptych.timing.MetricName;
import app.diptych.timing.Summary;
import app.diptych.trial.MeasuredAnswer;
import app.diptych.trial.Outcome;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Models beside each other in the rows of a benchmark table, computed from recorded answers, each
 * number with its sample size and interval.
 *
 * @param rows those that are filled, from the top
 * @param columns a model each
 * @param from when the first of the answers was asked for; empty without any
 * @param until when the last was
 * @param notes what holds for all of it, a sentence each
 */
public record BenchmarkSheet(
    List<SheetRow> rows,
    List<Column> columns,
    Optional<Instant> from,
    Optional<Instant> until,
    List<String> notes) {
  /** How the intervals are made. */
  public static final String METHOD =
      "Intervals hold the true value with 95 %: of means by Student's t, of percentiles between"
          + " order statistics, of shares by Wilson. A percentile needs one answer expected beyond"
          + " it: 20 for p95, 100 for p99.";

  private static final Set<MetricName> METRICS =
      Collections.unmodifiableSet(
          EnumSet.of(
              MetricName.E2E,
              MetricName.TTFT,
              MetricName.TOKENS_PER_SECOND,
              MetricName.CHARACTERS_PER_SECOND));

  /**
   * One model.
   *
   * @param requests how many were asked of it
   * @param cells one for each row
   * @param notes what was left out and what to doubt, a sentence each
   */
  public record Column(
      String model, int requests, Map<SheetRow, SheetCell> cells, List<String> notes) {
    public Column {
      cells = Map.copyOf(cells);
      notes = List.copyOf(notes);
    }

    public SheetCell cell(SheetRow row) {
      SheetCell cell = cells.get(row);
      if (cell == null) {
        throw new IllegalArgumentException("No cell " + row);
      }
      return cell;
    }
  }

  public BenchmarkSheet {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    notes = List.copyOf(notes);
  }

  /**
   * A column for each model, in the order of their names.
   *
   * @param copies how many copies of requests were left out already
   * @param contendedToo whether the times of answers that shared this machine count
   * @param good what a good request meets; null leaves its rows out
   * @param rates at which costs in several currencies are told in one
   */
  public static BenchmarkSheet of(
      List<MeasuredAnswer> answers,
      int copies,
      boolean contendedToo,
      @Nullable Goodput good,
      ExchangeRates rates) {
    List<MeasuredGroup> groups = GroupBy.MODEL.of(answers, ZoneOffset.UTC, contendedToo);
    CommonCurrency common =
        CommonCurrency.of(groups.stream().map(MeasuredGroup::cost).toList(), rates);
    return ofGroups(groups, copies, contendedToo, good, common);
  }

  /** The same where nobody gave a rate between currencies. */
  public static BenchmarkSheet of(
      List<MeasuredAnswer> answers, int copies, boolean contendedToo, @Nullable Goodput good) {
    return of(answers, copies, contendedToo, good, ExchangeRates.NONE);
  }

  /**
   * The same of answers that are put together already.
   *
   * @param groups one of each model, in the order of their columns
   * @param contendedToo as the groups were made with
   * @param common of what the groups cost
   */
  public static BenchmarkSheet ofGroups(
      List<MeasuredGroup> groups,
      int copies,
      boolean contendedToo,
      @Nullable Goodput good,
      CommonCurrency common) {
    List<String> notes = new ArrayList<>(List.of(METHOD));
    notes.addAll(notes(copies, contendedToo, good));
    notes.addAll(common.notes());
    return new BenchmarkSheet(
        rows(good),
        groups.parallelStream().map(group -> column(group, good, common)).toList(),
        groups.stream().flatMap(group -> group.from().stream()).min(Instant::compareTo),
        groups.stream().flatMap(group -> group.until().stream()).max(Instant::compareTo),
        notes);
  }

  /** The same with more that holds for all of it, a sentence each. */
  public BenchmarkSheet noting(List<String> more) {
    List<String> all = new ArrayList<>(notes);
    all.addAll(more);
    return new BenchmarkSheet(rows, columns, from, until, all);
  }

  /** What holds for all groups that were made so, a sentence each. */
  static List<String> notes(int copies, boolean contendedToo, @Nullable Goodput good) {
    List<String> notes = new ArrayList<>();
    if (good != null) {
      notes.add("A good request: " + good.words() + ".");
    }
    if (contendedToo) {
      notes.add("Times of answers that shared this machine with the other side count.");
    }
    if (copies > 0) {
      notes.add(
          copies == 1
              ? "1 copy of a request was left out."
              : copies + " copies of requests were left out.");
    }
    return notes;
  }

  private static List<SheetRow> rows(@Nullable Goodput good) {
    return Arrays.stream(SheetRow.values())
        .filter(row -> good != null || !row.needsLimits())
        .toList();
  }

  private static Column column(MeasuredGroup group, @Nullable Goodput good, CommonCurrency common) {
    boolean estimated = !group.estimated(Set.of(MetricName.TOKENS_PER_SECOND)).isEmpty();
    CostPerMillion cost = group.cost();
    Map<MetricName, Summary> summaries = group.summaries(METRICS);
    Summary latency = of(summaries, MetricName.E2E);
    Map<SheetRow, SheetCell> cells = new EnumMap<>(SheetRow.class);
    for (SheetRow row : rows(good)) {
      cells.put(
          row,
          switch (row) {
            case MEAN -> SheetCell.mean(latency, false);
            case P50 -> SheetCell.percentile(latency, 50);
            case P95 -> SheetCell.percentile(latency, 95);
            case P99 -> SheetCell.percentile(latency, 99);
            case THROUGHPUT ->
                SheetCell.mean(of(summaries, MetricName.TOKENS_PER_SECOND), estimated);
            case CHARACTERS ->
                SheetCell.mean(of(summaries, MetricName.CHARACTERS_PER_SECOND), false);
            case TTFT -> SheetCell.mean(of(summaries, MetricName.TTFT), false);
            case ERROR_RATE -> SheetCell.percent(group.errors());
            case AVAILABILITY -> SheetCell.percent(group.available());
            case TOTAL -> SheetCell.rate(group);
            case GOOD -> SheetCell.percent(group.good(Objects.requireNonNull(good)));
            case GOODPUT -> SheetCell.perSecond(group, Objects.requireNonNull(good));
            case COST -> SheetCell.cost(cost, common, group.isCostEstimated());
          });
    }
    return new Column(group.name(), group.answers().size(), cells, notes(group, cost));
  }

  private static Summary of(Map<MetricName, Summary> summaries, MetricName metric) {
    return Objects.requireNonNull(summaries.get(metric));
  }

  /** What was left out of a group and what to doubt in it, a sentence each. */
  static List<String> notes(MeasuredGroup group, CostPerMillion cost) {
    List<String> notes = new ArrayList<>();
    new TreeMap<>(group.marks())
        .forEach((mark, count) ->
            notes.add(
                (group.isLeftOut(mark) ? "Left out of times: " : "Counted: ")
                    + (count == 1 ? "1 answer that " : count + " answers, each of which ")
                    + mark.words()
                    + "."));
    int stopped = group.count(Outcome.STOPPED);
    if (stopped > 0) {
      notes.add(
          stopped == 1
              ? "Not counted: 1 request that was stopped."
              : "Not counted: " + stopped + " requests that were stopped.");
    }
    int unsent = group.count(Outcome.NOT_SENT);
    if (unsent > 0) {
      notes.add(
          unsent == 1
              ? "Not counted: 1 request that was never sent."
              : "Not counted: " + unsent + " requests that were never sent.");
    }
    new TreeMap<>(group.doubts())
        .forEach((doubt, count) ->
            notes.add((count == 1 ? "1 answer: " : count + " answers: ") + doubt.sentence()));
    group
        .roundTrips()
        .forEach((gateway, trips) ->
            notes.add(
                "Network: a round trip to %s takes %s ms (mean of %d TCP handshakes)."
                    .formatted(gateway, Digits.of(trips.mean().orElse(0)), trips.count())));
    group
        .timeToFirstTokenWithoutNetwork()
        .ifPresent(ttft ->
            notes.add(
                "Without looking up the gateway, connecting and TLS, as each answer's own call took, the mean TTFT is %s ms."
                    .formatted(Digits.of(ttft))));
    if (!cost.total().equals(CostTotal.NOTHING)) {
      notes.add("Spent: " + cost.total().words() + ".");
    }
    return notes;
  }

  static String counted(int count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
