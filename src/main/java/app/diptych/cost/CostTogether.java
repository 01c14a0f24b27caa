package app.diptych.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sums in several currencies as one, at the rates the user gave. It is about that: what was paid
 * was changed at another rate, on another day.
 *
 * @param money rounded as it is shown
 * @param atLeast whether something in it has no price
 * @param rates those it was converted at, each with its source and date
 */
public record CostTogether(Money money, boolean atLeast, List<ExchangeRate> rates) {
  private static final int CENTS = 2;
  private static final MathContext SMALL = new MathContext(3, RoundingMode.HALF_UP);

  public CostTogether {
    rates = List.copyOf(rates);
  }

  /**
   * In the currency in which most of it was paid; when not all the others have a rate to one of
   * them, in another to which all have one.
   *
   * @return empty for fewer than two currencies, and when one of them has no rate; {@link
   *     MissingRate} tells which
   */
  public static Optional<CostTogether> of(CostTotal total, ExchangeRates rates) {
    if (total.sums().size() < 2) {
      return Optional.empty();
    }
    String best = null;
    BigDecimal most = BigDecimal.ZERO;
    for (String currency : new TreeSet<>(total.sums().keySet())) {
      BigDecimal share = share(total, rates, currency);
      if (share != null && (best == null || share.compareTo(most) > 0)) {
        best = currency;
        most = share;
      }
    }
    return best == null
        ? others(total, rates).stream()
            .flatMap(currency -> in(currency, total, rates).stream())
            .findFirst()
        : in(best, total, rates);
  }

  /** Which part of all was paid in that currency; null when not everything has a rate to it. */
  private static @Nullable BigDecimal share(CostTotal total, ExchangeRates rates, String currency) {
    BigDecimal all = sum(currency, total, rates);
    Money paid = total.sums().get(currency);
    if (all == null || paid == null) {
      return null;
    }
    return all.signum() == 0 ? BigDecimal.ZERO : paid.amount().divide(all, MathContext.DECIMAL64);
  }

  private static SortedSet<String> others(CostTotal total, ExchangeRates rates) {
    SortedSet<String> others = new TreeSet<>();
    for (ExchangeRate rate : rates.all()) {
      others.add(rate.from());
      others.add(rate.to());
    }
    others.removeAll(total.sums().keySet());
    return others;
  }

  private static Optional<CostTogether> in(String currency, CostTotal total, ExchangeRates rates) {
    BigDecimal all = sum(currency, total, rates);
    if (all == null) {
      return Optional.empty();
    }
    List<ExchangeRate> used = new ArrayList<>();
    for (String code : new TreeSet<>(total.sums().keySet())) {
      rates.between(code, currency).ifPresent(used::add);
    }
    return Optional.of(
        new CostTogether(new Money(rounded(all), currency), total.isAtLeast(), used));
  }

  private static @Nullable BigDecimal sum(String currency, CostTotal total, ExchangeRates rates) {
    BigDecimal all = BigDecimal.ZERO;
    for (Money money : total.sums().values()) {
      Money converted = rates.convert(money, currency).orElse(null);
      if (converted == null) {
        return null;
      }
      all = all.add(converted.amount());
    }
    return all;
  }

  /** More digits than these would promise more than a rate holds. */
  private static BigDecimal rounded(BigDecimal amount) {
    return amount.compareTo(BigDecimal.ONE) < 0
        ? amount.round(SMALL)
        : amount.setScale(CENTS, RoundingMode.HALF_UP);
  }

  /** For example {@code 1 CNY = 0.14 USD (ECB, 2026-11-26)}. */
  public String rateWords() {
    return rates.stream().map(ExchangeRate::words).collect(Collectors.joining("; "));
  }

  /** For example {@code Together about 3.96 USD, at 1 CNY = 0.14 USD (ECB, 2026-11-26).} */
  public String words() {
    return (atLeast ? "Together at least about %s, at %s." : "Together about %s, at %s.")
        .formatted(money, rateWords());
  }
}
