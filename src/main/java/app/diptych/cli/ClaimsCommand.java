package app.diptych.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the commands for what is claimed of models and gateways. */
@Command(
    name = "claims",
    description = "Holds what vendors publish against itself and against what was measured.")
final class ClaimsCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "Say what to do with claims: " + String.join(", ", spec.subcommands().keySet()) + ".");
  }
}
