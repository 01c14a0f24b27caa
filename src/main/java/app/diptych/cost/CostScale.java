package app.diptych.cost;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * How large sums in several currencies are beside each other, for a picture of them.
 *
 * @param currency in which all of them are measured
 * @param rates those the user gave
 * @param leftOut the currencies that have no rate to it, so that they have no size beside the
 *     others
 */
public record CostScale(String currency, ExchangeRates rates, List<String> leftOut) {
  private static final String USUAL = "USD";

  public CostScale {
    leftOut = List.copyOf(leftOut);
  }

  /**
   * In the currency in which everything is told together; without one in that to which the fewest
   * rates are missing.
   *
   * @param all what the picture is of
   */
  public static CostScale of(CostTotal all, ExchangeRates rates) {
    List<MissingRate> missing = MissingRate.of(all, rates);
    String currency =
        Stream.concat(
                CostTogether.of(all, rates).stream().map(together -> together.money().currency()),
                Stream.concat(missing.stream().map(MissingRate::to), all.sums().keySet().stream()))
            .findFirst()
            .orElse(USUAL);
    return new CostScale(currency, rates, missing.stream().map(MissingRate::from).toList());
  }

  /** What of these sums has a size, together. */
  public Money size(CostTotal total) {
    BigDecimal all =
        total.sums().values().stream()
            .flatMap(money -> rates.convert(money, currency).stream())
            .map(Money::amount)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return new Money(all, currency);
  }

  /** Whether that is all of them, in the currency they were charged in. */
  public boolean isExact(CostTotal total) {
    return total.sums().keySet().stream().allMatch(currency::equals);
  }

  /** Whether it leaves something out. */
  public boolean isPart(CostTotal total) {
    return total.sums().keySet().stream().anyMatch(leftOut::contains);
  }
}
