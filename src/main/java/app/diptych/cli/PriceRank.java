package app.diptych.cli;

import app.diptych.cost.ExchangeRates;
import app.diptych.cost.Money;
import app.diptych.cost.Price;
import app.diptych.report.About;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A price in an order by what a million tokens in and a million out cost.
 *
 * @param currency in which all of them are compared
 * @param about what both cost in that; null when the price is in it, or nobody gave a rate
 */
record PriceRank(Price price, String currency, @Nullable About about) {
  private static final Comparator<PriceRank> ORDER =
      Comparator.comparing(PriceRank::isApart)
          .thenComparing(rank -> rank.compared().currency())
          .thenComparing(PriceRank::amount);

  /**
   * In the currency that most of them have. Those without a rate to it come last, each currency for
   * itself; those that cost the same stay as they came.
   */
  static List<PriceRank> cheapestFirst(List<Price> prices, ExchangeRates rates) {
    String currency = currency(prices);
    return prices.stream().map(price -> of(price, currency, rates)).sorted(ORDER).toList();
  }

  private static PriceRank of(Price price, String currency, ExchangeRates rates) {
    About about =
        rates
            .between(price.currency(), currency)
            .flatMap(rate ->
                rates
                    .convert(both(price), currency)
                    .map(money -> new About(money, false, List.of(rate))))
            .orElse(null);
    return new PriceRank(price, currency, about);
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

  /** A million tokens in and a million out, by the rates of short prompts. */
  private static Money both(Price price) {
    return new Money(price.rates().input().add(price.rates().output()), price.currency());
  }

  private Money compared() {
    return about == null ? both(price) : about.money();
  }

  private BigDecimal amount() {
    return compared().amount();
  }

  /** Whether it cannot be compared with the others. */
  private boolean isApart() {
    return !compared().currency().equals(currency);
  }

  /**
   * For example {@code 1M in + 1M out: 4 CNY, about 0.560 USD, at 1 CNY = 0.14 USD (ECB,
   * 2026-11-26)}.
   */
  String words() {
    String words = "1M in + 1M out: " + both(price);
    if (about != null) {
      return words + ", " + about.words() + ", at " + about.rateWords();
    }
    return isApart() ? words + ", without a rate to " + currency : words;
  }
}
