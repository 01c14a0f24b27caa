package app.diptych.gateway;

import app.diptych.completion.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a check found out about one step.
 *
 * @param took how long it took; null when nothing was tried
 * @param words what came, in one sentence for people; the failure's message when it failed
 * @param failure why it failed; null unless it did
 */
public record ProbeResult(
    ProbeStep step,
    Outcome outcome,
    @Nullable Duration took,
    String words,
    @Nullable Failure failure) {

  /** How a step ended. */
  public enum Outcome {
    /** As it should be. */
    FINE,
    /** Not as it should be. */
    FAILED,
    /** Not tried yet: it waits for its turn at the gateway. Another result follows. */
    WAITING,
    /** Not tried: there is nothing to try, or a step before it failed. */
    SKIPPED
  }

  static ProbeResult fine(ProbeStep step, Duration took, String words) {
    return new ProbeResult(step, Outcome.FINE, took, words, null);
  }

  static ProbeResult failed(ProbeStep step, @Nullable Duration took, Failure failure) {
    return new ProbeResult(step, Outcome.FAILED, took, failure.message(), failure);
  }

  static ProbeResult waiting(ProbeStep step, String words) {
    return new ProbeResult(step, Outcome.WAITING, null, words, null);
  }

  static ProbeResult skipped(ProbeStep step, String words) {
    return new ProbeResult(step, Outcome.SKIPPED, null, words, null);
  }
}
