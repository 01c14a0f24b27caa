package app.diptych.report.decision;

import app.diptych.report.roi.MeasuredQuality;
import app.diptych.report.roi.MeasuredQuality.Basis;
import app.diptych.review.stats.Results;
import org.jspecify.annotations.Nullable;

/**
 * How often one of two models won the verdicts of recorded sessions. A verdict that found both bad
 * is not won: else a model that is seldom good, but then better, would seem good enough.
 *
 * @param measured null when no verdict that counts compares the two
 * @param why none does, in a sentence; empty when some do
 */
public record WonVerdicts(@Nullable MeasuredQuality measured, String why) {

  /**
   * Seconds for millions of votes.
   *
   * @param model whose share it is, as the sessions name it
   * @param other that it was compared with
   */
  public static WonVerdicts read(Gathered gathered, String model, String other) {
    return of(new Votes(gathered, model, other), model, other);
  }

  static WonVerdicts of(Votes votes, String model, String other) {
    Results results = votes.results();
    boolean isA = model.equals(results.modelA()) && other.equals(results.modelB());
    boolean isB = model.equals(results.modelB()) && other.equals(results.modelA());
    if (results.n() == 0 || (!isA && !isB)) {
      return new WonVerdicts(
          null,
          "No verdict that counts compares %s and %s%s."
              .formatted(model, other, votes.leftOutWords()));
    }
    long independent = Math.clamp(votes.independent(), 1L, results.n());
    return new WonVerdicts(
        MeasuredQuality.of(
            Basis.VERDICTS,
            (isA ? results.a() : results.b()) + results.ties() / 2.0,
            results.n(),
            independent,
            "%s against %s, recorded on %s%s%s%s"
                .formatted(
                    model,
                    other,
                    Figures.count(results.prompts(), "prompt"),
                    independent == results.n()
                        ? ""
                        : ", no surer than %s on prompts of their own"
                            .formatted(Figures.count(independent, "verdict")),
                    results.bothBad() == 0
                        ? ""
                        : ", %,d found both bad: not won".formatted(results.bothBad()),
                    votes.leftOutWords())),
        "");
  }
}
