package app.diptych.report;

import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.timing.Doubt;
import app.diptych.timing.Goodput;
import app.diptych.timing.MetricName;
import app.diptych.timing.RequestMetrics;
import app.diptych.timing.Share;
import app.diptych.timing.Summary;
import app.diptych.timing.Throughput;
import app.diptych.trial.Mark;
import app.diptych.trial.MeasuredAnswer;
import app.diptych.trial.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers that were put together, and what they come to. Whatever is left out of a number is
 * counted. The order of the answers changes nothing.
 */
public final class MeasuredGroup {
  private final String name;
  private final List<MeasuredAnswer> own;
  private final List<MeasuredAnswer> timed;
  private final Map<Mark, Integer> marks = new EnumMap<>(Mark.class);
  private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
  private final boolean contendedToo;
  private @Nullable Instant from;
  private @Nullable Instant until;

  /** Kept once somebody asked: it is a sum of as many decimal numbers as there are answers. */
  private volatile @Nullable CostPerMillion cost;

  private MeasuredGroup(String name, List<MeasuredAnswer> all, boolean contendedToo) {
    this.name = name;
    this.contendedToo = contendedToo;
    List<MeasuredAnswer> asked = new ArrayList<>(all.size());
    List<MeasuredAnswer> ended = new ArrayList<>(all.size());
    // One look at each answer: a hundred thousand of them are far apart in memory.
    for (MeasuredAnswer answer : all) {
      started(answer.startedAt());
      if (!answer.marks().isEmpty()) {
        answer.marks().forEach(mark -> marks.merge(mark, 1, Integer::sum));
      }
      if (isOwn(answer)) {
        asked.add(answer);
        outcomes.merge(answer.outcome(), 1, Integer::sum);
        if (isTimed(answer)) {
          ended.add(answer);
        }
      }
    }
    this.own = Collections.unmodifiableList(asked);
    this.timed = Collections.unmodifiableList(ended);
  }

  private void started(Instant at) {
    if (from == null || at.isBefore(from)) {
      from = at;
    }
    if (until == null || at.isAfter(until)) {
      until = at;
    }
  }

  /**
   * @param contendedToo whether the times of answers that shared this machine count
   */
  public static MeasuredGroup of(String name, List<MeasuredAnswer> answers, boolean contendedToo) {
    return new MeasuredGroup(name, answers, contendedToo);
  }

  /** Whether it is an answer of whoever was asked, made when it was asked. */
  private static boolean isOwn(MeasuredAnswer answer) {
    return LeftOut.Why.notOwn(answer) == null;
  }

  /** Only an answer that came to its end has times that compare. */
  private boolean isTimed(MeasuredAnswer answer) {
    return LeftOut.Why.notTimed(answer, contendedToo) == null;
  }

  public String name() {
    return name;
  }

  /** When the first of all answers was asked for, also of those left out; empty without any. */
  public Optional<Instant> from() {
    return Optional.ofNullable(from);
  }

  /** When the last was. */
  public Optional<Instant> until() {
    return Optional.ofNullable(until);
  }

  /** Answers of whoever was asked, however they ended. */
  public List<MeasuredAnswer> answers() {
    return own;
  }

  /** How many answers have each mark; see {@link #isLeftOut}. */
  public Map<Mark, Integer> marks() {
    return Map.copyOf(marks);
  }

  /** Whether answers with that mark are left out of times here. */
  public boolean isLeftOut(Mark mark) {
    return mark != Mark.CONTENDED || !contendedToo;
  }

  /** How many answers have each doubt. */
  public Map<Doubt, Integer> doubts() {
    Doubt[] all = Doubt.values();
    int[] counts = new int[all.length];
    for (MeasuredAnswer answer : own) {
      RequestMetrics metrics = answer.metrics();
      for (int i = 0; i < all.length; i++) {
        counts[i] += metrics.has(all[i]) ? 1 : 0;
      }
    }
    Map<Doubt, Integer> doubts = new EnumMap<>(Doubt.class);
    for (int i = 0; i < all.length; i++) {
      if (counts[i] > 0) {
        doubts.put(all[i], counts[i]);
      }
    }
    return doubts;
  }

