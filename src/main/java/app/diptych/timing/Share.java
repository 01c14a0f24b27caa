package app.diptych.timing;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * So many of so many, for example failures of requests.
 *
 * @param some not more than {@code all}
 */
public record Share(long some, long all) {
  /** The 97.5 % point of the normal distribution. */
  private static final double Z = 1.959963984540054;

  public Share {
    if (some < 0 || some > all) {
      throw new IllegalArgumentException(some + " of " + all + " is no share");
    }
  }

  /** From 0 to 1; empty of nothing. */
  public OptionalDouble value() {
    return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) some / all);
  }

  /** The 95 % interval of Wilson (1927), which also holds for none and for all. */
  public Optional<Interval> interval() {
    if (all == 0) {
      return Optional.empty();
    }
    double n = all;
    double share = some / n;
    double middle = share + Z * Z / (2 * n);
    double half = Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
    double scale = 1 + Z * Z / n;
    return Optional.of(
        new Interval(
            some == 0 ? 0 : (middle - half) / scale, some == all ? 1 : (middle + half) / scale));
  }

  /** The others. */
  public Share rest() {
    return new Share(all - some, all);
  }
}
