package app.diptych.review.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The exact two-sided sign test: how often a fair coin would fall at least as unevenly. Ties are
 * dropped. For votes looked at once, when all are in; while they come, {@link StoppingRule} holds.
 *
 * @param p 1 without a decisive vote
 */
public record SignTest(long a, long b, double p) {

  public static SignTest of(long a, long b) {
    int n = Math.toIntExact(a + b);
    int fewer = (int) Math.min(a, b);
    double tail = n == 0 ? 1 : BinomialDistribution.of(n, 0.5).cumulativeProbability(fewer);
    return new SignTest(a, b, Math.min(1, 2 * tail));
  }
}
