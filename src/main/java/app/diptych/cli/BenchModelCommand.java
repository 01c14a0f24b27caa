package app.diptych.cli;

import app.diptych.local.SpeedTest;
import app.diptych.local.SpeedTest.Failed;
import app.diptych.local.SpeedTest.Measured;
import app.diptych.local.SpeedTest.Plan;
import app.diptych.report.SpeedSheet;
import app.diptych.session.WholeFile;
import app.diptych.timing.Summary;
import app.diptych.trial.ModelCatalog.Found;
import app.diptych.trial.ModelCatalog.Unknown;
import app.diptych.trial.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Measures how quickly a model on this machine reads and writes. */
@Command(
    name = "bench-model",
    description = {
      "Measures how quickly a model on this machine reads a prompt and writes an answer, as llama-bench",
      "does: each is repeated after a warm-up, and mean and deviation are told."
    },
    footer = {"", "Exit code: 0 measured, 1 the model failed, 2 it is not known, 130 interrupted."})
final class BenchModelCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Parameters(paramLabel = "MODEL", description = "demo/small, demo/base or a GGUF file.")
  String model = "";

  @Option(names = "--reps", paramLabel = "N", description = "Repetitions. Default: 5.")
  int repetitions = Plan.USUAL.repetitions();

  @Option(names = "--prompt", paramLabel = "N", description = "Tokens of the prompt. Default: 512.")
  int promptTokens = Plan.USUAL.promptTokens();

  @Option(names = "--tokens", paramLabel = "N", description = "Tokens to write. Default: 128.")
  int tokens = Plan.USUAL.tokens();

  @Option(names = "--csv", paramLabel = "FILE", description = "Write the numbers here, too.")
  @Nullable Path csv;

  BenchModelCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws InterruptedException {
    Plan plan = new Plan(repetitions, promptTokens, tokens);
    Terminal terminal = root.terminal();
    try (Rooms rooms = root.open()) {
      return switch (rooms.models().find(Side.A, named())) {
        case Unknown unknown -> {
          terminal.complain(unknown.failure());
          yield Exit.NOT_STARTED;
        }
        case Found found -> {
          if (!found.local()) {
            throw new IllegalArgumentException(
                "Only models on this machine can be measured so; what a gateway does stands in"
                    + " diptych benchmark.");
          }
          SpeedTest test =
              new SpeedTest(
                  found.provider(),
                  found.requestModel(),
                  plan,
                  (done, all) -> {
                    if (!root.json) {
                      terminal.tell("%d of %d".formatted(done, all));
                    }
                  });
          rooms.onInterrupt(test::stop);
          yield tell(found, test.run());
        }
      };
    }
  }

  /** A path is a name too. */
  private String named() {
    boolean known = model.contains(":") || model.startsWith("demo/");
    return known || !Files.exists(Path.of(model)) ? model : "file:" + model;
  }

  private int tell(Found found, SpeedTest.Outcome outcome) {
    return switch (outcome) {
      case Failed failed -> {
        root.terminal().complain(failed.failure());
        yield Exit.FAILED;
      }
      case Measured measured -> {
        root.terminal().print(root.json ? json(found, measured) : text(found, measured));
        yield csv == null ? Exit.FINE : save(csv, found, measured);
      }
    };
  }

  private static String text(Found found, Measured measured) {
    return """
    %s, %s, %s
      reads   %s, prompts of %d tokens
      writes  %s, answers of %.0f tokens on the average\
    """
        .formatted(
            Terminal.safe(found.model()),
            measured.origin().engine(),
            measured.origin().backend() == null ? "backend unknown" : measured.origin().backend(),
            words(measured.reading()),
            measured.promptTokens(),
            words(measured.writing()),
            measured.writtenTokens());
  }

  private static String words(Summary rate) {
    if (rate.mean().isEmpty()) {
      return "nothing that could be measured";
    }
    return String.format(
        Locale.ROOT,
        "%,.1f \u00b1 %,.1f tokens/s (n %d)",
        rate.mean().getAsDouble(),
        rate.deviation().orElse(0),
        rate.count());
  }

  private static String json(Found found, Measured measured) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("model", found.model())
            .put("engine", measured.origin().engine())
            .put("backend", measured.origin().backend());
    put(node.putObject("reading"), measured.reading()).put("tokens", measured.promptTokens());
    put(node.putObject("writing"), measured.writing()).put("tokens", measured.writtenTokens());
    return SessionsText.pretty(node);
  }

  private static ObjectNode put(ObjectNode node, Summary rate) {
    return node.put("tokensPerSecond", rate.mean().isEmpty() ? null : rate.mean().getAsDouble())
        .put("deviation", rate.deviation().isEmpty() ? null : rate.deviation().getAsDouble())
        .put("repetitions", rate.count());
  }

  private int save(Path file, Found found, Measured measured) {
    try {
      WholeFile.text(file, SpeedSheet.csv(found.model(), measured));
      return Exit.FINE;
    } catch (IOException refused) {
      root.terminal()
          .complain(
              Terminal.safe(
                  "The file %s could not be written (%s): choose another."
                      .formatted(file, WholeFile.reason(refused))));
      return Exit.FAILED;
    }
  }
}
