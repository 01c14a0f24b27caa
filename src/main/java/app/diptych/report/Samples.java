package app.diptych.report;

import app.diptych.timing.MetricName;
import app.diptych.timing.Percentiles;
import app.diptych.timing.Summary;
import app.diptych.trial.MeasuredAnswer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One metric of one model, answer by answer in ascending order: what a distribution is drawn from.
 * Immutable.
 */
public final class Samples {
  /** The hours of a day. */
  public static final int HOURS = 24;

  private final String model;
  private final MetricName metric;
  private final List<Sample> sorted;
  private final LeftOut leftOut;
  private final Summary summary;

  /** What one answer had. */
  public record Sample(double value, MeasuredAnswer answer) implements Comparable<Sample> {
    /** By the value alone. */
    @Override
    public int compareTo(Sample other) {
      return Double.compare(value, other.value);
    }
  }

  private Samples(String model, MetricName metric, List<Sample> sorted, LeftOut leftOut) {
    this.model = model;
    this.metric = metric;
    this.sorted = List.copyOf(sorted);
    this.leftOut = leftOut;
    this.summary = Summary.of(sorted.stream().mapToDouble(Sample::value).toArray());
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
    List<Sample> found = new ArrayList<>();
    for (MeasuredAnswer answer : answers) {
      LeftOut.Why why = LeftOut.Why.notOwn(answer);
      why = why == null ? LeftOut.Why.notTimed(answer, contendedToo) : why;
      double value = why == null ? LeftOut.value(metric, answer) : Double.NaN;
      if (Double.isNaN(value)) {
        reasons.merge(why == null ? LeftOut.Why.notIn(metric, answer) : why, 1, Integer::sum);
      } else {
        found.add(new Sample(value, answer));
      }
    }
    Collections.sort(found);
    return new Samples(model, metric, found, new LeftOut(answers.size(), reasons));
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
    return sorted.size();
  }

  /**
   * @param index from 0, in ascending order
   */
  public Sample get(int index) {
    return sorted.get(index);
  }

  /** A percentile; empty with fewer samples than {@link Percentiles#needed} says. */
  public Optional<Double> percentile(double percent) {
    OptionalDouble value = summary.quantile(percent);
    return value.isEmpty() ? Optional.empty() : Optional.of(value.getAsDouble());
  }

  /** How many samples are not above the value. */
  public int upTo(double value) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted.get(middle).value() <= value) {
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
    return sorted.isEmpty() ? 0 : (double) upTo(value) / sorted.size();
  }

  /** The sample whose value is closest; empty without any. */
  public Optional<Sample> nearest(double value) {
    int above = upTo(value);
    if (sorted.isEmpty()) {
      return Optional.empty();
    }
    if (above == 0) {
      return Optional.of(sorted.getFirst());
    }
    Sample below = sorted.get(above - 1);
    if (above == sorted.size()) {
      return Optional.of(below);
    }
    Sample next = sorted.get(above);
    return Optional.of(next.value() - value < value - below.value() ? next : below);
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
    List<List<Sample>> hours = new ArrayList<>();
    for (int i = 0; i < HOURS; i++) {
      hours.add(new ArrayList<>());
    }
    ZoneRules rules = zone.getRules();
    for (Sample sample : sorted) {
      hours.get(hour(sample.answer().sentAt(), rules)).add(sample);
    }
    return hours.stream()
        .map(hour -> new Samples(model, metric, hour, new LeftOut(hour.size(), Map.of())))
        .toList();
  }
}
