package app.diptych.ui.charts;

import app.diptych.cost.ExchangeRate;
import app.diptych.cost.ExchangeRates;
import app.diptych.cost.Money;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * How the cost of a side comes onto an axis in another currency.
 *
 * @param currency of the axis
 * @param one what one unit of the side's own currency is on it
 * @param rate the one the user gave
 */
record InCommon(String currency, BigDecimal one, ExchangeRate rate) {

  /** Empty when nobody gave a rate between the two. */
  static Optional<InCommon> of(String own, String axis, ExchangeRates rates) {
    return rates
        .between(own, axis)
        .flatMap(rate ->
            rates
                .convert(new Money(BigDecimal.ONE, own), axis)
                .map(unit -> new InCommon(axis, unit.amount(), rate)));
  }

  /** What an amount of the side's own currency is on the axis, to be drawn. */
  double convert(double own) {
    return own * one.doubleValue();
  }

  /** The rate alone, without who says so, for example {@code 1 CNY = 0.14 USD}. */
  String bare() {
    return "1 %s = %s %s".formatted(rate.from(), rate.rate().toPlainString(), rate.to());
  }
}
