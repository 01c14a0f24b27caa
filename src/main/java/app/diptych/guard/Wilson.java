package app.diptych.guard;

/**
 * How sure a share is that was seen in few cases: Wilson's score interval (E. B. Wilson, "Probable
 * inference, the law of succession, and statistical inference", JASA 22, 1927), one-sided.
 */
public final class Wilson {
  // Peter J. Acklam's approximation of the inverse normal distribution, error below 1.2e-9.
  private static final double[] A = {
    -3.969683028665376e+01,
    2.209460984245205e+02,
    -2.759285104469687e+02,
    1.383577518672690e+02,
    -3.066479806614716e+01,
    2.506628277459239e+00
  };
  private static final double[] B = {
    -5.447609879822406e+01,
    1.615858368580409e+02,
    -1.556989798598866e+02,
    6.680131188771972e+01,
    -1.328068155288572e+01,
    1
  };
  private static final double[] C = {
    -7.784894002430293e-03,
    -3.223964580411365e-01,
    -2.400758277161838e+00,
    -2.549732539343734e+00,
    4.374664141464968e+00,
    2.938163982698783e+00
  };
  private static final double[] D = {
    7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1
  };
  private static final double TAIL = 0.02425;

  private final double z;

  /**
   * @param confidence above 0.5 and below 1, for example 0.95
   */
  public Wilson(double confidence) {
    if (!(confidence > 0.5 && confidence < 1)) {
      throw new IllegalArgumentException(
          "Confidence must be above 0.5 and below 1, not " + confidence + ".");
    }
    this.z = quantile(confidence);
  }

  /** The share is at least this, with the confidence given; 0 when nothing was seen. */
  public double atLeast(int seen, int cases) {
    if (cases == 0) {
      return 0;
    }
    double n = cases;
    double share = seen / n;
    double square = z * z;
    double middle = share + square / (2 * n);
    double spread = z * Math.sqrt(share * (1 - share) / n + square / (4 * n * n));
    return Math.max(0, (middle - spread) / (1 + square / n));
  }

  /** The value of a standard normal variable that a share p lies below, for p from 0.5 on. */
  private static double quantile(double p) {
    if (p > 1 - TAIL) {
      double q = Math.sqrt(-2 * Math.log(1 - p));
      return -polynomial(C, q) / polynomial(D, q);
    }
    double q = p - 0.5;
    double r = q * q;
    return q * polynomial(A, r) / polynomial(B, r);
  }

  private static double polynomial(double[] factors, double x) {
    double sum = 0;
    for (double factor : factors) {
      sum = sum * x + factor;
    }
    return sum;
  }
}
