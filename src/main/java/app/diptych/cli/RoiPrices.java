package app.diptych.cli;

import app.diptych.cost.Price;
import app.diptych.cost.PriceBook;
import app.diptych.gateway.GatewayBook;
import app.diptych.gateway.ModelNames;
import app.diptych.report.ModelPrices;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the price of a model that is named {@code GATEWAY/MODEL}. */
final class RoiPrices {
  private final PriceBook book;
  private final ModelPrices prices;

  RoiPrices(PriceBook book, GatewayBook gateways) {
    this.book = book;
    this.prices = new ModelPrices(book, gateways);
  }

  /**
   * @param name the gateway's id, that of a well-known one, or its host, and the model
   * @throws NotStarted when nobody gave it a price, with what to do
   */
  Price find(String name) {
    int slash = ModelPrices.slash(name);
    if (slash < 0) {
      throw new NotStarted(
          "\"%s\" names no model of a gateway: write GATEWAY/MODEL, such as holysheep/llama-4-scout, or give its prices."
              .formatted(name));
    }
    List<String> names = prices.names(name.substring(0, slash));
    return known(name).orElseThrow(() -> new NotStarted(unknown(name, names)));
  }

  /**
   * @return empty when nobody gave it a price, and for what is no model of a gateway
   */
  Optional<Price> known(String name) {
    return prices.known(name);
  }

  private String unknown(String name, List<String> gatewayNames) {
    Stream<Price> there =
        book.prices().stream().filter(price -> gatewayNames.contains(price.gateway()));
    List<String> near =
        ModelNames.nearest(name.substring(name.indexOf('/') + 1), there.map(Price::model).toList());
    return "No price is known for %s.%s Give it as IN/OUT, or import one with diptych prices import."
        .formatted(name, near.isEmpty() ? "" : " Is it " + String.join(", ", near) + "?");
  }
}
