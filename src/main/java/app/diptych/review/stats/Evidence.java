package app.diptych.review.stats;

import org.apache.commons.numbers.gamma.LogBeta;

/**
 * Evidence against a fair coin that may be looked at after every vote: the e-value of the uniform
 * mixture, E = 2^n B(k+1, n-k+1) after k of n (H. Robbins 1970; Howard, Ramdas, McAuliffe and
 * Sekhon, arXiv 1810.08240). If neither is better, E ever reaches 1/alpha with a probability of at
 * most alpha (Ville 1939), however often and whenever somebody looks.
 *
 * @param k decisive votes for A
 * @param n decisive votes
 */
public record Evidence(long k, long n) {
  /** One false alarm in twenty. */
  public static final double ALPHA = 0.05;

  private static final int HALVINGS = 60;

  public Evidence {
    if (k < 0 || k > n) {
      throw new IllegalArgumentException(k + " of " + n);
    }
  }

  /** The natural logarithm of the e-value, which itself can be larger than a double. */
  public double logE() {
    return logE(0.5);
  }

  /** The e-value; the largest number there is when it is larger. */
  public double e() {
    return Math.min(Double.MAX_VALUE, Math.exp(logE()));
  }

  boolean rejects() {
    return rejects(0.5);
  }

  /** Against a coin that falls on A with that probability. */
  double logE(double p) {
    return mixture() - k * Math.log(p) - (n - k) * Math.log1p(-p);
  }

  boolean rejects(double p) {
    return logE(p) >= -Math.log(ALPHA);
  }

  private double mixture() {
    return LogBeta.value(k + 1d, n - k + 1d);
  }

  /**
   * A's share of decisive votes with its confidence sequence: every share the same mixture does not
   * reject. It holds at all times at once, so it is wider than an interval for one look. 0 to 1
   * before the first vote.
   */
  public double[] sequence() {
    double share = n == 0 ? 0.5 : (double) k / n;
    return new double[] {
      k == 0 ? 0 : edge(0, share), k == n ? 1 : edge(1, share),
    };
  }

  /** Between a share that is rejected and one that is not. */
  private double edge(double rejected, double kept) {
    double out = rejected;
    double in = kept;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (out + in) / 2;
      if (rejects(middle)) {
        out = middle;
      } else {
        in = middle;
      }
    }
    return in;
  }

  Evidence plus(boolean forA) {
    return new Evidence(forA ? k + 1 : k, n + 1);
  }
}
