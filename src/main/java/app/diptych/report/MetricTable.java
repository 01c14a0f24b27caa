package app.diptych.report;

import app.diptych.session.WorkspaceException;
import app.diptych.timing.Gaps;
import app.diptych.timing.Goodput;
import app.diptych.timing.MetricName;
import app.diptych.timing.Percentiles;
import app.diptych.timing.Share;
import app.diptych.timing.Summary;
import app.diptych.trial.MeasuredAnswer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every metric of recorded answers that were put together: a line for each metric of one answer and
 * for the gaps between deltas, and what only a group has.
 *
 * @param by what answers were put together by
 * @param zone in which the hours of the day are
 * @param groups in the order of their names
 * @param notes what holds for all of it, a sentence each
 */
public record MetricTable(GroupBy by, ZoneId zone, List<Group> groups, List<String> notes) {
  /** How its numbers are made. */
  public static final String METHOD =
      "The deviation is that of the sample. A percentile needs one answer expected beyond it, of"
          + " ICL one gap: 2 for p50, 10 for p90, 20 for p95, 100 for p99.";

  private static final String OF_GAPS =
      "The samples of ICL are the gaps between deltas, of all answers together; its percentiles are"
          + " off by 0.4 % at most.";

  /** Groups whose gaps are held together, some ten kilobytes each. */
  private static final int AT_ONCE = 500;

  /** What one answer has, in the order of the lines. */
  private static final Set<MetricName> METRICS =
      Collections.unmodifiableSet(
          EnumSet.copyOf(
              Arrays.stream(MetricName.values()).filter(MetricName::isOfOneAnswer).toList()));

  /** What rests on numbers of tokens. */
  private static final Set<MetricName> OF_TOKENS =
      Collections.unmodifiableSet(
          EnumSet.of(
              MetricName.ITL,
              MetricName.TPOT,
              MetricName.TOKENS_PER_SECOND,
              MetricName.E2E_TOKENS_PER_SECOND,
              MetricName.PREFILL,
              MetricName.TOKENS_PER_DELTA));

  /** What is told of the samples of a metric. */
  public enum Statistic {
    MEAN(0),
    DEVIATION(0),
    P50(50),
    P90(90),
    P95(95),
    P99(99);

    private final int percent;

    Statistic(int percent) {
      this.percent = percent;
    }

    /** Above its column. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    private Value of(Summary summary) {
      OptionalDouble found =
          switch (this) {
            case MEAN -> summary.mean();
            case DEVIATION -> summary.deviation();
            case P50, P90, P95, P99 -> summary.quantile(percent);
          };
      return value(found, summary.count());
    }

    private Value of(Gaps gaps) {
      OptionalDouble found =
          switch (this) {
            case MEAN -> gaps.mean();
            case DEVIATION -> gaps.deviation();
            case P50, P90, P95, P99 -> gaps.quantile(percent);
          };
      return value(found, gaps.count());
    }

    private Value value(OptionalDouble found, long samples) {
      return found.isPresent()
          ? new Value(found.getAsDouble(), "")
          : new Value(null, "needs " + needed() + ", has " + samples);
    }

    private int needed() {
      return switch (this) {
        case MEAN -> 1;
        case DEVIATION -> 2;
        case P50, P90, P95, P99 -> Percentiles.needed(percent);
      };
    }
  }

  /**
   * A number, or why there is none.
   *
   * @param number null when there is none
   * @param missing for example "needs 20, has 7"; empty when there is a number
   */
  public record Value(@Nullable Double number, String missing) {}

