package app.diptych.local.server;

import app.diptych.completion.Failure;
import app.diptych.local.EngineLog;
import app.diptych.local.Refusals;
import java.time.Duration;
import java.util.List;

/** Why a llama-server failed, in the words of an engine and with the last lines of its log. */
final class ServerWords {
  private static final int SHOWN_LINES = 20;

  /** For the end of a server that says that something failed: most of them live on. */
  private static final Duration GLANCE = Duration.ofSeconds(1);

  /** For the end of a server that cut the connection, or is gone: it comes in a moment. */
  private static final Duration DEATH_WAIT = Duration.ofSeconds(5);

  /** For the last line of a server that has ended; a busy machine may read it later. */
  private static final Duration LOG_WAIT = Duration.ofSeconds(5);

  private static final String RESTART = "Run again: the engine is started anew.";
  private static final String PORT_TAKEN = "couldn't bind HTTP server socket";

  private ServerWords() {}

  /** It ended while it loaded the model. */
  static Failure notLoaded(ServerProcess process) throws InterruptedException {
    EngineLog log = process.log();
    log.awaitEnd(LOG_WAIT);
    return log.trouble()
        .map(reason ->
            (Failure)
                new Failure.EngineFault(
                    "llama-server cannot load the model: " + sentence(reason),
                    "Download the file again, or update llama-server: it may be older than the"
                        + " file.",
                    false,
                    log.last(SHOWN_LINES)))
        .orElseGet(() ->
            new Failure.EngineFault(
                "llama-server " + process.obituary() + " while it loaded the model.",
                RESTART,
                true,
                log.last(SHOWN_LINES)));
  }

  /** Ends it, because of what stands after its name. */
  static Failure ended(ServerProcess process, String what) throws InterruptedException {
    process.close();
    process.log().awaitEnd(LOG_WAIT);
    return new Failure.EngineFault(
        "llama-server " + what + ".", RESTART, true, process.log().last(SHOWN_LINES));
  }

  /** It is ready and does not tell what it runs. */
  static Failure stranger(ServerProcess process, int status) {
    return new Failure.EngineFault(
        "The program does not answer as llama-server does"
            + (status > 0 ? " (HTTP " + status + " for /props)." : "."),
        "Name another llama-server in Settings under Local models, or update this one.",
        false,
        process.log().last(SHOWN_LINES));
  }

  /** Whether another program took the port first. */
  static boolean portTaken(EngineLog log) {
    return log.last(SHOWN_LINES).stream().anyMatch(line -> line.contains(PORT_TAKEN));
  }

  /** What a failure of the gateway means when the gateway is a child process. */
  static Failure of(Failure failure, ServerProcess process) {
    return switch (failure) {
      case Failure.ContextExceeded exceeded -> exceeded(exceeded);
      case Failure.ConnectionLost lost -> fault(process, lost, DEATH_WAIT);
      case Failure.BrokenStream broken -> fault(process, broken, GLANCE);
      case Failure.TimedOut late -> silent(process);
      case Failure.Overloaded busy -> fault(process, busy, GLANCE);
      case Failure.ProviderError error -> fault(process, error, GLANCE);
      case Failure.Unauthorized stranger -> fault(process, stranger, GLANCE);
      case Failure.ModelNotFound unknown -> fault(process, unknown, GLANCE);
      case Failure.RateLimited limited -> limited;
      case Failure.InvalidRequest wrong -> wrong;
      case Failure.OverBudget budget -> budget;
      case Failure.BreakerOpen open -> open;
      case Failure.EngineFault engine -> engine;
      case Failure.Interrupted interrupted -> interrupted;
      case Failure.Cancelled cancelled -> cancelled;
    };
  }

  /** The same sentence as of the embedded engine, so that both sides say the same. */
  private static Failure exceeded(Failure.ContextExceeded exceeded) {
    Integer prompt = exceeded.promptTokens();
    Integer context = exceeded.contextTokens();
    return prompt == null || context == null ? exceeded : Refusals.tooLong(prompt, context);
  }

  /**
   * @param wait how long to see whether it ends
   */
  private static Failure fault(ServerProcess process, Failure failure, Duration wait) {
    EngineLog log = process.log();
    String message = failure.message();
    try {
      // The connection is cut a moment before the process is seen to be gone.
      boolean over = !process.isAlive() || process.awaitEnd(wait);
      if (over) {
        process.awaitEnd(DEATH_WAIT);
        log.awaitEnd(LOG_WAIT);
        String cause = log.trouble().map(text -> ": " + text).orElse("");
        message = "The engine " + process.obituary() + cause + ".";
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    return new Failure.EngineFault(message, RESTART, true, log.last(SHOWN_LINES));
  }

  private static Failure silent(ServerProcess process) {
    process.close();
    List<String> last = process.log().last(SHOWN_LINES);
    return new Failure.EngineFault(
        "The engine said nothing for too long while answering, so it was ended.",
        RESTART,
        true,
        last);
  }

  private static String sentence(String reason) {
    return reason.endsWith(".") ? reason : reason + ".";
  }
}
