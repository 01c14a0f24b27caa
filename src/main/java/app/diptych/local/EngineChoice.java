package app.diptych.local;

import app.diptych.completion.Failure;
import app.diptych.local.EngineSettings.Wanted;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Which engine runs a file, and why. */
public sealed interface EngineChoice {

  /**
   * The embedded engine.
   *
   * @param why one sentence for people
   */
  record Embedded(String why) implements EngineChoice {}

  /**
   * llama.cpp's own server.
   *
   * @param why one sentence for people
   */
  record Server(String why) implements EngineChoice {}

  /** None can; nothing is started. */
  record None(Failure failure) implements EngineChoice {}

  /** How to get the other engine. */
  String INSTALL =
      "Install llama-server (brew install llama.cpp, winget install llama.cpp, or a release from"
          + " github.com/ggml-org/llama.cpp), or name it in Settings under Local models.";

  /**
   * A file from which on a graphics card is worth the time a server takes to start; a smaller one
   * is answered by the processor in no time.
   */
  long WORTH_A_CARD = 256L << 20;

  /**
   * What there is of llama-server.
   *
   * @param found whether it was found and can be used
   * @param card whether it has a graphics card to compute on
   * @param problem why it cannot be used, as a sentence; empty when it was found or is just not
   *     there
   */
  record ServerThere(boolean found, boolean card, String problem) {}

  /**
   * Chooses.
   *
   * @param server asked only when the choice depends on it, because asking starts a process
   */
  static EngineChoice of(Path file, EngineSettings settings, Supplier<ServerThere> server) {
    return switch (GgufFile.read(file)) {
      case GgufFile.Usable usable -> forKnown(usable.file(), settings, server);
      case GgufFile.Refused refused ->
          refused.newer()
              ? forNewer(refused.failure(), settings, server)
              : new None(refused.failure());
    };
  }

  private static EngineChoice forKnown(
      GgufFile file, EngineSettings settings, Supplier<ServerThere> server) {
    return switch (settings.engine()) {
      case EMBEDDED -> embedded(settings);
      case LLAMA_SERVER -> {
        ServerThere there = server.get();
        yield there.found() ? new Server("You chose llama-server.") : missing(there);
      }
      case AUTOMATIC -> automatic(file, settings, server);
    };
  }

  private static EngineChoice embedded(EngineSettings settings) {
    String beyond =
        EngineOption.beyondEmbedded(settings)
            .map(EngineOption::label)
            .collect(Collectors.joining(", "));
    return new Embedded(
        beyond.isEmpty()
            ? "You chose the embedded engine."
            : "You chose the embedded engine, which does without what is set: " + beyond + ".");
  }

  private static EngineChoice automatic(
      GgufFile file, EngineSettings settings, Supplier<ServerThere> server) {
    if (!Machine.runsEmbeddedEngine()) {
      ServerThere there = server.get();
      return there.found()
          ? new Server("The embedded engine does not run on this system.")
          : missing(there);
    }
    String beyond =
        EngineOption.beyondEmbedded(settings)
            .map(EngineOption::label)
            .collect(Collectors.joining(", "));
    if (!beyond.isEmpty()) {
      ServerThere there = server.get();
      return there.found()
          ? new Server("llama-server has what is set beyond the embedded engine: " + beyond + ".")
          : missing(there);
    }
    boolean noCard = settings.gpuLayers() != null;
    if (noCard || file.size() < WORTH_A_CARD) {
      return new Embedded(
          noCard
              ? "No graphics card is wanted, and the embedded engine knows this model."
              : "The embedded engine knows this model, and it is small enough for the processor.");
    }
    ServerThere there = server.get();
    return there.found() && there.card()
        ? new Server(
            "llama-server has a graphics card to compute on; the embedded engine has none.")
        : new Embedded(
            there.found()
                ? "The embedded engine knows this model, and llama-server has no graphics card."
                : "The embedded engine knows this model; a graphics card needs llama-server.");
  }

  private static EngineChoice forNewer(
      Failure refusal, EngineSettings settings, Supplier<ServerThere> server) {
    if (settings.engine() == Wanted.EMBEDDED) {
      return new None(fault(refusal.message(), "Choose llama-server or automatic as the engine."));
    }
    ServerThere there = server.get();
    if (there.found()) {
      return new Server(refusal.message());
    }
    return new None(
        fault(
            refusal.message() + (there.problem().isEmpty() ? "" : " " + there.problem()), INSTALL));
  }

  private static EngineChoice missing(ServerThere there) {
    return new None(
        fault(
            Optional.of(there.problem())
                .filter(problem -> !problem.isEmpty())
                .orElse("llama-server was not found on this machine."),
            INSTALL));
  }

  private static Failure fault(String message, String hint) {
    return new Failure.EngineFault(message, hint, false, List.of());
  }
}
