package app.diptych.cost;

import app.diptych.cost.BudgetGate.Refused;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Says why a budget does not let requests through, and what to do. */
final class BudgetRefusal {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);

  private BudgetRefusal() {}

  /**
   * @param requests those the budget covers
   */
  static Optional<Refused> of(
      BudgetState state, Collection<Spending> requests, ExchangeRates rates, ZoneId zone) {
    Budget budget = state.budget();
    String currency = budget.limit().currency();
    Money need = Money.zero(currency);
    for (Spending request : requests) {
      Money most = request.most();
      Optional<Money> here = most == null ? Optional.empty() : rates.convert(most, currency);
      if (here.isPresent()) {
        need = need.plus(here.get());
      } else if (!budget.allowsUnpriced()) {
        return Optional.of(unknown(budget, request));
      }
    }
    return state.hasRoomFor(need)
        ? Optional.empty()
        : Optional.of(over(state, need, requests.size(), zone));
  }

  private static Refused over(BudgetState state, Money need, int requests, ZoneId zone) {
    Budget budget = state.budget();
    String held =
        state.held().amount().signum() == 0
            ? ""
            : BudgetWords.money(state.held()) + " are held for requests under way, ";
    return new Refused(
        "The budget \"%s\" (%s) allows %s: %s%s are spent, %sand %s could cost up to %s more."
            .formatted(
                budget.name(),
                budget.scope().words(),
                budget.allows(),
                state.isAtLeast() ? "at least " : "",
                BudgetWords.money(state.spent()),
                held,
                requests == 1 ? "this request" : "these " + requests + " requests",
                BudgetWords.money(need)),
        "Nothing was sent. Lower the most tokens of an answer, raise the budget, or wait until %s."
            .formatted(DAY.format(state.until().atZone(zone))));
  }

  private static Refused unknown(Budget budget, Spending request) {
    Money most = request.most();
    return most == null
        ? new Refused(
            "Nobody knows what %s costs, so the budget \"%s\" (%s) cannot be kept."
                .formatted(request.model(), budget.name(), budget.allows()),
            "Nothing was sent. Import its price, or let the budget allow requests without a price.")
        : new Refused(
            "%s is charged in %s and the budget \"%s\" counts in %s, without a rate between them."
                .formatted(
                    request.model(), most.currency(), budget.name(), budget.limit().currency()),
            "Nothing was sent. Add the exchange rate beside the budgets, or let the budget allow requests"
                + " without a price.");
  }

  static Refused unreadable(Budget budget, String why) {
    return new Refused(
        "What was spent cannot be told, so the budget \"%s\" cannot be kept. %s"
            .formatted(budget.name(), why),
        "Nothing was sent. Mend the workspace (diptych doctor), or take the hard cap away.");
  }
}
