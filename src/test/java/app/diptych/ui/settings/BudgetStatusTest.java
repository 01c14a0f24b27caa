package app.diptych.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.cost.Budget;
import app.diptych.cost.Budget.Period;
import app.diptych.cost.Budget.Scope;
import app.diptych.cost.BudgetState;
import app.diptych.cost.CostTotal;
import app.diptych.cost.ExchangeRates;
import app.diptych.cost.Money;
import app.diptych.ui.settings.BudgetControl.Standing;
import app.diptych.ui.settings.BudgetStatus.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The status bar always shows what was spent today. */
class BudgetStatusTest {
  private static final Scope PROJECT = new Scope(Scope.Kind.TAG, "proj");
  private static final CostTotal TODAY =
      new CostTotal(Map.of("USD", Money.of("1.9", "USD")), 3, 0, 0);

  @Test
  void showsTodayBesideABudgetThatIsNotForADay() {
    BudgetStatus status = status(state("proj", PROJECT, Period.DAY, "0", "50"));
    assertThat(status.words()).isEqualTo("today 1.9 USD  \u00b7  proj 0 of 50 USD");
    assertThat(status.level()).isEqualTo(Level.CALM);
  }

  @Test
  void showsTodayBesideAnotherBudgetThatIsNearItsLimit() {
    BudgetStatus status =
        status(
            state("Daily", Scope.ALL, Period.DAY, "1.9", "5"),
            state("month", Scope.ALL, Period.MONTH, "45", "50"));
    assertThat(status.words()).isEqualTo("today 1.9 of 5 USD  \u00b7  month 45 of 50 USD");
    assertThat(status.level()).isEqualTo(Level.NEAR);
  }

  @Test
  void showsTheBudgetOfADayAloneWhileNoOtherIsNearItsLimit() {
    BudgetStatus status =
        status(
            state("month", Scope.ALL, Period.MONTH, "20", "50"),
            state("Daily", Scope.ALL, Period.DAY, "5", "5"));
    assertThat(status.words()).isEqualTo("today 5 of 5 USD");
    assertThat(status.level()).isEqualTo(Level.FULL);
  }

  private static BudgetStatus status(BudgetState... states) {
    return BudgetStatus.of(new Standing(List.of(states), ExchangeRates.NONE, TODAY, ""));
  }

  private static BudgetState state(
      String name, Scope scope, Period period, String spent, String limit) {
    return new BudgetState(
        new Budget(name, scope, period, Money.of(limit, "USD"), true, false),
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(86_400),
        Money.of(spent, "USD"),
        Money.zero("USD"),
        0);
  }
}
