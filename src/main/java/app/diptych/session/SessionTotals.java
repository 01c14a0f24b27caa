package app.diptych.session;

import app.diptych.review.Tally;
import app.diptych.review.Verdict;
import app.diptych.session.SessionComparison.Change;
import app.diptych.timing.RequestMetrics;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/** Two sessions beside each other as wholes. */
public final class SessionTotals {
  private SessionTotals() {}

  /** What they add up to, the same or not, in the order to read it. */
  public static List<Change> of(
      SessionSummary before,
      List<SavedTrial> trialsBefore,
      SessionSummary after,
      List<SavedTrial> trialsAfter) {
    List<Change> totals = new ArrayList<>();
    totals.add(
        new Change("Trials", String.valueOf(before.trials()), String.valueOf(after.trials())));
    totals.add(new Change("Verdicts", words(before.votes()), words(after.votes())));
    totals.add(
        new Change(
            "Failures", String.valueOf(before.failures()), String.valueOf(after.failures())));
    for (Side side : Side.values()) {
      List<RequestMetrics> left = metrics(trialsBefore, side);
      List<RequestMetrics> right = metrics(trialsAfter, side);
      add(totals, side + " TTFT, median", left, right, millis(RequestMetrics::timeToFirstToken));
      add(totals, side + " E2E, median", left, right, millis(RequestMetrics::endToEnd));
      add(
          totals,
          side + " tok/s, median",
          left,
          right,
          new Measure(RequestMetrics::outputTokensPerSecond, AnswerWords::rate));
    }
    return totals;
  }

  private record Measure(
      Function<RequestMetrics, Optional<Double>> of, DoubleFunction<String> words) {}

  private static Measure millis(Function<RequestMetrics, Optional<Duration>> of) {
    return new Measure(
        metrics -> of.apply(metrics).map(duration -> duration.toNanos() / 1e6),
        AnswerWords::millis);
  }

  private static void add(
      List<Change> totals,
      String what,
      List<RequestMetrics> before,
      List<RequestMetrics> after,
      Measure measure) {
    totals.add(new Change(what, median(before, measure), median(after, measure), true));
  }

  private static List<RequestMetrics> metrics(List<SavedTrial> trials, Side side) {
    return trials.stream()
        .flatMap(trial -> trial.answer(side).stream())
        .filter(answer -> !answer.buffered())
        .map(Answer::metrics)
        .toList();
  }

  private static String median(List<RequestMetrics> all, Measure measure) {
    double[] values =
        all.stream()
            .flatMap(metrics -> measure.of().apply(metrics).stream())
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    int half = values.length / 2;
    if (values.length == 0) {
      return AnswerWords.NONE;
    }
    return measure
        .words()
        .apply(values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2);
  }

  private static String words(Tally tally) {
    StringJoiner words = new StringJoiner(" \u00b7 ").setEmptyValue("none");
    for (Verdict verdict : Verdict.values()) {
      if (tally.count(verdict) > 0) {
        words.add(verdict.words() + " " + tally.count(verdict));
      }
    }
    return words.toString();
  }
}
