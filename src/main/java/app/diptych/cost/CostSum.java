package app.diptych.cost;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up a great many costs without a new map for each. Not thread-safe. */
final class CostSum {
  private final Map<String, BigDecimal> sums = new HashMap<>();
  private long entries;
  private long priced;
  private long unpriced;
  private long estimated;

  /**
   * @param cost null for something that costs nothing
   */
  void add(@Nullable Cost cost) {
    entries++;
    switch (cost) {
      case Cost.Known known -> {
        sums.merge(known.money().currency(), known.money().amount(), BigDecimal::add);
        priced++;
        unpriced += known.isAtLeast() ? 1 : 0;
        estimated += known.estimated() ? 1 : 0;
      }
      case Cost.Unpriced _ -> unpriced++;
      case Cost.Local _ -> {
        // Electricity is another account.
      }
      case null -> {
        // Nothing was charged.
      }
    }
  }

  long entries() {
    return entries;
  }

  CostTotal total() {
    Map<String, Money> money = new TreeMap<>();
    sums.forEach((currency, amount) -> money.put(currency, new Money(amount, currency)));
    return new CostTotal(money, priced, unpriced, estimated);
  }
}
