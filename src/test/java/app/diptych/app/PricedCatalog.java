package app.diptych.app;

import app.diptych.cost.Price;
import app.diptych.cost.Rates;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.Side;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The demo models, as if a gateway had them: the small one at 1 USD for a million tokens in and 2
 * out, the other unpriced.
 */
record PricedCatalog(ModelCatalog real) implements ModelCatalog {
  private static final Price PRICE =
      new Price(
          "gw", "m", Rates.of("1", "2"), List.of(), "USD", "a test", LocalDate.of(2026, 11, 26));

  @Override
  public List<Entry> entries() {
    return real.entries();
  }

  @Override
  public Discovery discover(String gateway) {
    return real.discover(gateway);
  }

  @Override
  public Lookup find(Side side, String model) {
    if (!(real.find(side, model) instanceof Found found)) {
      throw new AssertionError("No such model: " + model);
    }
    @Nullable Price price = model.equals("demo/small") ? PRICE : null;
    return new Found(
        found.model(), found.source(), false, found.requestModel(), found.provider(), null, price);
  }
}
