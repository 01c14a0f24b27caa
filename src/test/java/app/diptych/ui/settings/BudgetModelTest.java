package app.diptych.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.cost.Budget;
import app.diptych.cost.Budget.Period;
import app.diptych.cost.Budget.Scope;
import app.diptych.cost.BudgetAlert;
import app.diptych.cost.BudgetGate;
import app.diptych.cost.Budgets;
import app.diptych.cost.Cost;
import app.diptych.cost.CostTotal;
import app.diptych.cost.ExchangeRates;
import app.diptych.cost.Money;
import app.diptych.cost.Spending;
import app.diptych.trial.SteppedClock;
import app.diptych.ui.fx.Background;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Budgets and what is told of them, without a window. */
class BudgetModelTest {
  private final Desk desk = new Desk();
  private final BudgetModel model =
      new BudgetModel(desk, new Background(Runnable::run, Runnable::run), new SteppedClock());

  /** Budgets in memory, and a gate that asks them. */
  private static final class Desk implements BudgetControl {
    private Budgets budgets = Budgets.NONE;
    private final BudgetGate gate =
        new BudgetGate(() -> budgets, _ -> List.of(), new SteppedClock(), () -> ZoneOffset.UTC);

    @Override
    public Standing look() {
      return new Standing(gate.states(), ExchangeRates.NONE, CostTotal.NOTHING, "");
    }

    @Override
    public void change(UnaryOperator<Budgets> change) {
      budgets = change.apply(budgets);
    }

    @Override
    public String doubt(Budget budget) {
      return budget.scope().of().equals("Talk") ? "No session or request has that tag." : "";
    }

    @Override
    public void listen(Consumer<BudgetAlert> listener) {
      gate.listen(listener);
    }

    void spend(String amount) {
      Spending.Who who = new Spending.Who(amount, "A");
      gate.hold(List.of(new Spending(who, "x", "x/m", Set.of(), Money.of(amount, "USD"))));
      gate.settle(who, new Cost.Known(Money.of(amount, "USD"), false));
    }
  }

  @Test
  void tellsOfEveryBudgetThatOneRequestUses() {
    desk.budgets =
        new Budgets(
            List.of(
                new Budget("Daily", Scope.ALL, Period.DAY, Money.of("1", "USD"), true, false),
                new Budget("Month", Scope.ALL, Period.MONTH, Money.of("1.5", "USD"), true, false)),
            ExchangeRates.NONE,
            null);
    model.refresh();
    desk.spend("0.75");
    assertThat(model.noticeProperty().get().lines())
        .satisfiesExactly(
            daily -> assertThat(daily).startsWith("More than 50 % of the budget \"Daily\""),
            month -> assertThat(month).startsWith("More than 50 % of the budget \"Month\""));
    desk.spend("0.1");
    assertThat(model.noticeProperty().get().lines())
        .as("the last of each")
        .satisfiesExactly(
            month -> assertThat(month).contains("\"Month\""),
            daily -> assertThat(daily).startsWith("More than 80 % of the budget \"Daily\""));
    model.dismiss();
    assertThat(model.noticeProperty().get()).isEmpty();
    desk.spend("0.2");
    assertThat(model.noticeProperty().get()).startsWith("The budget \"Daily\" is used up");
  }

  @Test
  void saysWhenABudgetIsForSomethingNobodyKnows() {
    model.begin();
    model.draft().name.set("Talks");
    model.draft().limit.set("5");
    model.draft().kind.set(Scope.Kind.TAG);
    model.draft().of.set("Talk");
    model.save();
    assertThat(model.editingProperty().get()).isFalse();
    assertThat(model.problemProperty().get()).isEqualTo("No session or request has that tag.");
    model.edit(desk.budgets.all().getFirst());
    model.draft().of.set("talk");
    model.save();
    assertThat(model.problemProperty().get()).isEmpty();
  }
}
