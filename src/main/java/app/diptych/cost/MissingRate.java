package app.diptych.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A rate between two currencies that nobody gave, so that sums in both are not told as one. */
public record MissingRate(String from, String to) {
  /** Most prices are in it. */
  private static final String USUAL = "USD";

  /**
   * Those without which there is no {@link CostTogether}: to the currency to which the fewest are
   * missing, of several to dollars, then to the first by name.
   *
   * @return empty for fewer than two currencies, and when they can be told as one
   */
  public static List<MissingRate> of(CostTotal total, ExchangeRates rates) {
    if (total.sums().size() < 2 || CostTogether.of(total, rates).isPresent()) {
      return List.of();
    }
    List<String> targets = new ArrayList<>(new TreeSet<>(total.sums().keySet()));
    if (targets.remove(USUAL)) {
      targets.addFirst(USUAL);
    }
    List<MissingRate> fewest = List.of();
    for (String to : targets) {
      List<MissingRate> missing = to(to, total, rates);
      if (fewest.isEmpty() || missing.size() < fewest.size()) {
        fewest = missing;
      }
    }
    return fewest;
  }

  private static List<MissingRate> to(String to, CostTotal total, ExchangeRates rates) {
    return new TreeSet<>(total.sums().keySet())
        .stream()
            .filter(from -> !from.equals(to) && rates.between(from, to).isEmpty())
            .map(from -> new MissingRate(from, to))
            .toList();
  }

  /** The command that gives it, with the words that are still to be filled in. */
  public String command() {
    return "diptych prices rate %s %s RATE --source WHO".formatted(from, to);
  }

  /** What is missing and how it is given, a sentence. */
  public String words() {
    return "%s has no rate to %s, so there is no sum of all currencies: %s gives one."
        .formatted(from, to, command());
  }
}