  /**
   * A metric of the answers that have it.
   *
   * @param samples how many those are; of ICL how many gaps
   * @param estimated how many of the samples rest on tokens that were guessed here with another
   *     tokenizer
   * @param values one of each statistic
   */
  public record Line(
      MetricName metric, long samples, long estimated, Map<Statistic, Value> values) {
    public Line {
      values = Map.copyOf(values);
    }

    /** Whether some of it rests on tokens that were guessed here. */
    public boolean isEstimated() {
      return estimated > 0;
    }

    /** For example {@code 3 of 40 estimated}; empty when none is. */
    public String estimatedText() {
      return isEstimated() ? estimated + " of " + samples + " estimated" : "";
    }

    public Value value(Statistic statistic) {
      Value value = values.get(statistic);
      if (value == null) {
        throw new IllegalArgumentException("No value " + statistic);
      }
      return value;
    }

    private static Line of(MetricName metric, Summary summary, long estimated) {
      Map<Statistic, Value> values = new EnumMap<>(Statistic.class);
      for (Statistic statistic : Statistic.values()) {
        values.put(statistic, statistic.of(summary));
      }
      return new Line(metric, summary.count(), estimated, values);
    }

    private static Line of(Gaps gaps) {
      Map<Statistic, Value> values = new EnumMap<>(Statistic.class);
      for (Statistic statistic : Statistic.values()) {
        values.put(statistic, statistic.of(gaps));
      }
      return new Line(MetricName.ICL, gaps.count(), 0, values);
    }
  }

  /**
   * The gaps between the deltas of a group.
   *
   * @param notes what was left out, a sentence each
   */
  private record Pooled(Line line, List<String> notes) {
    static Pooled of(Gaps gaps) {
      List<String> notes = new ArrayList<>();
      if (gaps.count() > 0) {
        // Many gaps of few answers look like many samples, and are not.
        notes.add(
            "ICL: %s of %s."
                .formatted(
                    gaps.count() == 1
                        ? "1 gap"
                        : String.format(Locale.ROOT, "%,d gaps", gaps.count()),
                    BenchmarkSheet.counted(gaps.answers(), "answer", "answers")));
      }
      if (gaps.unknown() > 0) {
        notes.add(
            "ICL: "
                + BenchmarkSheet.counted(gaps.unknown(), "answer has", "answers have")
                + " no readable deltas.");
      }
      if (gaps.wentBack() > 0) {
        notes.add(
            "ICL: "
                + BenchmarkSheet.counted(gaps.wentBack(), "answer", "answers")
                + " left out, because the clock went back.");
      }
      return new Pooled(Line.of(gaps), notes);
    }
  }

  /** A metric that no answer has alone. */
  public record Total(MetricName metric, SheetCell cell) {}

  /**
   * Answers that were put together.
   *
   * @param name the model, gateway, tag or hour; of a session its id
   * @param title what people call it; empty when that is its name
   * @param requests how many were asked
   * @param lines the metrics of one answer, and ICL
   * @param totals those of the group
   * @param notes what was left out and what to doubt, a sentence each
   */
  public record Group(
      String name,
      String title,
      int requests,
      List<Line> lines,
      List<Total> totals,
      List<String> notes) {
    public Group {
      lines = List.copyOf(lines);
      totals = List.copyOf(totals);
      notes = List.copyOf(notes);
    }

    public Line line(MetricName metric) {
      return lines.stream()
          .filter(line -> line.metric() == metric)
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("No line " + metric));
    }

    public SheetCell total(MetricName metric) {
      return totals.stream()
          .filter(total -> total.metric() == metric)
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("No total " + metric))
          .cell();
    }

    /**
     * @param overTime whether it has a rate over the time from its first start to its last end
     */
    private static Group of(
        MeasuredGroup group, boolean overTime, @Nullable Goodput good, Pooled icl) {
      Map<MetricName, Long> estimated = group.estimated(OF_TOKENS);
      Map<MetricName, Summary> summaries = group.summaries(METRICS);
      List<Total> totals = new ArrayList<>();
      if (overTime) {
        totals.add(new Total(MetricName.THROUGHPUT, SheetCell.rate(group)));
      }
      totals.add(new Total(MetricName.ERROR_RATE, SheetCell.percent(group.errors())));
      totals.add(new Total(MetricName.AVAILABILITY, SheetCell.percent(group.available())));
      List<String> notes = new ArrayList<>();
      if (good != null) {
        if (overTime) {
          totals.add(new Total(MetricName.GOODPUT, SheetCell.perSecond(group, good)));
        }
        Share met = group.good(good);
        notes.add("Good requests: " + met.some() + " of " + met.all() + ".");
      }
      notes.addAll(BenchmarkSheet.notes(group, group.cost()));
      Stream<Line> lines =
          METRICS.stream()
              .map(metric ->
                  Line.of(
                      metric,
                      Objects.requireNonNull(summaries.get(metric)),
                      estimated.getOrDefault(metric, 0L)));
      notes.addAll(icl.notes());
      return new Group(
          group.name(),
          "",
          group.answers().size(),
          Stream.concat(lines, Stream.of(icl.line()))
              .sorted(Comparator.comparing(Line::metric))
              .toList(),
          totals,
          notes);
    }

