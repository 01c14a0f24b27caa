package app.diptych.report;

import app.diptych.cost.ExchangeRate;
import app.diptych.cost.Money;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an amount is in another currency, at the rates the user gave. It is about that: a rate is of
 * one day.
 *
 * @param atLeast whether some of it may have cost more
 * @param rates those it was converted at, each with its source and date
 */
public record About(Money money, boolean atLeast, List<ExchangeRate> rates) {
  public About {
    rates = List.copyOf(rates);
  }

  /** The amount and its currency, for example {@code 0.070 USD}. */
  public String amount() {
    return Digits.of(money.amount().doubleValue()) + " " + money.currency();
  }

  /** For example {@code about 0.070 USD}. */
  public String words() {
    return (atLeast ? "at least about " : "about ") + amount();
  }

  /** For example {@code 1 CNY = 0.14 USD (ECB, 2026-11-26)}. */
  public String rateWords() {
    return rates.stream().map(ExchangeRate::words).collect(Collectors.joining("; "));
  }
}
