package app.diptych.report.decision;

import app.diptych.cost.Budget;
import app.diptych.cost.Budgets;
import app.diptych.cost.Cost;
import app.diptych.cost.ExchangeRates;
import app.diptych.cost.LedgerEntry;
import app.diptych.cost.Money;
import app.diptych.timing.Share;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** How often a monthly budget was too small, by the ledger. */
public final class MonthsOver {
  private MonthsOver() {}

  /**
   * Of the months in which something was paid that a monthly budget covers, those in which more was
   * paid than that budget allows. What has no price here counts for nothing, so the share is at
   * least this.
   *
   * @return empty without such a month
   */
  public static Optional<Share> of(List<LedgerEntry> ledger, Budgets budgets, ZoneId zone) {
    Set<YearMonth> all = new HashSet<>();
    Set<YearMonth> over = new HashSet<>();
    for (Budget budget : budgets.all()) {
      if (budget.period() == Budget.Period.MONTH) {
        months(ledger, budget, budgets.rates(), zone)
            .forEach((month, spent) -> {
              all.add(month);
              if (spent.amount().compareTo(budget.limit().amount()) > 0) {
                over.add(month);
              }
            });
      }
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(new Share(over.size(), all.size()));
  }

  private static Map<YearMonth, Money> months(
      List<LedgerEntry> ledger, Budget budget, ExchangeRates rates, ZoneId zone) {
    Map<YearMonth, Money> spent = new TreeMap<>();
    for (LedgerEntry entry : ledger) {
      if (covers(budget.scope(), entry) && entry.cost() instanceof Cost.Known known) {
        rates
            .convert(known.money(), budget.limit().currency())
            .ifPresent(
                money -> spent.merge(YearMonth.from(entry.at().atZone(zone)), money, Money::plus));
      }
    }
    return spent;
  }

  private static boolean covers(Budget.Scope scope, LedgerEntry entry) {
    return entry.gateway() != null
        && switch (scope.kind()) {
          case ALL -> true;
          case GATEWAY -> scope.of().equals(entry.gateway());
          case TAG -> entry.tags().contains(scope.of());
        };
  }
}
