package app.diptych.report;

import app.diptych.completion.Usage;
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
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

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

  private MeasuredGroup(String name, List<MeasuredAnswer> all, boolean contendedToo) {
    this.name = name;
    this.contendedToo = contendedToo;
    this.own = all.stream().filter(MeasuredGroup::isOwn).toList();
    this.timed = own.stream().filter(this::isTimed).toList();
    for (MeasuredAnswer answer : all) {
      answer.marks().forEach(mark -> marks.merge(mark, 1, Integer::sum));
    }
    for (MeasuredAnswer answer : own) {
      outcomes.merge(answer.outcome(), 1, Integer::sum);
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
    Map<Doubt, Integer> doubts = new EnumMap<>(Doubt.class);
    for (MeasuredAnswer answer : own) {
      answer.metrics().doubts().forEach(doubt -> doubts.merge(doubt, 1, Integer::sum));
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

  private double[] values(MetricName metric) {
    double[] values = new double[timed.size()];
    int count = 0;
    for (MeasuredAnswer answer : timed) {
      if (LeftOut.Why.notIn(metric, answer) == null) {
        values[count++] = metric.value(answer.metrics());
      }
    }
    return Arrays.copyOf(values, count);
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
    return own.stream().filter(answer -> answer.outcome().isCounted()).count();
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

  /** Good requests a second; none over no time. */
  public OptionalDouble goodPerSecond(Goodput good) {
    return good.perSecond(good(good, timed), throughput().duration());
  }

  /** How many answers whose times count have no number of tokens that can be believed. */
  public long withoutTokens() {
    return timed.stream().filter(answer -> answer.metrics().outputTokens().isEmpty()).count();
  }

  /**
   * All output over the time from the first start to the last end, also of those that failed; at
   * least this much when there are answers {@link #withoutTokens}.
   */
  public Throughput throughput() {
    Throughput all = Throughput.NOTHING;
    for (MeasuredAnswer answer : timed) {
      int tokens = answer.metrics().outputTokens().orElse(0);
      all = all.plus(tokens, answer.sentAt(), answer.endedAt());
    }
    for (MeasuredAnswer answer : own) {
      boolean together = answer.marks().contains(Mark.CONTENDED) && !contendedToo;
      if (answer.outcome().isError() && !together) {
        all = all.plus(0, answer.sentAt(), answer.endedAt());
      }
    }
    return all;
  }

  /** What the answers cost for what they wrote. */
  public CostPerMillion cost() {
    return CostPerMillion.of(own);
  }

  /** TCP handshakes with the gateway in milliseconds; one is one round trip. */
  public Summary roundTrips() {
    return Summary.of(
        own.stream()
            .map(MeasuredAnswer::connect)
            .filter(Objects::nonNull)
            .mapToDouble(connect -> connect.toNanos() / 1e6)
            .toArray());
  }

  /**
   * The mean TTFT without the network, in milliseconds: each less the mean round trip, and never
   * less than nothing; empty when no handshake was measured.
   */
  public Optional<Double> timeToFirstTokenWithoutNetwork() {
    OptionalDouble roundTrip = roundTrips().mean();
    if (roundTrip.isEmpty()) {
      return Optional.empty();
    }
    Duration trip = Duration.ofNanos(Math.round(roundTrip.getAsDouble() * 1e6));
    double[] adjusted =
        Arrays.stream(values(MetricName.TTFT))
            .map(millis ->
                RequestMetrics.withoutNetwork(Duration.ofNanos(Math.round(millis * 1e6)), trip)
                        .toNanos()
                    / 1e6)
            .toArray();
    OptionalDouble mean = Summary.of(adjusted).mean();
    return mean.isEmpty() ? Optional.empty() : Optional.of(mean.getAsDouble());
  }

  /** Whether some token counts were guessed here with another tokenizer. */
  public boolean isEstimated() {
    return own.stream().anyMatch(answer -> answer.source() == Usage.Source.ESTIMATED);
  }
}
