package app.diptych.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the commands for budgets. */
@Command(name = "budget", description = "What may be spent, and what is.")
final class BudgetCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "Say what to do with budgets: " + String.join(", ", spec.subcommands().keySet()) + ".");
  }
}
