package app.diptych.cli;

import app.diptych.cost.ExchangeRates;
import app.diptych.cost.Money;
import app.diptych.cost.Price;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts prices in order by what a million tokens in and a million out cost. */
final class PriceRank {
  private PriceRank() {}

  /** A million tokens in and a million out, by the rates of short prompts. */
  static Money both(Price price) {
    return new Money(price.rates().input().add(price.rates().output()), price.currency());
  }

  /**
   * In the currency that most of them have. Those without a rate to it come last, each currency for
   * itself; those that cost the same stay as they came.
   */
  static List<Price> cheapestFirst(List<Price> prices, ExchangeRates rates) {
    String currency = currency(prices);
    Function<Price, Money> cost =
        price -> rates.convert(both(price), currency).orElseGet(() -> both(price));
    Comparator<Price> comparable =
        Comparator.comparing(price -> !cost.apply(price).currency().equals(currency));
    Comparator<Price> currencies = Comparator.comparing(price -> cost.apply(price).currency());
    Comparator<Price> amounts = Comparator.comparing(price -> cost.apply(price).amount());
    return prices.stream()
        .sorted(comparable.thenComparing(currencies).thenComparing(amounts))
        .toList();
  }

  private static String currency(List<Price> prices) {
    return prices.stream()
        .collect(Collectors.groupingBy(Price::currency, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("USD");
  }
}
