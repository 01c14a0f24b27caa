package app.diptych.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the commands for gateways. */
@Command(name = "gateway", description = "Works with OpenAI-compatible gateways.")
final class GatewayCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "Say what to do with the gateways: "
            + String.join(", ", spec.subcommands().keySet())
            + ".");
  }
}
