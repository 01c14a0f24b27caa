package app.diptych.cli;

import app.diptych.cost.Price;
import app.diptych.cost.PriceBook;
import app.diptych.gateway.GatewayBook;
import app.diptych.gateway.GatewayProfile;
import app.diptych.gateway.ModelNames;
import java.util.List;
import java.util.stream.Stream;

/** Finds the price of a model that is named {@code GATEWAY/MODEL}. */
final class RoiPrices {
  private final PriceBook book;
  private final GatewayBook gateways;

  RoiPrices(PriceBook book, GatewayBook gateways) {
    this.book = book;
    this.gateways = gateways;
  }

  /**
   * @param name the gateway's id, that of a well-known one, or its host, and the model
   * @throws NotStarted when nobody gave it a price, with what to do
   */
  Price find(String name) {
    int slash = name.indexOf('/');
    if (slash < 1 || slash == name.length() - 1) {
      throw new NotStarted(
          "\"%s\" names no model of a gateway: write GATEWAY/MODEL, such as holysheep/llama-4-scout, or give its prices."
              .formatted(name));
    }
    String gateway = name.substring(0, slash);
    String model = name.substring(slash + 1);
    GatewayProfile profile =
        gateways
            .entry(gateway)
            .map(GatewayBook.Entry::profile)
            .or(() -> gateways.presets().find(gateway).map(preset -> preset.profile()))
            .orElse(null);
    List<String> names =
        profile == null ? List.of(gateway) : List.of(gateway, profile.baseUrl().getHost());
    String id = profile == null ? model : profile.idOf(model);
    return book.find(names, id)
        .or(() -> book.find(names, model))
        .orElseThrow(() -> new NotStarted(unknown(name, names)));
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
