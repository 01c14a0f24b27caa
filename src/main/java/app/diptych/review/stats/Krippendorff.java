package app.diptych.review.stats;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * Krippendorff's alpha (K. Krippendorff, "Computing Krippendorff's alpha-reliability", 2011): the
 * agreement of any number of raters, who need not have rated everything, on four kinds of scale.
 */
public final class Krippendorff {
  private Krippendorff() {}

  /** What a difference between two values means. */
  public enum Scale {
    /** Names: any two are as different as any others. */
    NOMINAL,
    /** Ranks. */
    ORDINAL,
    /** Differences count. */
    INTERVAL,
    /** Ratios count; 0 is none. */
    RATIO
  }

  /**
   * @param units for each unit the values it was given; NaN for none
   * @return nothing without two values on one unit, when all values are the same, and on the ratio
   *     scale with values below 0
   */
  public static OptionalDouble alpha(double[][] units, Scale scale) {
    double[] values = values(units);
    if (values.length < 2 || (scale == Scale.RATIO && values[0] < 0)) {
      return OptionalDouble.empty();
    }
    double[][] together = coincidences(units, values);
    return alpha(together, values, scale);
  }

  /** With a coincidence matrix that is made already. */
  static OptionalDouble alpha(double[][] together, double[] values, Scale scale) {
    double[] totals =
        Arrays.stream(together).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
    double n = Arrays.stream(totals).sum();
    double observed = 0;
    double expected = 0;
    for (int c = 0; c < values.length; c++) {
      for (int k = c + 1; k < values.length; k++) {
        double apart = distance(c, k, values, totals, scale);
        observed += together[c][k] * apart;
        expected += totals[c] * totals[k] * apart;
      }
    }
    return n < 2 || expected <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(1 - (n - 1) * observed / expected);
  }

  private static double[] values(double[][] units) {
    TreeSet<Double> values = new TreeSet<>();
    for (double[] unit : units) {
      if (count(unit) > 1) {
        Arrays.stream(unit).filter(Double::isFinite).forEach(value -> values.add(value + 0.0));
      }
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static long count(double[] unit) {
    return Arrays.stream(unit).filter(Double::isFinite).count();
  }

  private static double[][] coincidences(double[][] units, double[] values) {
    double[][] together = new double[values.length][values.length];
    int[] counts = new int[values.length];
    for (double[] unit : units) {
      long raters = count(unit);
      if (raters > 1) {
        Arrays.fill(counts, 0);
        for (double value : unit) {
          if (Double.isFinite(value)) {
            counts[Arrays.binarySearch(values, value + 0.0)]++;
          }
        }
        add(together, counts, raters);
      }
    }
    return together;
  }

  /** Adds one unit's pairs of values. */
  static void add(double[][] together, int[] counts, long raters) {
    for (int c = 0; c < counts.length; c++) {
      for (int k = 0; counts[c] > 0 && k < counts.length; k++) {
        double pairs = (double) counts[c] * (c == k ? counts[c] - 1 : counts[k]);
        together[c][k] += pairs / (raters - 1);
      }
    }
  }

  /** The squared difference. */
  private static double distance(int c, int k, double[] values, double[] totals, Scale scale) {
    double apart =
        switch (scale) {
          case NOMINAL -> 1;
          case ORDINAL -> {
            double between = -(totals[c] + totals[k]) / 2;
            for (int g = c; g <= k; g++) {
              between += totals[g];
            }
            yield between;
          }
          case INTERVAL -> values[k] - values[c];
          case RATIO -> (values[k] - values[c]) / (values[k] + values[c]);
        };
    return apart * apart;
  }
}
