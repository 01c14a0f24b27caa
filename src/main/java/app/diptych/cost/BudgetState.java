package app.diptych.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * How a budget stands.
 *
 * @param since when its period began
 * @param until when the next one begins
 * @param spent in this period, in the budget's currency
 * @param held for requests under way
 * @param unpriced how many requests of this period have no price that counts here, so that what is
 *     spent is at least that
 */
public record BudgetState(
    Budget budget, Instant since, Instant until, Money spent, Money held, long unpriced) {

  /** What is spent of the limit, in hundredths, rounded down; at most a million. */
  public int percent() {
    return spent
        .amount()
        .movePointRight(2)
        .divide(budget.limit().amount(), 0, RoundingMode.DOWN)
        .min(new BigDecimal(1_000_000))
        .intValueExact();
  }

  public boolean isAtLeast() {
    return unpriced > 0;
  }

  /** For example {@code at least 0.42 of 5 USD}. */
  public String words() {
    return (isAtLeast() ? "at least " : "")
        + BudgetWords.amount(spent.amount())
        + " of "
        + budget.limit();
  }

  /** Whether it still stays in its limit when that much more may be spent. */
  boolean hasRoomFor(Money more) {
    return spent.plus(held).plus(more).amount().compareTo(budget.limit().amount()) <= 0;
  }
}
