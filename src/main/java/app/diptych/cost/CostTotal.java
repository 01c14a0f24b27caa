package app.diptych.cost;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A sum of costs. The order they come in changes nothing.
 *
 * @param sums one for each currency, by its code: without a rate they are not added
 * @param priced how many costs are in the sums
 * @param unpriced how many are not, so that the sums are at least what it cost
 * @param estimated how many of the priced ones rest on tokens that were not reported
 */
public record CostTotal(Map<String, Money> sums, long priced, long unpriced, long estimated) {
  public static final CostTotal NOTHING = new CostTotal(Map.of(), 0, 0, 0);

  public CostTotal {
    sums = Map.copyOf(sums);
  }

  /** With one more. */
  public CostTotal plus(Cost cost) {
    return switch (cost) {
      case Cost.Known known -> {
        Map<String, Money> more = new TreeMap<>(sums);
        more.merge(known.money().currency(), known.money(), Money::plus);
        yield new CostTotal(more, priced + 1, unpriced, estimated + (known.estimated() ? 1 : 0));
      }
      case Cost.Unpriced _ -> new CostTotal(sums, priced, unpriced + 1, estimated);
      case Cost.Local _ -> this;
    };
  }

  /** Whether something in it has no price. */
  public boolean isAtLeast() {
    return unpriced > 0;
  }

  /** For example {@code at least 0.58 USD} or {@code 0.58 USD + 1.2 CNY}. */
  public String words() {
    if (sums.isEmpty()) {
      return unpriced > 0 ? "unpriced" : "nothing";
    }
    String all =
        new TreeMap<>(sums)
            .values().stream().map(Money::toString).collect(Collectors.joining(" + "));
    return isAtLeast() ? "at least " + all : all;
  }
}
