package app.diptych.cli;

import app.diptych.cost.Price;
import app.diptych.cost.PriceBook;
import app.diptych.gateway.GatewayBook;
import app.diptych.gateway.GatewayProfile;
import app.diptych.gateway.ModelNames;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    int slash = slash(name);
    if (slash < 0) {
      throw new NotStarted(
          "\"%s\" names no model of a gateway: write GATEWAY/MODEL, such as holysheep/llama-4-scout, or give its prices."
              .formatted(name));
    }
    List<String> names = names(name.substring(0, slash));
    return known(name).orElseThrow(() -> new NotStarted(unknown(name, names)));
  }

  /**
   * @return empty when nobody gave it a price, and for what is no model of a gateway
   */
  Optional<Price> known(String name) {
    int slash = slash(name);
    if (slash < 0) {
      return Optional.empty();
    }
    String model = name.substring(slash + 1);
    GatewayProfile profile = profile(name.substring(0, slash));
    List<String> names = names(name.substring(0, slash));
    String id = profile == null ? model : profile.idOf(model);
    return book.find(names, id).or(() -> book.find(names, model));
  }

  /** Where the model's own name begins; -1 when there is none. */
  private static int slash(String name) {
    int slash = name.indexOf('/');
    return slash < 1 || slash == name.length() - 1 ? -1 : slash;
  }

  private List<String> names(String gateway) {
    GatewayProfile profile = profile(gateway);
    return profile == null ? List.of(gateway) : List.of(gateway, profile.baseUrl().getHost());
  }

  private @Nullable GatewayProfile profile(String gateway) {
    return gateways
        .entry(gateway)
        .map(GatewayBook.Entry::profile)
        .or(() -> gateways.presets().find(gateway).map(preset -> preset.profile()))
        .orElse(null);
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
