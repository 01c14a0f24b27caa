package app.diptych.cost;

import app.diptych.completion.Usage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prices by gateway and model. Of two for the same the later one holds; of the same day, the one
 * that was added last. A price of another gateway is never taken: the same model costs three times
 * as much elsewhere. Immutable.
 */
public final class PriceBook {
  public static final PriceBook EMPTY = new PriceBook(Map.of());

  private final Map<Key, Price> prices;

  private record Key(String gateway, String model) {
    static Key of(String gateway, String model) {
      return new Key(gateway.toLowerCase(Locale.ROOT), model);
    }
  }

  private PriceBook(Map<Key, Price> prices) {
    this.prices = prices;
  }

  /** This book with more prices. */
  public PriceBook with(Collection<Price> more) {
    Map<Key, Price> all = new LinkedHashMap<>(prices);
    for (Price price : more) {
      all.merge(
          Key.of(price.gateway(), price.model()),
          price,
          (old, fresh) -> fresh.date().isBefore(old.date()) ? old : fresh);
    }
    return new PriceBook(all);
  }

  /**
   * This book as it was before prices were taken into it: where one of them still holds, the one of
   * the book before holds again, or none.
   */
  public PriceBook without(Collection<Price> taken, PriceBook before) {
    Map<Key, Price> all = new LinkedHashMap<>(prices);
    for (Price price : taken) {
      Key key = Key.of(price.gateway(), price.model());
      Price old = before.prices.get(key);
      if (price.equals(all.get(key))) {
        if (old == null) {
          all.remove(key);
        } else {
          all.put(key, old);
        }
      }
    }
    return new PriceBook(all);
  }

  public List<Price> prices() {
    return List.copyOf(prices.values());
  }

  /**
   * The price of a model.
   *
   * @param gateways names of the gateway, the most exact first: its id, its host
   * @param model as the gateway calls it
   */
  public Optional<Price> find(List<String> gateways, String model) {
    return gateways.stream()
        .map(gateway -> prices.get(Key.of(gateway, model)))
        .filter(price -> price != null)
        .findFirst();
  }

  /** What a request cost; unpriced, with why, when nobody said what the model costs there. */
  public Cost cost(List<String> gateways, String model, @Nullable Usage usage) {
    Price price = find(gateways, model).orElse(null);
    if (price == null) {
      return new Cost.Unpriced("no price is known for " + model + " there");
    }
    return usage == null
        ? new Cost.Unpriced("nobody knows how many tokens it took")
        : price.cost(usage);
  }

  /**
   * What taking these prices would change.
   *
   * @return the changes in the order of the new prices; what stays the same is not among them
   */
  public List<Change> changes(Collection<Price> more) {
    List<Change> changes = new ArrayList<>();
    for (Price fresh : more) {
      Price old = prices.get(Key.of(fresh.gateway(), fresh.model()));
      if (old == null || !same(old, fresh)) {
        changes.add(new Change(old, fresh));
      }
    }
    return changes;
  }

  /**
   * One price that is new or other than before.
   *
   * @param before null when there was none
   */
  public record Change(@Nullable Price before, Price after) {
    /** Whether the older price would stay, because this one is of an earlier day. */
    public boolean isOutdated() {
      return before != null && after.date().isBefore(before.date());
    }
  }

  private static boolean same(Price one, Price other) {
    return one.rates().equals(other.rates())
        && one.tiers().equals(other.tiers())
        && Objects.equals(one.batch(), other.batch())
        && one.batchTiers().equals(other.batchTiers())
        && one.currency().equals(other.currency());
  }
}
