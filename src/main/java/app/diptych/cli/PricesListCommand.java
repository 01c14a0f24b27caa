package app.diptych.cli;

import app.diptych.cost.Price;
import app.diptych.cost.PriceJson;
import app.diptych.cost.Rates;
import app.diptych.cost.Tier;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the price book. */
@Command(
    name = "list",
    description = {
      "Prints what models cost per million tokens, by gateway, with source and date.",
      "With WORDS the cheapest for a million tokens in and a million out comes first, other currencies"
          + " at your exchange rates, which are told with it; what has no rate comes last."
    })
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
      List<PriceRank> ranks =
          words.isBlank() ? List.of() : PriceRank.cheapestFirst(prices, rooms.budgets().rates());
      if (!words.isBlank()) {
        prices = ranks.stream().map(PriceRank::price).toList();
      }
      if (root.json) {
        root.terminal().print(new String(PriceJson.write(prices), StandardCharsets.UTF_8));
      } else {
        if (words.isBlank()) {
          prices.forEach(price -> root.terminal().print(line(price)));
        }
        ranks.forEach(rank -> root.terminal().print(line(rank)));
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

  private static String line(PriceRank rank) {
    return line(rank.price()) + Terminal.safe("  " + rank.words());
  }

  static String line(Price price) {
    return Terminal.safe(
        String.format(
            Locale.ROOT,
            "%s/%s  %s  (%s, %s)",
            price.gateway(),
            price.model(),
            rates(price),
            price.source(),
            price.date()));
  }

  /** For a million tokens, those of long prompts too. */
  static String rates(Price price) {
    Rates batch = price.batch();
    return rates(price.rates())
        + " "
        + price.currency()
        + tiers(price.tiers())
        + (batch == null ? "" : "; in batches: " + rates(batch) + tiers(price.batchTiers()));
  }

  private static String rates(Rates rates) {
    BigDecimal cached = rates.cachedInput();
    BigDecimal reasoning = rates.reasoning();
    return "in %s, out %s%s%s"
        .formatted(
            rates.input().toPlainString(),
            rates.output().toPlainString(),
            cached == null ? "" : ", cached in " + cached.toPlainString(),
            reasoning == null ? "" : ", reasoning " + reasoning.toPlainString());
  }

  /** From the shortest prompt on. */
  private static String tiers(List<Tier> tiers) {
    return tiers.stream()
        .sorted(Comparator.comparingInt(Tier::aboveInputTokens))
        .map(tier ->
            String.format(
                Locale.ROOT,
                "; above %,d tokens in: %s",
                tier.aboveInputTokens(),
                rates(tier.rates())))
        .collect(Collectors.joining());
  }
}
