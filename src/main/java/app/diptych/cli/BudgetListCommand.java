package app.diptych.cli;

import app.diptych.cost.BudgetState;
import app.diptych.cost.ExchangeRate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the budgets and how they stand. */
@Command(
    name = "list",
    description = "Prints the budgets, what is spent of each in its day or month, and the rates.")
final class BudgetListCommand implements Callable<Integer> {
  private final DiptychCommand root;

  BudgetListCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    try (Rooms rooms = root.open()) {
      List<BudgetState> states = rooms.spending().states();
      String problem = rooms.spending().problem().orElse("");
      if (root.json) {
        root.terminal()
            .print(SessionsText.pretty(BudgetText.json(states, rooms.budgets().rates(), problem)));
      } else {
        states.forEach(state -> root.terminal().print(BudgetText.line(state)));
        for (ExchangeRate rate : rooms.budgets().rates().all()) {
          root.terminal().print(Terminal.safe("Rate: " + rate.words()));
        }
        if (states.isEmpty() && problem.isEmpty()) {
          root.terminal().print("There is no budget. diptych budget set NAME 5 USD makes one.");
        }
      }
      if (!problem.isEmpty()) {
        root.terminal().complain(problem);
        return Exit.FAILED;
      }
      return Exit.FINE;
    }
  }
}
