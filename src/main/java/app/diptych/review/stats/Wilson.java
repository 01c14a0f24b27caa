package app.diptych.review.stats;

import java.util.Optional;

/**
 * The interval of a share: Wilson's score interval at 95 % (E. B. Wilson, JASA 22, 1927; R. G.
 * Newcombe, Statistics in Medicine 17, 1998). It stays within 0 and 1, also for none and for all.
 * With half successes, as ties are, it is a little too wide, because a half varies less.
 */
public final class Wilson {
  private Wilson() {}

  /** So many of so many. */
  public static Optional<Estimate> share(long some, long all) {
    return share((double) some, all);
  }

  /**
   * @param some from 0 to {@code all}, halves allowed
   * @return nothing of nothing
   */
  public static Optional<Estimate> share(double some, long all) {
    if (some < 0 || some > all || Double.isNaN(some)) {
      throw new IllegalArgumentException(some + " of " + all + " is no share");
    }
    if (all == 0) {
      return Optional.empty();
    }
    double n = all;
    double share = some / n;
    double square = Estimate.Z * Estimate.Z;
    double middle = share + square / (2 * n);
    double half = Estimate.Z * Math.sqrt(share * (1 - share) / n + square / (4 * n * n));
    double scale = 1 + square / n;
    return Optional.of(
        new Estimate(
            share,
            some == 0 ? 0 : Math.max(0, (middle - half) / scale),
            some == all ? 1 : Math.min(1, (middle + half) / scale),
            all));
  }
}
