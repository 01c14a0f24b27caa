package app.diptych.exchange;

import app.diptych.cost.OddRate;
import app.diptych.cost.Price;
import app.diptych.cost.Rates;
import app.diptych.cost.Tier;
import app.diptych.exchange.PriceFile.Prices;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What is doubtful in a list of prices: days to come, units, models that stand twice. */
final class PriceDoubts {
  /** Input costs less than output: 150 so far. */
  private static final BigDecimal DEAR_INPUT = BigDecimal.valueOf(200);

  /** Between these is the middle one of the input prices of every provider. */
  private static final BigDecimal USUAL_LEAST = new BigDecimal("0.01");

  private static final BigDecimal USUAL_MOST = BigDecimal.valueOf(20);

  /** A few may all be dear. */
  private static final int ENOUGH = 5;

  private PriceDoubts() {}

  private static boolean isDear(Rates rates) {
    return rates.input().compareTo(DEAR_INPUT) > 0
        || all(rates).anyMatch(rate -> rate.compareTo(OddRate.MOST) > 0);
  }

  private static boolean isCheap(Rates rates) {
    return all(rates).anyMatch(rate -> rate.signum() > 0 && rate.compareTo(OddRate.LEAST) < 0);
  }

  static Prices of(Prices read, LocalDate today) {
    Losses losses = new Losses();
    List<Price> known = new ArrayList<>();
    for (Price price : read.prices()) {
      if (price.date().isAfter(today)) {
        losses.add(
            "prices of a day to come",
            "Nobody knows the price of " + price.date() + " yet, and it would hold until then.");
      } else {
        known.add(price);
      }
    }
    List<Loss> leftOut = new ArrayList<>(read.leftOut());
    leftOut.addAll(losses.list());
    List<String> warnings = new ArrayList<>(warnings(known));
    warnings.addAll(wrongUnits(known));
    Optional<BigDecimal> unusual = middle(known).filter(PriceDoubts::isUnusual);
    unusual.ifPresent(middle ->
        warnings.add(
            "Half of the models of this file would cost %s a million tokens in, or more, and the other half so much or less: the unit of this file is probably another one than it says."
                .formatted(middle.toPlainString())));
    List<Price> doubtful =
        known.stream()
            .filter(price ->
                unusual.isPresent()
                    || is(price, PriceDoubts::isDear)
                    || is(price, PriceDoubts::isCheap))
            .toList();
    return new Prices(read.format(), known, leftOut, warnings, doubtful, read.others());
  }

  private static List<String> warnings(List<Price> prices) {
    List<String> warnings = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    long twice =
        prices.stream()
            .filter(
                price -> !seen.add(price.gateway().toLowerCase(Locale.ROOT) + "\n" + price.model()))
            .count();
    if (twice > 0) {
      warnings.add(
          "%,d %s for a model of the same gateway that stands above already: the last of the latest day holds."
              .formatted(twice, twice == 1 ? "price is" : "prices are"));
    }
    List<Price> free =
        prices.stream()
            .filter(price ->
                price.rates().input().signum() == 0 && price.rates().output().signum() == 0)
            .toList();
    if (!free.isEmpty()) {
      warnings.add(
          "%,d %s free, and nothing would be counted for what they answer: is that known? The first is %s."
              .formatted(
                  free.size(),
                  free.size() == 1 ? "price is" : "prices are",
                  free.getFirst().model()));
    }
    return warnings;
  }

  private static List<String> wrongUnits(List<Price> prices) {
    List<String> warnings = new ArrayList<>();
    add(
        warnings,
        prices,
        PriceDoubts::isDear,
        "above 200 in or 700 out a million tokens, more than models cost: are they per token, or in cents?");
    add(
        warnings,
        prices,
        PriceDoubts::isCheap,
        "below 0.0005 a million tokens, less than models cost: are they per token?");
    return warnings;
  }

  /** The middle one of the input prices that are not free; empty for too few. */
  private static Optional<BigDecimal> middle(List<Price> prices) {
    List<BigDecimal> inputs =
        prices.stream()
            .filter(price -> OddRate.judges(price.currency()))
            .map(price -> price.rates().input())
            .filter(rate -> rate.signum() > 0)
            .sorted()
            .toList();
    return inputs.size() < ENOUGH ? Optional.empty() : Optional.of(inputs.get(inputs.size() / 2));
  }

  private static boolean isUnusual(BigDecimal middle) {
    return middle.compareTo(USUAL_MOST) > 0 || middle.compareTo(USUAL_LEAST) < 0;
  }

  /** Those of its tiers and of batches too. */
  private static Stream<Rates> rates(Price price) {
    return Stream.of(
            Stream.of(price.rates()),
            price.tiers().stream().map(Tier::rates),
            price.batchTiers().stream().map(Tier::rates),
            Stream.ofNullable(price.batch()))
        .flatMap(rates -> rates);
  }

  private static Stream<BigDecimal> all(Rates rates) {
    return Stream.of(rates.input(), rates.output(), rates.cachedInput(), rates.reasoning())
        .filter(Objects::nonNull);
  }

  private static boolean is(Price price, Predicate<Rates> odd) {
    return OddRate.judges(price.currency()) && rates(price).anyMatch(odd);
  }

  private static void add(
      List<String> warnings, List<Price> prices, Predicate<Rates> odd, String words) {
    List<Price> found = prices.stream().filter(price -> is(price, odd)).toList();
    if (!found.isEmpty()) {
      warnings.add(
          "%,d %s %s The first is %s."
              .formatted(
                  found.size(),
                  found.size() == 1 ? "price is" : "prices are",
                  words,
                  found.getFirst().model()));
    }
  }
}
