package app.diptych.review.stats;

/**
 * A number, how sure it is, and what it was seen in.
 *
 * @param low with {@code high} the 95 % interval
 * @param n how many it was computed from, at least 1
 */
public record Estimate(double value, double low, double high, long n) {
  /** The 97.5 % point of the normal distribution. */
  static final double Z = 1.959963984540054;

  /**
   * @throws IllegalArgumentException when one of them is no finite number: nobody must be shown NaN
   */
  public Estimate {
    if (!Double.isFinite(value) || !Double.isFinite(low) || !Double.isFinite(high) || n < 1) {
      throw new IllegalArgumentException(value + " [" + low + ", " + high + "] of " + n);
    }
  }

  /** Whether the interval leaves out the value of "no difference". */
  public boolean excludes(double nothing) {
    return low > nothing || high < nothing;
  }

  /** The same seen from the other side of a share: of those that are not. */
  public Estimate rest() {
    return new Estimate(1 - value, 1 - high, 1 - low, n);
  }
}
