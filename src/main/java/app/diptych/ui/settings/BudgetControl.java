package app.diptych.ui.settings;

import app.diptych.cost.Budget;
import app.diptych.cost.BudgetAlert;
import app.diptych.cost.BudgetState;
import app.diptych.cost.Budgets;
import app.diptych.cost.CostTotal;
import app.diptych.cost.ExchangeRates;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What may be spent, and what is. */
public interface BudgetControl {
  /**
   * How everything stands.
   *
   * @param today what today's requests cost
   * @param problem why it cannot be told, as a sentence; empty when it can
   */
  record Standing(List<BudgetState> states, ExchangeRates rates, CostTotal today, String problem) {
    /** Nobody has looked yet. */
    public static final Standing NONE =
        new Standing(List.of(), ExchangeRates.NONE, CostTotal.NOTHING, "");

    public Standing {
      states = List.copyOf(states);
    }
  }

  /** Looks at the budgets and the ledger. Blocks. */
  Standing look();

  /**
   * Changes the budgets as they are now. Blocks.
   *
   * @throws IllegalArgumentException when the change makes no sense, with a sentence
   * @throws IOException when it cannot be kept, with a sentence
   */
  void change(UnaryOperator<Budgets> change) throws IOException;

  /**
   * Why a budget may count nothing, in sentences: nobody knows such a gateway or tag. Empty when it
   * is known. Blocks.
   */
  String doubt(Budget budget);

  /** Tells when a part of a budget is spent, on any thread. */
  void listen(Consumer<BudgetAlert> listener);
}
