package app.diptych.cost;

import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rates this user gave. There is one between any two currencies: a later one takes its place.
 * Two currencies without a rate of their own have none, even when both have one to a third.
 */
public record ExchangeRates(List<ExchangeRate> all) {
  public static final ExchangeRates NONE = new ExchangeRates(List.of());

  /** The way back has no exact decimal, so it is rounded up: a cap must not be missed by it. */
  private static final MathContext UP = new MathContext(34, RoundingMode.CEILING);

  public ExchangeRates {
    all = List.copyOf(all);
  }

  /** With that rate in the place of the one between the same currencies. */
  public ExchangeRates with(ExchangeRate rate) {
    List<ExchangeRate> more = new ArrayList<>(without(rate.from(), rate.to()).all);
    more.add(rate);
    return new ExchangeRates(more);
  }

  /** Without the rate between these two. */
  public ExchangeRates without(String one, String other) {
    return new ExchangeRates(all.stream().filter(rate -> !rate.isBetween(one, other)).toList());
  }

  /** The rate between these two, whichever way it was given. */
  public Optional<ExchangeRate> between(String one, String other) {
    return all.stream().filter(rate -> rate.isBetween(one, other)).findFirst();
  }

  /** What that amount is in a currency; empty when nobody gave a rate. */
  public Optional<Money> convert(Money money, String currency) {
    if (money.currency().equals(currency)) {
      return Optional.of(money);
    }
    return all.stream()
        .filter(rate -> rate.isBetween(money.currency(), currency))
        .findFirst()
        .map(rate ->
            rate.to().equals(currency)
                ? money.amount().multiply(rate.rate(), UP)
                : money.amount().divide(rate.rate(), UP))
        .map(amount -> new Money(amount, currency));
  }
}