  /** How many answers ended so. */
  public int count(Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0);
  }

  /** A metric of the answers it is defined for. */
  public Summary summary(MetricName metric) {
    return Summary.of(values(metric));
  }

  /** The same of several metrics: each answer is looked at once, for there may be many. */
  public Map<MetricName, Summary> summaries(Set<MetricName> metrics) {
    MetricName[] names = metrics.toArray(MetricName[]::new);
    double[][] values = values(names);
    Map<MetricName, Summary> summaries = new EnumMap<>(MetricName.class);
    for (int i = 0; i < names.length; i++) {
      summaries.put(names[i], Summary.of(values[i]));
    }
    return summaries;
  }

  private double[] values(MetricName metric) {
    return values(new MetricName[] {metric})[0];
  }

  private double[][] values(MetricName[] metrics) {
    double[][] values = new double[metrics.length][timed.size()];
    int[] counts = new int[metrics.length];
    for (MeasuredAnswer answer : timed) {
      RequestMetrics its = answer.metrics();
      for (int i = 0; i < metrics.length; i++) {
        double value = LeftOut.value(metrics[i], answer, its);
        if (!Double.isNaN(value)) {
          values[i][counts[i]++] = value;
        }
      }
    }
    for (int i = 0; i < metrics.length; i++) {
      values[i] = Arrays.copyOf(values[i], counts[i]);
    }
    return values;
  }

  /** Answers whose times count. */
  List<MeasuredAnswer> timed() {
    return timed;
  }

  /**
   * Answers of which the gaps between deltas count, too: they did not come in one burst, and their
   * deltas were not read at once.
   */
  List<MeasuredAnswer> streamed() {
    return timed.stream()
        .filter(answer -> LeftOut.isComparable(MetricName.ICL, answer))
        .filter(answer -> !answer.metrics().has(Doubt.ONE_DELTA))
        .toList();
  }

  /** The metrics of the answers whose times count, for example for goodput. */
  public List<RequestMetrics> metrics() {
    return timed.stream().map(MeasuredAnswer::metrics).toList();
  }

  /** Failed requests of those that were answered or failed. */
  public Share errors() {
    return new Share(count(Outcome.FAILED) + count(Outcome.REFUSED), counted());
  }

  /** Requests that did not fail through whoever was asked. */
  public Share available() {
    return new Share(counted() - count(Outcome.FAILED), counted());
  }

  private long counted() {
    return Arrays.stream(Outcome.values()).filter(Outcome::isCounted).mapToInt(this::count).sum();
  }

  /**
   * Requests that meet every limit, of those whose times count or that failed. What shared this
   * machine is left out whether it failed or not: else only its failures would count.
   */
  public Share good(Goodput good) {
    long failed =
        own.stream()
            .filter(answer -> answer.outcome().isError())
            .filter(answer -> contendedToo || !answer.marks().contains(Mark.CONTENDED))
            .count();
    return new Share(good(good, timed), timed.size() + failed);
  }

  /** Times within an answer that came in one burst mean nothing, so they meet no limit. */
  private static long good(Goodput good, List<MeasuredAnswer> answers) {
    return answers.stream()
        .filter(answer ->
            good.limits().stream()
                .allMatch(limit -> LeftOut.Why.notIn(limit.metric(), answer) == null))
        .filter(answer -> good.isGood(answer.metrics()))
        .count();
  }

  /**
   * Good requests a second; none over no time.
   *
   * @param over the time of the group, from {@link #throughput}
   */
  public OptionalDouble goodPerSecond(Goodput good, Duration over) {
    return good.perSecond(good(good, timed), over);
  }

  /** How many answers whose times count have no number of tokens that can be believed. */
  public long withoutTokens() {
    return timed.stream().filter(answer -> answer.metrics().outputTokens().isEmpty()).count();
  }

  /**
   * All output over the time from the first start to the last end, also of those that failed, and
   * without those in which the clock went back or that have no times; at least this much when there
   * are answers {@link #withoutTokens}.
   */
  public Throughput throughput() {
    long tokens = 0;
    long busy = 0;
    Instant first = Throughput.NOTHING.from();
    Instant last = Throughput.NOTHING.until();
    boolean someFailed = errors().some() > 0;
    for (MeasuredAnswer answer : someFailed ? own : timed) {
      if (!answer.metrics().moments().forward() || isUntimed(answer)) {
        // It has no times, so nobody knows when it was under way.
        continue;
      }
      boolean counts = isTimed(answer);
      boolean together = answer.marks().contains(Mark.CONTENDED) && !contendedToo;
      if (counts || (answer.outcome().isError() && !together)) {
        tokens = Math.addExact(tokens, counts ? answer.metrics().writtenTokens() : 0);
        Instant sent = answer.sentAt();
        Instant ended = answer.endedAt();
        first = sent.isBefore(first) ? sent : first;
        last = ended.isAfter(last) ? ended : last;
        busy += Math.max(0, ended.toEpochMilli() - sent.toEpochMilli());
      }
    }
    return new Throughput(tokens, first, last, Duration.ofMillis(busy));
  }

  /** As one that came out of a batch file: it was written, and nobody knows when. */
  private static boolean isUntimed(MeasuredAnswer answer) {
    return answer.outcome() == Outcome.ANSWERED
        && answer.metrics().deltas() == 0
        && !answer.endedAt().isAfter(answer.sentAt());
  }

  /** What the answers cost for what they wrote. */
  public CostPerMillion cost() {
    CostPerMillion known = cost;
    if (known == null) {
      known = CostPerMillion.of(own);
      cost = known;
    }
    return known;
  }

  /**
   * TCP handshakes with each gateway, by its id, in milliseconds; one is one round trip. There is
   * none to a model of this machine.
   */
  public SortedMap<String, Summary> roundTrips() {
    SortedMap<String, List<Double>> millis = new TreeMap<>();
    for (MeasuredAnswer answer : own) {
      Duration connect = answer.connect();
      if (connect != null && !answer.local()) {
        millis
            .computeIfAbsent(answer.gateway(), _ -> new ArrayList<>())
            .add(connect.toNanos() / 1e6);
      }
    }
    SortedMap<String, Summary> trips = new TreeMap<>();
    millis.forEach((gateway, all) ->
        trips.put(gateway, Summary.of(all.stream().mapToDouble(Double::doubleValue).toArray())));
    return trips;
  }

  /**
   * The mean TTFT without the network, in milliseconds: each less what reaching the gateway took of
   * that same answer, and never less than nothing; empty when that was measured of none.
   */
  public Optional<Double> timeToFirstTokenWithoutNetwork() {
    if (timed.stream().allMatch(answer -> answer.onTheWay() == 0)) {
      return Optional.empty();
    }
    double[] adjusted =
        timed.stream()
            .mapToDouble(MeasuredGroup::firstTokenWithoutNetwork)
            .filter(millis -> !Double.isNaN(millis))
            .toArray();
    OptionalDouble mean = Summary.of(adjusted).mean();
    return mean.isEmpty() ? Optional.empty() : Optional.of(mean.getAsDouble());
  }

  private static double firstTokenWithoutNetwork(MeasuredAnswer answer) {
    double millis = LeftOut.value(MetricName.TTFT, answer);
    return Double.isNaN(millis)
        ? millis
        : RequestMetrics.withoutNetwork(
                    Duration.ofNanos(Math.round(millis * 1e6)), Duration.ofNanos(answer.onTheWay()))
                .toNanos()
            / 1e6;
  }

  /**
   * How many of the values in the {@link #summaries} of metrics rest on tokens that were guessed
   * here with another tokenizer; those without any are missing.
   */
  public Map<MetricName, Long> estimated(Set<MetricName> metrics) {
    Map<MetricName, Long> counts = new EnumMap<>(MetricName.class);
    for (MeasuredAnswer answer : timed) {
      if (answer.source() == Usage.Source.ESTIMATED) {
        for (MetricName metric : metrics) {
          if (!Double.isNaN(LeftOut.value(metric, answer))) {
            counts.merge(metric, 1L, Long::sum);
          }
        }
      }
    }
    return counts;
  }

  /** Whether some of the tokens in {@link #throughput} were guessed here with another tokenizer. */
  public boolean isThroughputEstimated() {
    return timed.stream().anyMatch(MeasuredGroup::isEstimated);
  }

  /** The same of the tokens in {@link #cost}. */
  public boolean isCostEstimated() {
    return own.stream()
        .filter(MeasuredGroup::isEstimated)
        .anyMatch(answer ->
            switch (answer.cost()) {
              case Cost.Known _ -> true;
              case Cost.Local here -> here.charge() != null;
              case Cost.Unpriced _ -> false;
            });
  }

  private static boolean isEstimated(MeasuredAnswer answer) {
    return answer.source() == Usage.Source.ESTIMATED && answer.metrics().writtenTokens() > 0;
  }
}
