package app.diptych.timing;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one answer, as NVIDIA AIPerf defines them (AIPerf metrics reference, read
 * 2026-11). A metric that is not defined for an answer is absent, never zero; {@link #doubts} says
 * why.
 */
public final class RequestMetrics {
  private final Moments moments;
  private final Amounts amounts;
  private final boolean complete;

  /**
   * @param complete whether the answer ran to its end: only then has it an end-to-end latency
   */
  public RequestMetrics(Moments moments, Amounts amounts, boolean complete) {
    this.moments = moments;
    this.amounts = amounts;
    this.complete = complete;
  }

  /** What the times are made of. */
  public Moments moments() {
    return moments;
  }

  /** What the counts are made of, as it was told. */
  public Amounts amounts() {
    return amounts;
  }

  public boolean complete() {
    return complete;
  }

  /** TTFT, time to first token: t0 to the first non-empty delta, reasoning included. */
  public Optional<Duration> timeToFirstToken() {
    return since(timed(1), moments.first());
  }

  /** TTFO, time to first output token: t0 to the first delta that is not reasoning. */
  public Optional<Duration> timeToFirstOutput() {
    return since(timed(1) && moments.firstText() >= 0, moments.firstText());
  }

  /** TTST, time to second token: the first delta to the second. */
  public Optional<Duration> timeToSecondToken() {
    return since(timed(2), moments.second() - moments.first());
  }

  /** E2E, request latency: t0 to the last delta of a complete answer. */
  public Optional<Duration> endToEnd() {
    return since(timed(1) && complete, moments.last());
  }

  /** The time in which a complete answer came: E2E - TTFT. */
  public Optional<Duration> decodeDuration() {
    return since(timed(1) && complete, decodeNanos());
  }

  /**
   * ITL, inter-token latency: (time of the last delta - TTFT) / (N - 1). Defined from two tokens
   * and two deltas on: what arrives in one piece says nothing about the time between its tokens. N
   * is here without reasoning that was not streamed.
   */
  public Optional<Duration> interTokenLatency() {
    Integer tokens = amounts.streamedTokens();
    if (tokens == null || tokens < 2 || !timed(2)) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofNanos(Math.round((double) decodeNanos() / (tokens - 1))));
  }

  /** TPOT, time per output token: another name for {@link #interTokenLatency}. */
  public Optional<Duration> timePerOutputToken() {
    return interTokenLatency();
  }

  /**
   * Output tokens per second for one user: 1 / ITL, so the wait for the first token is not in it.
   */
  public Optional<Double> outputTokensPerSecond() {
    return interTokenLatency().flatMap(latency -> rate(1, latency));
  }

  /** N / E2E: the wait for the first token is in it. */
  public Optional<Double> endToEndTokensPerSecond() {
    return outputTokens()
        .filter(tokens -> tokens > 0)
        .flatMap(tokens -> endToEnd().flatMap(latency -> rate(tokens, latency)));
  }

  /** Tokens of the prompt / TTFT. Only of a prompt that did not come from a cache it is prefill. */
  public Optional<Double> prefillTokensPerSecond() {
    Integer tokens = amounts.inputTokens();
    return tokens == null || tokens < 1 || amounts.isInputImpossible()
        ? Optional.empty()
        : timeToFirstToken().flatMap(wait -> rate(tokens, wait));
  }

  /**
   * Characters that came after the first delta / the time they came in: the same for every
   * tokenizer, so that two models can be ranked by it.
   */
  public Optional<Double> charactersPerSecond() {
    int later = amounts.characters() - amounts.firstCharacters();
    return amounts.firstCharacters() < 0 || later <= 0 || !timed(2)
        ? Optional.empty()
        : rate(later, Duration.ofNanos(decodeNanos()));
  }

  /** Streamed tokens / deltas. Where it is not 1, counting deltas is not counting tokens. */
  public Optional<Double> tokensPerDelta() {
    Integer tokens = amounts.streamedTokens();
    return tokens == null || tokens == 0 || moments.deltas() == 0
        ? Optional.empty()
        : Optional.of((double) tokens / moments.deltas());
  }

  /** N, answer and reasoning together; empty when unknown or impossible. */
  public Optional<Integer> outputTokens() {
    return amounts.isOutputImpossible()
        ? Optional.empty()
        : Optional.ofNullable(amounts.outputTokens());
  }

  /** How many non-empty deltas arrived. A delta is not a token: servers merge and split them. */
  public int deltas() {
    return moments.deltas();
  }

  /**
   * A latency without the network: less one round trip, and never less than nothing. For TTFT, TTFO
   * and E2E only: the gaps between tokens have no round trip in them.
   *
   * @param roundTrip the mean time of TCP handshakes with that gateway
   */
  public static Duration withoutNetwork(Duration latency, Duration roundTrip) {
    Duration rest = latency.minus(roundTrip);
    return rest.isNegative() ? Duration.ZERO : rest;
  }

  /** Why something is missing, or is not what it seems; in the order of their gravity. */
  public Set<Doubt> doubts() {
    Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
    Integer streamed = amounts.streamedTokens();
    add(doubts, Doubt.CLOCK_WENT_BACK, !moments.forward());
    add(doubts, Doubt.NEGATIVE_USAGE, amounts.isNegative());
    add(
        doubts,
        Doubt.IMPOSSIBLE_USAGE,
        !amounts.isNegative() && (amounts.isOutputImpossible() || amounts.isInputImpossible()));
    add(doubts, Doubt.TOKENS_DISAGREE, amounts.disagrees());
    add(doubts, Doubt.HIDDEN_REASONING, streamed != null && amounts.hiddenTokens() > 0);
    add(doubts, Doubt.CACHED_PROMPT, amounts.cachedTokens() > 0 && !amounts.isInputImpossible());
    add(doubts, Doubt.NO_TOKENS, streamed != null && streamed == 0);
    add(doubts, Doubt.ONE_TOKEN, streamed != null && streamed == 1);
    add(
        doubts,
        Doubt.ONE_DELTA,
        streamed != null && streamed > 1 && moments.deltas() == 1 && moments.forward());
    return doubts;
  }

  private static void add(Set<Doubt> doubts, Doubt doubt, boolean holds) {
    if (holds) {
      doubts.add(doubt);
    }
  }

  private boolean timed(int deltas) {
    return moments.forward() && moments.deltas() >= deltas;
  }

  private long decodeNanos() {
    return moments.last() - moments.first();
  }

  private static Optional<Duration> since(boolean defined, long nanos) {
    return defined ? Optional.of(Duration.ofNanos(nanos)) : Optional.empty();
  }

  /** None over no time at all: it would be infinite. */
  private static Optional<Double> rate(double amount, @Nullable Duration time) {
    return time == null || time.isZero() || time.isNegative()
        ? Optional.empty()
        : Optional.of(amount * 1e9 / time.toNanos());
  }
}
