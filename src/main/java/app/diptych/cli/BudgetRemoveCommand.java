package app.diptych.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

/** Takes a budget away. */
@Command(name = "remove", description = "Takes a budget away; what was spent stays in the ledger.")
final class BudgetRemoveCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Parameters(paramLabel = "NAME", description = "Its name.")
  String name = "";

  BudgetRemoveCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    try (Rooms rooms = root.open()) {
      if (rooms.budgets().find(name).isEmpty()) {
        throw new IllegalArgumentException(
            "There is no budget named \"" + name + "\": diptych budget list shows them.");
      }
      rooms.changeBudgets(budgets -> budgets.without(name));
      root.terminal()
          .print(
              root.json
                  ? SessionsText.pretty(
                      JsonNodeFactory.instance.objectNode().put("removed", name.strip()))
                  : Terminal.safe("Removed: " + name.strip()));
      return Exit.FINE;
    }
  }
}
