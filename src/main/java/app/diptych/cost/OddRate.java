package app.diptych.cost;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/** A rate for a million tokens that no model has, most likely in another unit. */
public enum OddRate {
  DEAR,
  CHEAP;

  /** More than the dearest model so far, which costs 150 and 600. */
  public static final BigDecimal MOST = BigDecimal.valueOf(700);

  /** Less than the cheapest so far, 0.005 and 0.01. */
  public static final BigDecimal LEAST = new BigDecimal("0.0005");

  /** The currencies in which these limits are what they are. */
  private static final Set<String> LARGE = Set.of("USD", "EUR", "GBP", "CHF");

  /** Whether it is known what is much in that currency. */
  public static boolean judges(String currency) {
    return LARGE.contains(currency);
  }

  /**
   * What is odd about a rate; empty for one that may be, for one that is free, and in a currency of
   * which nobody knows what is much.
   */
  public static Optional<OddRate> of(BigDecimal rate, String currency) {
    if (!judges(currency)) {
      return Optional.empty();
    }
    return rate.compareTo(MOST) > 0
        ? Optional.of(DEAR)
        : rate.signum() > 0 && rate.compareTo(LEAST) < 0 ? Optional.of(CHEAP) : Optional.empty();
  }
}
