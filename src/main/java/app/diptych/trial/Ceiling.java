package app.diptych.trial;

import app.diptych.cost.Cost;
import app.diptych.cost.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What an answer and the tries before it can have cost at most. Each is counted by the price of
 * whoever was asked. Not thread-safe.
 */
final class Ceiling {
  private @Nullable Money lost;
  private @Nullable Money last;
  private boolean unknown;

  /**
   * A try is over of which nothing came back, and which may be charged.
   *
   * @param most null when nobody knows its price
   */
  void lose(@Nullable Money most) {
    lost = sum(lost, most);
    unknown |= lost == null;
  }

  /**
   * The last try has ended and may be charged.
   *
   * @param most null when what it cost is known, or nobody knows its price
   */
  void end(@Nullable Money most) {
    last = most;
  }

  /** The last try may be charged, and nobody knows how much at most. */
  void endUnknown() {
    unknown = true;
  }

  /** With what it can have cost at most, when not all of it is known. */
  Cost over(Cost told) {
    return switch (told) {
      case Cost.Known known when known.isAtLeast() ->
          new Cost.Known(
              known.money(), known.estimated(), known.open(), all(larger(known.money(), last)));
      case Cost.Unpriced unpriced -> new Cost.Unpriced(unpriced.why(), all(last));
      case Cost.Known _, Cost.Local _ -> told;
    };
  }

  private @Nullable Money all(@Nullable Money end) {
    return unknown ? null : lost == null ? end : end == null ? lost : sum(lost, end);
  }

  /** Null when one is not known: two currencies have no sum here. */
  private @Nullable Money sum(@Nullable Money before, @Nullable Money more) {
    if (before == null || more == null) {
      return unknown ? null : more;
    }
    return before.currency().equals(more.currency()) ? before.plus(more) : null;
  }

  private static Money larger(Money known, @Nullable Money most) {
    BigDecimal amount = known.amount();
    return most == null || !most.currency().equals(known.currency())
        ? known
        : new Money(amount.max(most.amount()), known.currency());
  }
}
