package app.diptych.report;

import app.diptych.cost.Price;
import app.diptych.cost.PriceBook;
import app.diptych.gateway.GatewayBook;
import app.diptych.gateway.GatewayProfile;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the price of a model that is named {@code GATEWAY/MODEL}. */
public final class ModelPrices {
  private final PriceBook book;
  private final GatewayBook gateways;

  public ModelPrices(PriceBook book, GatewayBook gateways) {
    this.book = book;
    this.gateways = gateways;
  }

  /**
   * @return empty when nobody gave it a price, and for what is no model of a gateway
   */
  public Optional<Price> known(String name) {
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
  public static int slash(String name) {
    int slash = name.indexOf('/');
    return slash < 1 || slash == name.length() - 1 ? -1 : slash;
  }

  /** What a gateway is called in the book: its id and its host. */
  public List<String> names(String gateway) {
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
}
