package app.diptych.report;

import app.diptych.cost.CostTogether;
import app.diptych.cost.CostTotal;
import app.diptych.cost.ExchangeRate;
import app.diptych.cost.ExchangeRates;
import app.diptych.cost.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The currency in which models that are charged in several are compared, at the rates the user
 * gave.
 *
 * @param code of that currency
 * @param used the rates of the others to it
 * @param missing those that have no rate to it, by their codes
 */
public record CommonCurrency(String code, List<ExchangeRate> used, List<String> missing) {
  private static final String USUAL = "USD";

  public CommonCurrency {
    used = List.copyOf(used);
    missing = List.copyOf(missing);
  }

  /**
   * In which most was paid, or to which all have a rate, as {@link CostTogether} has it. Where
   * there is none to which all have a rate, the one in which most models can be compared, of
   * several the one most are charged in, then dollars, then the first by name.
   *
   * @param costs one of each model
   */
  public static CommonCurrency of(List<CostPerMillion> costs, ExchangeRates rates) {
    Map<String, Money> paid = new TreeMap<>();
    Map<String, Long> models = new TreeMap<>();
    for (CostPerMillion cost : costs) {
      for (String currency : cost.rates().keySet()) {
        // What this machine costs is paid to nobody, and still to be compared.
        Money spent = cost.total().sums().getOrDefault(currency, Money.zero(currency));
        paid.merge(currency, spent, Money::plus);
        models.merge(currency, 1L, Long::sum);
      }
    }
    String code =
        CostTogether.of(new CostTotal(paid, 0, 0, 0), rates)
            .map(together -> together.money().currency())
            .orElseGet(() -> mostCompared(models, rates));
    List<ExchangeRate> used = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String currency : models.keySet()) {
      if (!currency.equals(code)) {
        rates.between(currency, code).ifPresentOrElse(used::add, () -> missing.add(currency));
      }
    }
    return new CommonCurrency(code, used, missing);
  }

  private static String mostCompared(Map<String, Long> models, ExchangeRates rates) {
    String best = USUAL;
    long most = 0;
    long mostOwn = 0;
    List<String> currencies = new ArrayList<>(models.keySet());
    if (currencies.remove(USUAL)) {
      currencies.addFirst(USUAL);
    }
    for (String currency : currencies) {
      long compared = compared(currency, models, rates);
      long own = models.getOrDefault(currency, 0L);
      if (compared > most || (compared == most && own > mostOwn)) {
        best = currency;
        most = compared;
        mostOwn = own;
      }
    }
    return best;
  }

  private static long compared(String with, Map<String, Long> models, ExchangeRates rates) {
    long sum = 0;
    for (Map.Entry<String, Long> one : models.entrySet()) {
      boolean can = one.getKey().equals(with) || rates.between(one.getKey(), with).isPresent();
      sum += can ? one.getValue() : 0;
    }
    return sum;
  }

  /**
   * What a million tokens cost in this currency, whatever they were charged in.
   *
   * @return empty when nothing is known, or one of its currencies has no rate
   */
  public Optional<Money> convert(CostPerMillion cost) {
    return cost.in(code, new ExchangeRates(used));
  }

  /** The same of what was charged in other currencies; empty when nothing is to be converted. */
  public Optional<About> about(CostPerMillion cost) {
    TreeSet<String> others = new TreeSet<>(cost.rates().keySet());
    others.remove(code);
    return others.isEmpty()
        ? Optional.empty()
        : convert(cost)
            .map(money ->
                new About(
                    money,
                    cost.isAtLeast(),
                    used.stream()
                        .filter(rate -> others.contains(rate.from()) || others.contains(rate.to()))
                        .toList()));
  }

  /** The rates with their sources and dates; empty when none is needed. */
  public String rateWords() {
    return used.stream().map(ExchangeRate::words).collect(Collectors.joining("; "));
  }

  /** At which rates there is a common currency, and which are missing: a sentence each. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!used.isEmpty()) {
      notes.add("Costs that are \"about\" so much are converted at " + rateWords() + ".");
    }
    for (String currency : missing) {
      notes.add(
          ("There is no rate between %1$s and %2$s, so costs in %1$s are not compared with the"
                  + " others. Give one in the settings, under Prices, Rates and tariff, or with:"
                  + " diptych prices rate %1$s %2$s RATE --source WHO")
              .formatted(currency, code));
    }
    return notes;
  }
}
