package app.diptych.report;

import app.diptych.timing.MetricName;
import app.diptych.timing.Percentiles;
import app.diptych.timing.Summary;
import app.diptych.trial.MeasuredAnswer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * One metric of one model, answer by answer in ascending order: what a distribution is drawn from.
 * Immutable.
 */
public final class Samples {
  /** The hours of a day. */
  public static final int HOURS = 24;

  private final String model;
  private final MetricName metric;
  private final double[] values;
  private final MeasuredAnswer[] answers;
  private final LeftOut leftOut;
  private final Summary summary;

  /** What one answer had. */
  public record Sample(double value, MeasuredAnswer answer) {}

  /**
   * @param values in ascending order, not written any more
   * @param answers those that have them, in the same order
   */
  private Samples(
      String model, MetricName metric, double[] values, MeasuredAnswer[] answers, LeftOut leftOut) {
    this.model = model;
    this.metric = metric;
    this.values = values;
    this.answers = answers;
    this.leftOut = leftOut;
    this.summary = Summary.of(values);
  }

  /**
   * Takes the metric of those answers that have one.
   *
   * @param answers of the model
   * @param contendedToo whether the times of answers that shared this machine count
   */
  public static Samples of(
      String model, List<MeasuredAnswer> answers, MetricName metric, boolean contendedToo) {
    Map<LeftOut.Why, Integer> reasons = new EnumMap<>(LeftOut.Why.class);
    double[] values = new double[answers.size()];
    MeasuredAnswer[] found = new MeasuredAnswer[answers.size()];
    int count = 0;
    for (MeasuredAnswer answer : answers) {
      LeftOut.Why why = LeftOut.Why.notOwn(answer);
      why = why == null ? LeftOut.Why.notTimed(answer, contendedToo) : why;
      double value = why == null ? LeftOut.value(metric, answer) : Double.NaN;
      if (Double.isNaN(value)) {
        reasons.merge(why == null ? LeftOut.Why.notIn(metric, answer) : why, 1, Integer::sum);
      } else {
        values[count] = value;
        found[count++] = answer;
      }
    }
    int[] order = Ascending.places(Arrays.copyOf(values, count));
    double[] sorted = new double[count];
    MeasuredAnswer[] theirs = new MeasuredAnswer[count];
    for (int i = 0; i < count; i++) {
      sorted[i] = values[order[i]];
      theirs[i] = found[order[i]];
    }
    return new Samples(model, metric, sorted, theirs, new LeftOut(answers.size(), reasons));
  }

  public String model() {
    return model;
  }

  public MetricName metric() {
    return metric;
  }

  public LeftOut leftOut() {
    return leftOut;
  }

  public Summary summary() {
    return summary;
  }

  public int count() {
    return values.length;
  }

  /**
   * @param index from 0, in ascending order
   */
  public Sample get(int index) {
    return new Sample(values[index], answers[index]);
  }

  /** A percentile; empty with fewer samples than {@link Percentiles#needed} says. */
  public Optional<Double> percentile(double percent) {
    OptionalDouble value = summary.quantile(percent);
    return value.isEmpty() ? Optional.empty() : Optional.of(value.getAsDouble());
  }

  /** How many samples are not above the value. */
  public int upTo(double value) {
    int low = 0;
    int high = values.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (values[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * The empirical distribution function: the share of samples that are not above the value, from 0
   * to 1; 0 of no samples.
   */
  public double share(double value) {
    return values.length == 0 ? 0 : (double) upTo(value) / values.length;
  }

  /** The sample whose value is closest; empty without any. */
  public Optional<Sample> nearest(double value) {
    int above = upTo(value);
    if (values.length == 0) {
      return Optional.empty();
    }
    boolean isBelow =
        above == values.length || (above > 0 && values[above] - value >= value - values[above - 1]);
    return Optional.of(get(isBelow ? above - 1 : above));
  }

  /** Without making a date for each of a hundred thousand. */
  private static int hour(Instant at, ZoneRules rules) {
    long seconds = at.getEpochSecond() + rules.getOffset(at).getTotalSeconds();
    return (int) (Math.floorMod(seconds, 86_400L) / 3_600);
  }

  /**
   * The same by the hour in which the request was sent: 24 of them, from midnight on.
   *
   * @param zone in which the hours are
   */
  public List<Samples> byHour(ZoneId zone) {
    ZoneRules rules = zone.getRules();
    int[] hours = new int[values.length];
    int[] counts = new int[HOURS];
    for (int i = 0; i < hours.length; i++) {
      hours[i] = hour(answers[i].sentAt(), rules);
      counts[hours[i]]++;
    }
    double[][] some = new double[HOURS][];
    MeasuredAnswer[][] theirs = new MeasuredAnswer[HOURS][];
    for (int hour = 0; hour < HOURS; hour++) {
      some[hour] = new double[counts[hour]];
      theirs[hour] = new MeasuredAnswer[counts[hour]];
    }
    // From the last to the first, so that the counts are the places that are left.
    for (int i = hours.length - 1; i >= 0; i--) {
      int place = --counts[hours[i]];
      some[hours[i]][place] = values[i];
      theirs[hours[i]][place] = answers[i];
    }
    return IntStream.range(0, HOURS)
        .mapToObj(hour ->
            new Samples(
                model, metric, some[hour], theirs[hour], new LeftOut(some[hour].length, Map.of())))
        .toList();
  }
}
