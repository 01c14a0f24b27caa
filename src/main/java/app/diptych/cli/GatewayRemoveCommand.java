package app.diptych.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

/** Takes a gateway away, with its key in the keyring. */
@Command(name = "remove", description = "Removes a gateway, and its key from the keyring.")
final class GatewayRemoveCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Parameters(paramLabel = "ID", description = "The gateway's name.")
  String id = "";

  GatewayRemoveCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    try (Rooms rooms = root.open()) {
      if (rooms.gateways().remove(id).isEmpty()) {
        throw new IllegalArgumentException(
            "There is no gateway named " + id + ": diptych gateway list shows yours.");
      }
      root.terminal()
          .print(
              root.json
                  ? JsonNodeFactory.instance.objectNode().put("removed", id).toString()
                  : "Removed " + id + ".");
      return Exit.FINE;
    }
  }
}
