package app.diptych.report.decision;

import app.diptych.report.roi.MeasuredQuality;
import app.diptych.report.roi.MeasuredQuality.Basis;
import app.diptych.review.stats.ClusterBootstrap;
import app.diptych.review.stats.Estimate;
import app.diptych.review.stats.Results;
import java.util.Optional;

/** How often one of two models won the verdicts of recorded sessions. */
public final class WonVerdicts {
  private WonVerdicts() {}

  /**
   * Seconds for millions of votes.
   *
   * @param model whose share it is, as the sessions name it
   * @param other that it was compared with
   * @return empty when no vote compares the two
   */
  public static Optional<MeasuredQuality> read(Gathered gathered, String model, String other) {
    return of(new Votes(gathered, model, other).results(), model, other);
  }

  static Optional<MeasuredQuality> of(Results results, String model, String other) {
    boolean isA = model.equals(results.modelA()) && other.equals(results.modelB());
    boolean isB = model.equals(results.modelB()) && other.equals(results.modelA());
    Estimate ofA = results.winRate().orElse(null);
    if (ofA == null || (!isA && !isB)) {
      return Optional.empty();
    }
    Estimate sure = widened(results, ofA);
    return Optional.of(
        new MeasuredQuality(
            Basis.VERDICTS,
            (isA ? results.a() : results.b()) + results.ties() / 2.0,
            ofA.n(),
            isA ? sure : sure.rest(),
            source(results)));
  }

  /**
   * Many votes on one prompt do not pass for many prompts: then the wider of two intervals holds,
   * and votes on a single prompt tell nothing about others.
   */
  private static Estimate widened(Results results, Estimate rate) {
    if (results.n() <= results.prompts()) {
      return rate;
    }
    Estimate drawn = results.byPrompt().map(ClusterBootstrap::estimate).orElse(null);
    return drawn == null
        ? new Estimate(rate.value(), 0, 1, rate.n())
        : new Estimate(
            rate.value(),
            Math.min(rate.low(), drawn.low()),
            Math.max(rate.high(), drawn.high()),
            rate.n());
  }

  private static String source(Results results) {
    return "recorded on %s%s"
        .formatted(
            Figures.count(results.prompts(), "prompt"),
            results.bothBad() == 0
                ? ""
                : ", those that found both bad left out (%,d)".formatted(results.bothBad()));
  }
}
