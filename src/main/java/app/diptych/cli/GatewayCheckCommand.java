package app.diptych.cli;

import app.diptych.gateway.GatewayBook;
import app.diptych.gateway.ProbeResult;
import app.diptych.gateway.ProbeResult.Outcome;
import app.diptych.gateway.ProbeStep;
import app.diptych.trial.TrialJson;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tries a gateway step by step and says how long each took. */
@Command(
    name = "check",
    description = {
      "Tries a gateway: reach, TLS, key, models, and a call for one token, each with its time.",
      "The call may cost as much as one token does."
    },
    footer = {"", "Exit code: 0 it answers, 1 it does not, 2 there is no such gateway."})
final class GatewayCheckCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Parameters(paramLabel = "ID", description = "The gateway's name.")
  String id = "";

  @Option(names = "--model", paramLabel = "MODEL", description = "The model to call.")
  String model = "";

  GatewayCheckCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Rooms rooms = root.open()) {
      GatewayBook.Check check =
          rooms
              .gateways()
              .check(id, this::tellWait)
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "There is no gateway named " + id + ": diptych gateway list shows yours."));
      rooms.onInterrupt(check::cancel);
      List<ProbeResult> results = check.run(model);
      boolean fine = isFine(results);
      if (root.json) {
        root.terminal().print(json(results, fine));
      } else {
        results.forEach(this::line);
      }
      if (!fine) {
        results.stream()
            .map(ProbeResult::failure)
            .filter(failure -> failure != null)
            .findFirst()
            .ifPresent(root.terminal()::complain);
      }
      return fine ? Exit.FINE : Exit.FAILED;
    }
  }

  private void tellWait(ProbeResult result) {
    if (result.outcome() == Outcome.WAITING) {
      root.terminal().complain(result.step().words() + ": " + result.words());
    }
  }

  /** Some give no list of models and answer all the same. */
  private static boolean isFine(List<ProbeResult> results) {
    return results.stream()
            .anyMatch(result -> result.step() == ProbeStep.CALL && result.outcome() == Outcome.FINE)
        || results.stream().noneMatch(result -> result.outcome() == Outcome.FAILED);
  }

  private void line(ProbeResult result) {
    String mark =
        switch (result.outcome()) {
          case FINE -> "ok    ";
          case FAILED -> "failed";
          case WAITING -> "waits ";
          case SKIPPED -> "-     ";
        };
    root.terminal()
        .print(
            String.format(
                Locale.ROOT,
                "%s  %-14s  %10s  %s",
                mark,
                result.step().words(),
                time(result.took()),
                Terminal.safe(result.words())));
    if (result.failure() != null) {
      root.terminal().print(" ".repeat(36) + "> " + Terminal.safe(result.failure().hint()));
    }
  }

  private static String time(@Nullable Duration took) {
    return took == null ? "" : String.format(Locale.ROOT, "%.1f ms", took.toNanos() / 1e6);
  }

  private String json(List<ProbeResult> results, boolean fine) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("gateway", id).put("ok", fine);
    ArrayNode steps = document.putArray("steps");
    for (ProbeResult result : results) {
      Duration took = result.took();
      ObjectNode step =
          steps
              .addObject()
              .put("step", result.step().name().toLowerCase(Locale.ROOT))
              .put("outcome", result.outcome().name().toLowerCase(Locale.ROOT))
              .put("ms", took == null ? null : Math.round(took.toNanos() / 1e3) / 1e3)
              .put("words", result.words());
      if (result.failure() == null) {
        step.putNull("failure");
      } else {
        step.set("failure", TrialJson.failure(result.failure()));
      }
    }
    return JsonMapper.builder()
        .build()
        .writerWithDefaultPrettyPrinter()
        .writeValueAsString(document);
  }
}
