package app.diptych.review.stats;

/** Dense linear algebra of the size that ratings need, and no more. */
final class Newton {
  private Newton() {}

  /**
   * The inverse of a symmetric positive definite matrix by Cholesky's factors.
   *
   * @return null when it is none
   */
  static double @org.jspecify.annotations.Nullable [][] inverse(double[][] matrix) {
    int n = matrix.length;
    double[][] lower = new double[n][];
    for (int i = 0; i < n; i++) {
      lower[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        if (i != j) {
          lower[i][j] = sum / lower[j][j];
        } else if (sum > 1e-15 * Math.abs(matrix[i][i]) && Double.isFinite(sum)) {
          lower[i][i] = Math.sqrt(sum);
        } else {
          return null;
        }
      }
    }
    double[][] inverse = new double[n][n];
    double[] column = new double[n];
    for (int c = 0; c < n; c++) {
      solve(lower, c, column);
      for (int i = 0; i < n; i++) {
        inverse[i][c] = column[i];
      }
    }
    return inverse;
  }

  /** One column of the inverse. */
  private static void solve(double[][] lower, int unit, double[] x) {
    int n = lower.length;
    for (int i = 0; i < n; i++) {
      double sum = i == unit ? 1 : 0;
      for (int k = 0; k < i; k++) {
        sum -= lower[i][k] * x[k];
      }
      x[i] = sum / lower[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = x[i];
      for (int k = i + 1; k < n; k++) {
        sum -= lower[k][i] * x[k];
      }
      x[i] = sum / lower[i][i];
    }
  }

  static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      double sum = 0;
      for (int j = 0; j < vector.length; j++) {
        sum += matrix[i][j] * vector[j];
      }
      product[i] = sum;
    }
    return product;
  }

  /** The diagonal of inverse * middle * inverse: the sandwich of a robust variance. */
  static double[] sandwich(double[][] inverse, double[][] middle) {
    int n = inverse.length;
    double[] diagonal = new double[n];
    for (int i = 0; i < n; i++) {
      double[] part = times(middle, inverse[i]);
      double sum = 0;
      for (int j = 0; j < n; j++) {
        sum += inverse[i][j] * part[j];
      }
      diagonal[i] = Math.max(0, sum);
    }
    return diagonal;
  }
}
