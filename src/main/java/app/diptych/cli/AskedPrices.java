package app.diptych.cli;

import app.diptych.cost.ExchangeRate;
import app.diptych.cost.ExchangeRates;
import app.diptych.cost.Price;
import app.diptych.report.roi.Quantities;
import app.diptych.report.roi.TokenPrices;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prices as they were typed, or those of the price book, in one currency. */
final class AskedPrices {
  private final RoiPrices book;
  private final RoiTerms terms;
  private final String code;
  private final ExchangeRates rates;
  private final List<String> sources;

  /**
   * @param code the currency of the result
   * @param sources takes whose prices and rates they are
   */
  AskedPrices(
      RoiPrices book, RoiTerms terms, String code, ExchangeRates rates, List<String> sources) {
    this.book = book;
    this.terms = terms;
    this.code = code;
    this.rates = rates;
    this.sources = sources;
  }

  /**
   * @param option {@code --from} or {@code --to}
   * @param given null to take the price book's
   * @throws NotStarted when there is no price, or none in that currency, with what to do
   */
  TokenPrices prices(String option, @Nullable String model, @Nullable String given) {
    TokenPrices prices;
    String currency;
    if (given != null) {
      prices = Quantities.prices(option + "-price", given).with(terms.tiers(option));
      currency = terms.currency(option, code);
    } else {
      Price price = book.find(String.valueOf(model));
      prices = TokenPrices.of(price);
      currency = price.currency();
      sources.add("%s by %s, %s".formatted(model, price.source(), price.date()));
    }
    if (currency.equals(code)) {
      return prices;
    }
    TokenPrices changed =
        prices
            .in(currency, code, rates)
            .orElseThrow(() ->
                new NotStarted(
                    "%s is priced in %s and the rest is in %s: without a rate they cannot be compared, so give one with --rate %s/%s=RATE."
                        .formatted(
                            model == null ? option + "-price" : model,
                            currency,
                            code,
                            currency,
                            code)));
    rates
        .between(currency, code)
        .map(ExchangeRate::words)
        .filter(words -> !sources.contains(words))
        .ifPresent(sources::add);
    return changed;
  }
}
