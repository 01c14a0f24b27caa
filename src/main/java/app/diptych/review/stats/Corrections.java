package app.diptych.review.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What remains of a finding when many were looked for. Both hold whatever the findings have to do
 * with each other, as slices of the same votes have.
 */
public final class Corrections {
  private Corrections() {}

  /**
   * Adjusted p-values by Benjamini and Yekutieli (Annals of Statistics 29, 2001): those at most
   * 0.05 are false in at most 5 % of cases on average.
   */
  public static double[] benjaminiYekutieli(double[] p) {
    int m = p.length;
    double harmonic = IntStream.rangeClosed(1, m).mapToDouble(i -> 1d / i).sum();
    int[] order = order(p);
    double[] adjusted = new double[m];
    double smallest = 1;
    for (int rank = m; rank >= 1; rank--) {
      int i = order[rank - 1];
      smallest = Math.min(smallest, p[i] * m * harmonic / rank);
      adjusted[i] = smallest;
    }
    return adjusted;
  }

  /**
   * Which e-values are findings by e-BH (R. Wang and A. Ramdas, JRSS B 84, 2022), at any time they
   * are looked at.
   *
   * @param logE their natural logarithms
   */
  public static boolean[] eBenjaminiHochberg(double[] logE, double alpha) {
    int m = logE.length;
    int[] order = order(IntStream.range(0, m).mapToDouble(i -> -logE[i]).toArray());
    int found = 0;
    for (int rank = 1; rank <= m; rank++) {
      if (logE[order[rank - 1]] >= Math.log(m / (alpha * rank))) {
        found = rank;
      }
    }
    boolean[] findings = new boolean[m];
    for (int rank = 0; rank < found; rank++) {
      findings[order[rank]] = true;
    }
    return findings;
  }

  /** The places of the values, the smallest first. */
  private static int[] order(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> values[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
