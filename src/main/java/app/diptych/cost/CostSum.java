package app.diptych.cost;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up a great many costs without a new map for each. Not thread-safe. */
final class CostSum {
  private final Map<String, BigDecimal> sums = new HashMap<>();
  private long sent;
  private long heldBack;
  private long priced;
  private long unpriced;
  private long estimated;

  void add(LedgerEntry entry) {
    if (entry.isHeldBack()) {
      heldBack++;
    } else {
      sent++;
    }
    add(entry.cost());
  }

  private void add(@Nullable Cost cost) {
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

  LedgerGroup.Total total(String name) {
    return new LedgerGroup.Total(name, sent, heldBack, total());
  }

  private CostTotal total() {
    Map<String, Money> money = new TreeMap<>();
    sums.forEach((currency, amount) -> money.put(currency, new Money(amount, currency)));
    return new CostTotal(money, priced, unpriced, estimated);
  }
}
