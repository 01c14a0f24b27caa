package app.diptych.cli;

import app.diptych.trial.ModelCatalog.Entry;
import app.diptych.trial.ModelCatalog.Models;
import app.diptych.trial.ModelCatalog.Unreachable;
import app.diptych.trial.TrialJson;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Lists what can be named as a model. */
@Command(
    name = "models",
    description = "Lists what can be named as MODEL; with a gateway, the models it offers.")
final class ModelsCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Parameters(arity = "0..1", paramLabel = "GATEWAY", description = "Ask this gateway.")
  @Nullable String gateway;

  ModelsCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    try (Rooms rooms = root.open()) {
      if (gateway == null) {
        return print(rooms.models().entries());
      }
      return switch (rooms.models().discover(gateway)) {
        case Models models -> print(models.entries());
        case Unreachable unreachable -> {
          if (root.json) {
            root.terminal().print(TrialJson.failure(unreachable.failure()).toPrettyString());
          }
          root.terminal().complain(unreachable.failure());
          yield unreachable.asked() ? Exit.FAILED : Exit.NOT_STARTED;
        }
      };
    }
  }

  private int print(List<Entry> entries) {
    if (root.json) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      entries.forEach(entry ->
          list.addObject()
              .put("model", entry.model())
              .put("source", entry.source())
              .put("local", entry.local()));
      root.terminal()
          .print(
              JsonMapper.builder()
                  .build()
                  .writerWithDefaultPrettyPrinter()
                  .writeValueAsString(list));
      return Exit.FINE;
    }
    entries.forEach(entry -> line(entry.model(), entry.source()));
    if (gateway == null) {
      line("file:PATH.gguf", "a model file on this machine");
      line("GATEWAY/MODEL-ID", "a gateway's model: diptych models GATEWAY lists them");
      line("recorded:SESSION#TRIAL/SIDE", "a saved answer, given again with its own timing");
    }
    return Exit.FINE;
  }

  private void line(String model, String source) {
    root.terminal().print(String.format(Locale.ROOT, "%-40s  %s", Terminal.safe(model), source));
  }
}
