package app.diptych.timing;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one answer, as NVIDIA AIPerf defines them (AIPerf metrics reference, read
 * 2026-11). A metric that is not defined for an answer is absent, never zero.
 */
public final class RequestMetrics {
  private final Timeline timeline;
  private final @Nullable Integer outputTokens;
  private final boolean complete;

  private RequestMetrics(Timeline timeline, @Nullable Integer outputTokens, boolean complete) {
    this.timeline = timeline;
    this.outputTokens = outputTokens;
    this.complete = complete;
  }

  /**
   * @param outputTokens N, answer and reasoning together; null when unknown
   * @param complete whether the answer ran to its end: only then has it an end-to-end latency
   */
  public static RequestMetrics of(
      Timeline timeline, @Nullable Integer outputTokens, boolean complete) {
    return new RequestMetrics(timeline, outputTokens, complete);
  }

  /** TTFT, time to first token: t0 to the first non-empty delta, reasoning included. */
  public Optional<Duration> timeToFirstToken() {
    return timeline.deltas() == 0 ? Optional.empty() : Optional.of(timeline.offset(0));
  }

  /** TTFO, time to first output token: t0 to the first delta that is not reasoning. */
  public Optional<Duration> timeToFirstOutput() {
    return timeline.firstTextDelta().map(timeline::offset);
  }

  /** E2E, request latency: t0 to the last delta of a complete answer. */
  public Optional<Duration> endToEnd() {
    return complete ? lastDelta() : Optional.empty();
  }

  /**
   * ITL, inter-token latency: (time of the last delta - TTFT) / (N - 1). Defined from two tokens
   * and two deltas on: what arrives in one piece says nothing about the time between its tokens.
   */
  public Optional<Duration> interTokenLatency() {
    Integer tokens = outputTokens;
    if (tokens == null || tokens < 2 || timeline.deltas() < 2) {
      return Optional.empty();
    }
    long decoding = timeline.offset(timeline.deltas() - 1).minus(timeline.offset(0)).toNanos();
    return Optional.of(Duration.ofNanos(Math.round((double) decoding / (tokens - 1))));
  }

  /**
   * Output tokens per second for one user: 1 / ITL, so the wait for the first token is not in it.
   */
  public Optional<Double> outputTokensPerSecond() {
    return interTokenLatency()
        .filter(latency -> latency.toNanos() > 0)
        .map(latency -> 1e9 / latency.toNanos());
  }

  /** How many non-empty deltas arrived. A delta is not a token: servers merge and split them. */
  public int deltas() {
    return timeline.deltas();
  }

  private Optional<Duration> lastDelta() {
    int deltas = timeline.deltas();
    return deltas == 0 ? Optional.empty() : Optional.of(timeline.offset(deltas - 1));
  }
}
