package app.diptych.timing;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one answer, as NVIDIA AIPerf defines them (AIPerf metrics reference, read
 * 2026-11). A metric that is not defined for an answer is absent, never zero.
 */
public final class RequestMetrics {
  private final int deltas;
  private final long firstDelta;
  private final long firstText;
  private final long lastDelta;
  private final @Nullable Integer outputTokens;
  private final boolean complete;

  /**
   * @param firstDelta nanoseconds from t0, meaningless without deltas
   * @param firstText nanoseconds from t0, negative without text
   * @param lastDelta nanoseconds from t0, meaningless without deltas
   */
  RequestMetrics(
      int deltas,
      long firstDelta,
      long firstText,
      long lastDelta,
      @Nullable Integer outputTokens,
      boolean complete) {
    this.deltas = deltas;
    this.firstDelta = firstDelta;
    this.firstText = firstText;
    this.lastDelta = lastDelta;
    this.outputTokens = outputTokens;
    this.complete = complete;
  }

  /** TTFT, time to first token: t0 to the first non-empty delta, reasoning included. */
  public Optional<Duration> timeToFirstToken() {
    return deltas == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(firstDelta));
  }

  /** TTFO, time to first output token: t0 to the first delta that is not reasoning. */
  public Optional<Duration> timeToFirstOutput() {
    return firstText < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(firstText));
  }

  /** E2E, request latency: t0 to the last delta of a complete answer. */
  public Optional<Duration> endToEnd() {
    return complete && deltas > 0 ? Optional.of(Duration.ofNanos(lastDelta)) : Optional.empty();
  }

  /**
   * ITL, inter-token latency: (time of the last delta - TTFT) / (N - 1). Defined from two tokens
   * and two deltas on: what arrives in one piece says nothing about the time between its tokens.
   */
  public Optional<Duration> interTokenLatency() {
    Integer tokens = outputTokens;
    if (tokens == null || tokens < 2 || deltas < 2) {
      return Optional.empty();
    }
    return Optional.of(
        Duration.ofNanos(Math.round((double) (lastDelta - firstDelta) / (tokens - 1))));
  }

  /**
   * Output tokens per second for one user: 1 / ITL, so the wait for the first token is not in it.
   */
  public Optional<Double> outputTokensPerSecond() {
    return interTokenLatency()
        .filter(latency -> latency.toNanos() > 0)
        .map(latency -> 1e9 / latency.toNanos());
  }

  /** N, answer and reasoning together. */
  public Optional<Integer> outputTokens() {
    return Optional.ofNullable(outputTokens);
  }

  /** How many non-empty deltas arrived. A delta is not a token: servers merge and split them. */
  public int deltas() {
    return deltas;
  }
}