    private Group titled(String words) {
      return new Group(name, words, requests, lines, totals, notes);
    }
  }

  public MetricTable {
    groups = List.copyOf(groups);
    notes = List.copyOf(notes);
  }

  /**
   * Puts answers together and reads the gaps between their deltas, which may take seconds.
   *
   * @param zone in which the hours of the day are
   * @param copies how many copies of requests were left out already
   * @param contendedToo whether the times of answers that shared this machine count
   * @param good what a good request meets; null leaves goodput out
   * @throws InterruptedException when the thread is interrupted before all gaps are read
   */
  public static MetricTable of(
      List<MeasuredAnswer> answers,
      GroupBy by,
      ZoneId zone,
      int copies,
      boolean contendedToo,
      @Nullable Goodput good,
      GapReader gaps)
      throws WorkspaceException, InterruptedException {
    List<MeasuredGroup> groups = by.of(answers, zone, contendedToo);
    Map<String, Pooled> icl = icl(groups, gaps);
    List<String> notes = new ArrayList<>(List.of(METHOD, OF_GAPS));
    if (by == GroupBy.HOUR_OF_DAY) {
      notes.add("The hour is that in which a request was sent, in " + zone.getId() + ".");
      notes.add(
          "An hour of many days has no rate over time: total tok/s and goodput are not in it.");
    }
    if (by == GroupBy.TAG) {
      notes.addAll(ofTags(answers));
    }
    notes.addAll(BenchmarkSheet.notes(copies, contendedToo, good));
    return new MetricTable(
        by,
        zone,
        groups.parallelStream()
            .map(group ->
                Group.of(
                    group,
                    by != GroupBy.HOUR_OF_DAY,
                    good,
                    Objects.requireNonNull(icl.get(group.name()))))
            .toList(),
        notes);
  }

  /** By the names of the groups. */
  private static Map<String, Pooled> icl(List<MeasuredGroup> groups, GapReader reader)
      throws WorkspaceException, InterruptedException {
    Map<String, Pooled> icl = new HashMap<>();
    for (int from = 0; from < groups.size(); from += AT_ONCE) {
      List<MeasuredGroup> some = groups.subList(from, Math.min(from + AT_ONCE, groups.size()));
      List<Gaps> found = reader.of(some.stream().map(MeasuredGroup::streamed).toList());
      for (int i = 0; i < some.size(); i++) {
        icl.put(some.get(i).name(), Pooled.of(found.get(i)));
      }
    }
    return icl;
  }

  private static List<String> ofTags(List<MeasuredAnswer> answers) {
    List<String> notes = new ArrayList<>();
    int none = Math.toIntExact(answers.stream().filter(answer -> answer.tags().isEmpty()).count());
    if (none > 0) {
      notes.add(
          BenchmarkSheet.counted(none, "answer", "answers")
              + " of sessions without a tag: in no group.");
    }
    int several =
        Math.toIntExact(answers.stream().filter(answer -> answer.tags().size() > 1).count());
    if (several > 0) {
      notes.add(
          BenchmarkSheet.counted(several, "answer", "answers")
              + " of sessions with several tags: in the group of each.");
    }
    return notes;
  }

  /**
   * The same with what people call the groups.
   *
   * @param titles by the name of a group; those that are missing have none
   */
  public MetricTable titled(Map<String, String> titles) {
    return new MetricTable(
        by,
        zone,
        groups.stream().map(group -> group.titled(titles.getOrDefault(group.name(), ""))).toList(),
        notes);
  }

  /** The same with more that holds for all of it, a sentence each. */
  public MetricTable noting(List<String> more) {
    List<String> all = new ArrayList<>(notes);
    all.addAll(more);
    return new MetricTable(by, zone, groups, all);
  }

  /** What it is put together by, for people; of hours also where they are those of the day. */
  public String words() {
    return by == GroupBy.HOUR_OF_DAY ? by.word() + " in " + zone.getId() : by.word();
  }
}
