package app.diptych.review.stats;

import app.diptych.review.Blinding;
import app.diptych.review.Verdict;
import java.util.Optional;

/**
 * What raters say of two answers of the same model: an effect that is not there. An effect between
 * two models no larger than this is none.
 *
 * @param n votes on such pairs
 * @param winRate of the one that stood for A, which only chance and place move away from one half
 * @param ties how often they were told to be alike
 */
public record NoiseFloor(long n, Optional<Estimate> winRate, Optional<Estimate> ties) {

  static NoiseFloor of(Ballots ballots, int[] rows) {
    VerdictCounts counts = new VerdictCounts();
    // Two answers whose models are not known here are not of one model.
    int hidden = ballots.findModel(Blinding.HIDDEN);
    for (int row : rows) {
      if (ballots.a(row) == ballots.b(row) && ballots.a(row) != hidden) {
        counts.add(ballots.verdictOf(row, ballots.a(row)));
      }
    }
    long a = counts.of(Verdict.A);
    long b = counts.of(Verdict.B);
    long ties = counts.of(Verdict.TIE);
    long n = a + b + ties + counts.of(Verdict.BOTH_BAD);
    return new NoiseFloor(n, Wilson.share(a + ties / 2d, a + b + ties), Wilson.share(n - a - b, n));
  }
}
