package app.diptych.cli;

import app.diptych.cost.Price;
import app.diptych.cost.PriceJson;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the price book. */
@Command(
    name = "list",
    description = "Prints what models cost per million tokens, by gateway, with source and date.")
final class PricesListCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Parameters(
      arity = "0..1",
      paramLabel = "WORDS",
      description = "Only gateways and models that have this in their names.")
  String words = "";

  PricesListCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    try (Rooms rooms = root.open()) {
      List<Price> prices =
          rooms.prices().prices().stream()
              .filter(this::fits)
              .sorted(Comparator.comparing(Price::gateway).thenComparing(Price::model))
              .toList();
      if (root.json) {
        root.terminal().print(new String(PriceJson.write(prices), StandardCharsets.UTF_8));
      } else {
        prices.forEach(price -> root.terminal().print(line(price)));
        if (prices.isEmpty()) {
          root.terminal().print("No price fits. diptych prices import FILE takes more in.");
        }
      }
      return Exit.FINE;
    }
  }

  private boolean fits(Price price) {
    String wanted = words.toLowerCase(Locale.ROOT);
    return (price.gateway() + "/" + price.model()).toLowerCase(Locale.ROOT).contains(wanted);
  }

  static String line(Price price) {
    return Terminal.safe(
        String.format(
            Locale.ROOT,
            "%s/%s  in %s, out %s %s  (%s, %s)",
            price.gateway(),
            price.model(),
            price.rates().input().toPlainString(),
            price.rates().output().toPlainString(),
            price.currency(),
            price.source(),
            price.date()));
  }
}
