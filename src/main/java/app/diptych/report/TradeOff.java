package app.diptych.report;

import app.diptych.review.Verdict;
import app.diptych.timing.MetricName;
import app.diptych.timing.Share;
import app.diptych.timing.Summary;
import app.diptych.trial.MeasuredAnswer;
import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How good, how dear and how slow a model was, as far as that is known. What is not known is
 * missing, never zero.
 *
 * @param won verdicts for it, of all on trials it took part in; ties and "both bad" are not won
 * @param cost of a million output tokens, by what was paid for whole requests, in each currency;
 *     without rates when there is no price
 * @param medianLatency in milliseconds; empty with fewer than two answers
 * @param typical the answer whose latency is closest to the median; empty without one
 * @param local whether some of it ran on this machine, where no price applies
 */
public record TradeOff(
    String model,
    Share won,
    CostPerMillion cost,
    Optional<Double> medianLatency,
    Optional<MeasuredAnswer> typical,
    boolean local) {
  /**
   * @param group answers of the model
   * @param won see {@link #won(List, Map)}
   * @param latency TTFT or E2E
   */
  public static TradeOff of(MeasuredGroup group, Share won, MetricName latency) {
    List<MeasuredAnswer> timed = new ArrayList<>(group.timed().size());
    double[] times = new double[group.timed().size()];
    for (MeasuredAnswer answer : group.timed()) {
      double time = LeftOut.value(latency, answer);
      if (!Double.isNaN(time)) {
        times[timed.size()] = time;
        timed.add(answer);
      }
    }
    times = Arrays.copyOf(times, timed.size());
    OptionalDouble median = Summary.of(times).quantile(50);
    return new TradeOff(
        group.name(),
        won,
        group.cost(),
        median.isEmpty() ? Optional.empty() : Optional.of(median.getAsDouble()),
        median.isEmpty()
            ? Optional.empty()
            : Optional.of(timed.get(closest(times, median.getAsDouble()))),
        group.cost().local() > 0);
  }

  /** Which of them; of two that are as close the lower: their order changes nothing. */
  private static int closest(double[] times, double to) {
    int best = 0;
    for (int i = 1; i < times.length; i++) {
      int nearer = Double.compare(Math.abs(times[i] - to), Math.abs(times[best] - to));
      if (nearer < 0 || (nearer == 0 && times[i] < times[best])) {
        best = i;
      }
    }
    return best;
  }

  /**
   * Verdicts won of those there are, by model. A trial counts when both answers are those of the
   * models asked for, and when these are two: a model cannot beat itself.
   *
   * @param answers of both sides of the trials
   * @param verdicts by the id of their trial
   */
  public static Map<String, Share> won(
      List<MeasuredAnswer> answers, Map<String, Verdict> verdicts) {
    Map<String, List<MeasuredAnswer>> judged = new HashMap<>();
    for (MeasuredAnswer answer : answers) {
      if (verdicts.containsKey(answer.trial()) && LeftOut.Why.notOwn(answer) == null) {
        judged.computeIfAbsent(answer.trial(), _ -> new ArrayList<>(2)).add(answer);
      }
    }
    Map<String, Share> won = new HashMap<>();
    judged.forEach((trial, sides) -> {
      if (sides.size() == 2 && !sides.getFirst().model().equals(sides.getLast().model())) {
        for (MeasuredAnswer side : sides) {
          Verdict winner = side.side() == Side.A ? Verdict.A : Verdict.B;
          won.merge(
              side.model(),
              new Share(verdicts.get(trial) == winner ? 1 : 0, 1),
              (one, more) -> new Share(one.some() + more.some(), one.all() + more.all()));
        }
      }
    });
    return won;
  }

  /**
   * What a million output tokens cost in the currency that models are compared in, also what was
   * charged in others.
   *
   * @return empty when nothing is known, or one of its currencies has no rate to that
   */
  public Optional<Double> cost(CommonCurrency common) {
    return common.convert(cost).map(money -> money.amount().doubleValue());
  }
}
