package app.diptych.app;

import app.diptych.cost.Budget;
import app.diptych.cost.Budget.Period;
import app.diptych.cost.BudgetAlert;
import app.diptych.cost.BudgetGate;
import app.diptych.cost.BudgetGate.LedgerUnreadable;
import app.diptych.cost.BudgetGate.Past;
import app.diptych.cost.BudgetState;
import app.diptych.cost.Budgets;
import app.diptych.cost.CostTotal;
import app.diptych.cost.LedgerGroup;
import app.diptych.timing.NanoClock;
import app.diptych.ui.settings.BudgetControl;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The budgets and the ledger, for the window. */
final class BudgetDesk implements BudgetControl {
  private final BudgetSettings settings;
  private final BudgetGate gate;
  private final Past past;
  private final Function<Budget, String> doubts;
  private final NanoClock clock;

  /**
   * @param doubts why a budget may count nothing, in sentences; empty for nothing
   */
  BudgetDesk(
      BudgetSettings settings,
      BudgetGate gate,
      Past past,
      Function<Budget, String> doubts,
      NanoClock clock) {
    this.settings = settings;
    this.gate = gate;
    this.past = past;
    this.doubts = doubts;
    this.clock = clock;
  }

  @Override
  public Standing look() {
    Budgets budgets = settings.refresh();
    List<BudgetState> states = gate.states();
    String problem = gate.problem().orElse("");
    CostTotal today = CostTotal.NOTHING;
    if (problem.isEmpty()) {
      Instant since = Period.DAY.start(clock.now(), ZoneId.systemDefault());
      try {
        today = LedgerGroup.all(past.since(since)).cost();
      } catch (LedgerUnreadable lost) {
        problem = String.valueOf(lost.getMessage());
      }
    }
    return new Standing(states, budgets.rates(), today, problem);
  }

  @Override
  public void change(UnaryOperator<Budgets> change) throws IOException {
    settings.change(change);
  }

  @Override
  public String doubt(Budget budget) {
    return doubts.apply(budget);
  }

  @Override
  public void listen(Consumer<BudgetAlert> listener) {
    gate.listen(listener);
  }
}
