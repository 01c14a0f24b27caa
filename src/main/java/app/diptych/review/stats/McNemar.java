package app.diptych.review.stats;

import java.util.Optional;

/**
 * Two models on the same tasks, each passed or failed: McNemar's exact test (Q. McNemar,
 * Psychometrika 12, 1947), which is the sign test of the tasks that only one of them passed.
 *
 * @param onlyA tasks that A passed and B failed
 * @param difference how much larger A's share of passes is, with the interval of Bonett and Price
 *     (2012), which adds a half to every cell
 */
public record McNemar(
    long both, long onlyA, long onlyB, long neither, double p, Optional<Estimate> difference) {

  public static McNemar of(long both, long onlyA, long onlyB, long neither) {
    return new McNemar(
        both,
        onlyA,
        onlyB,
        neither,
        SignTest.of(onlyA, onlyB).p(),
        difference(both + onlyA + onlyB + neither, onlyA, onlyB));
  }

  private static Optional<Estimate> difference(long n, long onlyA, long onlyB) {
    if (n == 0) {
      return Optional.empty();
    }
    double a = (onlyA + 1) / (n + 2d);
    double b = (onlyB + 1) / (n + 2d);
    double half = Estimate.Z * Math.sqrt((a + b - (a - b) * (a - b)) / (n + 2d));
    return Optional.of(
        new Estimate(
            (double) (onlyA - onlyB) / n,
            Math.max(-1, a - b - half),
            Math.min(1, a - b + half),
            n));
  }
}
