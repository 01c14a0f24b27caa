package app.diptych.local;

import app.diptych.completion.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a worker ended, from what its process and its log tell. */
final class LastWords {
  /** Lines of the engine's log that go with a failure. */
  static final int SHOWN_LINES = 20;

  /** The engine writes its log a moment later than it acts, and a busy machine reads it later. */
  private static final Duration LOG_WAIT = Duration.ofSeconds(2);

  private static final String RESTART = "Run again: the engine is started anew.";

  private LastWords() {}

  /**
   * Ends the process if it has not, and tells why.
   *
   * @param overdue what it took too long for, when it did
   * @param fault what went wrong while its lines were read, when something did
   */
  static Failure of(WorkerProcess process, @Nullable String overdue, @Nullable Throwable fault) {
    EngineLog log = process.log();
    String message = "The engine was stopped.";
    try {
      String what = ending(process, overdue, fault);
      process.kill();
      log.awaitEnd(LOG_WAIT);
      String cause = log.trouble().map(text -> ": " + text).orElse("");
      message = "The engine " + what + cause + ".";
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return new Failure.EngineFault(message, RESTART, true, log.last(SHOWN_LINES));
  }

  /** The engine refused the model file; its log says why, the exception does not. */
  static Failure notLoaded(WorkerProcess process, String reason) {
    EngineLog log = process.log();
    try {
      log.awaitTrouble(LOG_WAIT);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return Refusals.notLoaded(log.trouble().orElse(reason), log.last(SHOWN_LINES));
  }

  private static String ending(
      WorkerProcess process, @Nullable String overdue, @Nullable Throwable fault)
      throws InterruptedException {
    if (overdue != null) {
      return "said nothing for too long while " + overdue + ", so it was ended";
    }
    // A broken connection means that the process ended; anything else is a line that is none.
    return fault instanceof RuntimeException ? "sent what cannot be read" : process.obituary();
  }
}
