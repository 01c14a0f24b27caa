package app.diptych.cost;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/** A rate for a million tokens that no model has, most likely in another unit. */
public enum OddRate {
  DEAR,
  CHEAP;

  /** Of these a thousand is more than any model ever cost for a million tokens. */
  private static final Set<String> LARGE = Set.of("USD", "EUR", "GBP", "CHF");

  private static final BigDecimal MOST = BigDecimal.valueOf(1_000);
  private static final BigDecimal LEAST = new BigDecimal("0.0005");

  /**
   * What is odd about a rate; empty for one that may be, for one that is free, and in a currency of
   * which nobody knows what is much.
   */
  public static Optional<OddRate> of(BigDecimal rate, String currency) {
    if (!LARGE.contains(currency)) {
      return Optional.empty();
    }
    return rate.compareTo(MOST) > 0
        ? Optional.of(DEAR)
        : rate.signum() > 0 && rate.compareTo(LEAST) < 0 ? Optional.of(CHEAP) : Optional.empty();
  }
}
