package app.diptych.cli;

import app.diptych.gateway.GatewayBook;
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
      GatewayBook.Removed removed =
          rooms
              .gateways()
              .remove(id)
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "There is no gateway named " + id + ": diptych gateway list shows yours."));
      root.terminal()
          .print(
              root.json
                  ? JsonNodeFactory.instance.objectNode().put("removed", id).toString()
                  : "Removed " + id + ".");
      if (!removed.told().isEmpty()) {
        root.terminal().complain(removed.told());
        return Exit.FAILED;
      }
      return Exit.FINE;
    }
  }
}
