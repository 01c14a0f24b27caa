package app.diptych.report.claim;

import app.diptych.completion.Usage;
import app.diptych.report.GroupBy;
import app.diptych.report.MeasuredGroup;
import app.diptych.report.check.Measure;
import app.diptych.report.check.MetricName;
import app.diptych.report.check.Statistic;
import app.diptych.timing.Doubt;
import app.diptych.timing.HourWindow;
import app.diptych.timing.Interval;
import app.diptych.timing.Percentiles.Known;
import app.diptych.timing.Share;
import app.diptych.timing.Summary;
import app.diptych.trial.MeasuredAnswer;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What recorded answers show, in the metrics that claims are made of. Times of answers that shared
 * this machine are left out.
 */
public final class OwnMeasurements {
  private static final double CONFIDENCE = 0.95;
  private static final List<String> PERCENTILES = List.of("50", "90", "95", "99");

  /** The metrics of single answers that vendors tell, by what they call them. */
  private static final Map<Measure, app.diptych.timing.MetricName> METRICS =
      Map.of(
          Measure.TTFT, app.diptych.timing.MetricName.TTFT,
          Measure.TTFO, app.diptych.timing.MetricName.TTFO,
          Measure.E2E, app.diptych.timing.MetricName.E2E);

  /** Those for which tokens are counted. */
  private static final Map<Measure, app.diptych.timing.MetricName> OF_TOKENS =
      Map.of(
          Measure.TPOT, app.diptych.timing.MetricName.TPOT,
          Measure.ITL, app.diptych.timing.MetricName.ITL,
          Measure.THROUGHPUT, app.diptych.timing.MetricName.TOKENS_PER_SECOND);

  private final String subject;
  private final List<Measured> found = new ArrayList<>();

  private final @Nullable HourWindow hours;

  private OwnMeasurements(String subject, @Nullable HourWindow hours) {
    this.subject = subject;
    this.hours = hours;
  }

  /** Of every model among the answers, and of every gateway, over the whole day. */
  public static List<Measured> of(List<MeasuredAnswer> answers) {
    return of(answers, (HourWindow) null);
  }

  /** The same, and once more for each part of the day that something is claimed for. */
  public static List<Measured> of(List<MeasuredAnswer> answers, List<Claim> claims) {
    Stream<Measured> ofHours =
        claims.stream()
            .flatMap(claim -> claim.hours().stream())
            .distinct()
            .flatMap(hours ->
                of(answers.stream().filter(answer -> hours.holds(answer.sentAt())).toList(), hours)
                    .stream());
    return Stream.concat(of(answers).stream(), ofHours).toList();
  }

  private static List<Measured> of(List<MeasuredAnswer> answers, @Nullable HourWindow hours) {
    List<MeasuredAnswer> told = answers.stream().filter(OwnMeasurements::areTokensTold).toList();
    List<Supplier<List<Measured>>> groups = new ArrayList<>();
    for (GroupBy by : List.of(GroupBy.MODEL, GroupBy.GATEWAY)) {
      by.of(answers, ZoneOffset.UTC, false)
          .forEach(group -> groups.add(() -> all(group, by, hours)));
      by.of(told, ZoneOffset.UTC, false)
          .forEach(group -> groups.add(() -> tokens(group, by, hours)));
    }
    // Each group by itself, so that of many answers no processor waits.
    return groups.parallelStream().map(Supplier::get).flatMap(List::stream).toList();
  }

  /** Guessed tokens must decide no claim. */
  private static boolean areTokensTold(MeasuredAnswer answer) {
    return answer.source() != Usage.Source.ESTIMATED
        && !answer.metrics().has(Doubt.TOKENS_DISAGREE);
  }

  /** A model that runs here is told from one of the same name behind a gateway. */
  private static String subject(MeasuredGroup group, GroupBy by) {
    boolean local = by == GroupBy.MODEL && group.answers().stream().allMatch(MeasuredAnswer::local);
    return local ? MeasuredAnswer.THIS_MACHINE + "/" + group.name() : group.name();
  }

  private static List<Measured> tokens(
      MeasuredGroup group, GroupBy by, @Nullable HourWindow hours) {
    OwnMeasurements own = new OwnMeasurements(subject(group, by), hours);
    own.add(group, OF_TOKENS);
    return own.found;
  }

  private static List<Measured> all(MeasuredGroup group, GroupBy by, @Nullable HourWindow hours) {
    OwnMeasurements own = new OwnMeasurements(subject(group, by), hours);
    own.add(group, METRICS);
    own.add(Measure.ERROR_RATE, group.errors());
    own.add(Measure.AVAILABILITY, group.available());
    return own.found;
  }

  private void add(MeasuredGroup group, Map<Measure, app.diptych.timing.MetricName> metrics) {
    Map<app.diptych.timing.MetricName, Summary> summaries =
        group.summaries(EnumSet.copyOf(metrics.values()));
    metrics.forEach(
        (measure, metric) -> add(measure, Objects.requireNonNull(summaries.get(metric))));
  }

  private void add(Measure measure, Summary summary) {
    if (summary.count() == 0) {
      return;
    }
    String unit = measure.dimension().unit();
    summary
        .mean()
        .ifPresent(mean ->
            found.add(
                measured(
                    new MetricName(measure, Statistic.MEAN),
                    unit,
                    summary.count(),
                    mean,
                    summary.meanInterval())));
    for (String percent : PERCENTILES) {
      if (summary.percentile(Double.parseDouble(percent)) instanceof Known known) {
        found.add(
            measured(
                new MetricName(measure, Statistic.percentile(percent)),
                unit,
                summary.count(),
                known.value(),
                known.interval()));
      }
    }
  }

  private void add(Measure measure, Share share) {
    share
        .value()
        .ifPresent(value ->
            found.add(
                measured(
                    new MetricName(measure, Statistic.MEAN),
                    measure.dimension().unit(),
                    share.all(),
                    value * 100,
                    share
                        .interval()
                        .map(each -> new Interval(each.low() * 100, each.high() * 100)))));
  }

  private Measured measured(
      MetricName metric, String unit, long n, double value, Optional<Interval> interval) {
    // Rounding may put an end of the interval a hair on the wrong side of the value.
    double low = interval.map(each -> Math.min(each.low(), value)).orElse(Double.NaN);
    double high = interval.map(each -> Math.max(each.high(), value)).orElse(Double.NaN);
    return new Measured(metric, subject, unit, n, value, low, high, CONFIDENCE, hours);
  }
}
