package app.diptych.review.stats;

import java.util.Optional;

/**
 * Agreement of two raters beyond chance: Cohen's kappa (J. Cohen 1960) and weighted kappa (1968),
 * with the large-sample standard error of Fleiss, Cohen and Everitt (1969).
 *
 * @param raw the share of equal verdicts
 * @param kappa empty when both always said the same one thing: nothing is left to chance then
 */
public record Kappa(double raw, Optional<Estimate> kappa, double error) {

  /** What a disagreement counts, by how far apart it is. */
  public enum Weight {
    /** All alike. */
    NONE,
    LINEAR,
    QUADRATIC;

    /** Of an agreement of {@code distance} steps in {@code most}, 1 for a whole one. */
    double of(int distance, int most) {
      double share = most == 0 ? 0 : (double) distance / most;
      return switch (this) {
        case NONE -> distance == 0 ? 1 : 0;
        case LINEAR -> 1 - share;
        case QUADRATIC -> 1 - share * share;
      };
    }
  }

  /**
   * @param table how often the first said the row and the second the column; categories in order
   * @return nothing of an empty table
   */
  public static Optional<Kappa> of(long[][] table, Weight weight) {
    int size = table.length;
    double[] rows = new double[size];
    double[] columns = new double[size];
    long n = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        n += table[i][j];
        rows[i] += table[i][j];
        columns[j] += table[i][j];
      }
    }
    if (n == 0) {
      return Optional.empty();
    }
    double same = 0;
    double observed = 0;
    double expected = 0;
    for (int i = 0; i < size; i++) {
      rows[i] /= n;
      columns[i] /= n;
      same += (double) table[i][i] / n;
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double counts = weight.of(Math.abs(i - j), size - 1);
        observed += counts * table[i][j] / n;
        expected += counts * rows[i] * columns[j];
      }
    }
    if (expected >= 1 - 1e-12) {
      return Optional.of(new Kappa(same, Optional.empty(), 0));
    }
    double kappa = (observed - expected) / (1 - expected);
    double error = error(table, weight, rows, columns, n, observed, expected);
    return Optional.of(
        new Kappa(
            same,
            Optional.of(
                new Estimate(
                    kappa,
                    Math.max(-1, kappa - Estimate.Z * error),
                    Math.min(1, kappa + Estimate.Z * error),
                    n)),
            error));
  }

  private static double error(
      long[][] table,
      Weight weight,
      double[] rows,
      double[] columns,
      long n,
      double observed,
      double expected) {
    int size = table.length;
    double[] ofRow = new double[size];
    double[] ofColumn = new double[size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double counts = weight.of(Math.abs(i - j), size - 1);
        ofRow[i] += counts * columns[j];
        ofColumn[j] += counts * rows[i];
      }
    }
    double sum = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double counts = weight.of(Math.abs(i - j), size - 1);
        double part = counts * (1 - expected) - (ofRow[i] + ofColumn[j]) * (1 - observed);
        sum += part * part * table[i][j] / n;
      }
    }
    double off = observed * expected - 2 * expected + observed;
    double variance = (sum - off * off) / (n * Math.pow(1 - expected, 4));
    return Math.sqrt(Math.max(0, variance));
  }
}
