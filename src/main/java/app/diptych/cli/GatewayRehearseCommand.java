package app.diptych.cli;

import app.diptych.gateway.RehearsalFault;
import app.diptych.gateway.RehearsalGateway;
import app.diptych.gateway.RehearsalPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Opens a gateway on this machine that answers like a model and goes wrong on demand. */
@Command(
    name = "rehearse",
    description = {
      "Opens a gateway on this machine that answers like a model and goes wrong on demand.",
      "Every answer says that it is a rehearsal."
    },
    footer = {
      "",
      "FAULT is one of steady, slow-start, slow, burst, whole, cut, stall, silent, malformed,",
      "error, 429, 500, 503, no-usage, length, swap. A request can also ask for its fault",
      "itself, with the model rehearsal/FAULT or the header X-Rehearsal-Fault.",
      "Ctrl+C ends it."
    })
final class GatewayRehearseCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Default: any that is free.",
      defaultValue = "0")
  int port;

  @Option(
      names = "--fault",
      paramLabel = "FAULT",
      description = "What goes wrong; several are taken in turn.")
  List<String> faults = new ArrayList<>();

  @Option(
      names = "--every",
      paramLabel = "N",
      description = "Only every Nth request goes wrong. Default: each.")
  @Nullable Integer every;

  @Option(
      names = "--rate",
      paramLabel = "P",
      description = "Only a share of the requests goes wrong, 0 to 1, drawn with the seed.")
  @Nullable Double rate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Other texts and other draws. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  long seed = 1;

  @Option(
      names = "--tokens-per-second",
      paramLabel = "N",
      description = "The pace. Default: ${DEFAULT-VALUE}.",
      defaultValue = "40")
  double tokensPerSecond = 40;

  @Option(
      names = "--tokens",
      paramLabel = "N",
      description = "The length of an answer. Default: ${DEFAULT-VALUE}.",
      defaultValue = "60")
  int tokens = 60;

  @Option(
      names = "--first-byte",
      paramLabel = "MS",
      description = "The wait before an answer begins. Default: ${DEFAULT-VALUE}.",
      defaultValue = "300")
  long firstByte = 300;

  @Option(
      names = "--slow-start",
      paramLabel = "MS",
      description = "The wait with the fault slow-start. Default: ${DEFAULT-VALUE}.",
      defaultValue = "5000")
  long slowStart = 5000;

  @Option(
      names = "--retry-after",
      paramLabel = "S",
      description = "What a 429 asks to wait. Default: ${DEFAULT-VALUE}.",
      defaultValue = "2")
  long retryAfter = 2;

  GatewayRehearseCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws InterruptedException {
    RehearsalPlan plan = plan();
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("A port is 1 to 65535, or 0 for any that is free.");
    }
    Terminal terminal = root.terminal();
    try (Rooms rooms = root.open();
        RehearsalGateway gateway = rooms.rehearse(port, plan, terminal::tell)) {
      rooms.onInterrupt(gateway::close);
      terminal.print(root.json ? document(gateway) : text(gateway));
      gateway.await();
      return Exit.FINE;
    }
  }

  private RehearsalPlan plan() {
    if (every != null && rate != null) {
      throw new IllegalArgumentException("Give --every or --rate, not both.");
    }
    if (every != null && every < 1) {
      throw new IllegalArgumentException("--every must be 1 or more.");
    }
    return new RehearsalPlan(
        seed,
        tokensPerSecond,
        Duration.ofMillis(firstByte),
        Duration.ofMillis(slowStart),
        tokens,
        Duration.ofSeconds(retryAfter),
        faults.stream().map(GatewayRehearseCommand::fault).toList(),
        rate != null ? 0 : every == null ? 1 : every,
        rate == null ? 0 : rate);
  }

  private static RehearsalFault fault(String word) {
    return RehearsalFault.of(word)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "There is no fault \""
                    + word
                    + "\": choose "
                    + String.join(", ", RehearsalFault.words())
                    + "."));
  }

  private static String text(RehearsalGateway gateway) {
    StringBuilder text = new StringBuilder();
    text.append("Rehearsal gateway at ").append(gateway.url()).append(" (no key)\n\nModels:\n");
    for (RehearsalFault fault : RehearsalFault.values()) {
      text.append(String.format("  rehearsal/%-12s %s%n", fault.word(), fault.meaning()));
    }
    text.append("\nTry, in another terminal:\n  ./diptych compare --gateway rehearse=")
        .append(gateway.url())
        .append(" \\\n    --a rehearse/rehearsal/steady --b rehearse/rehearsal/cut -p Hello\n")
        .append("\nCtrl+C ends it.");
    return text.toString();
  }

  private static String document(RehearsalGateway gateway) {
    ObjectNode document = JsonNodeFactory.instance.objectNode().put("url", gateway.url());
    ArrayNode models = document.putArray("models");
    RehearsalFault.words().forEach(word -> models.add("rehearsal/" + word));
    return document.toPrettyString();
  }
}
