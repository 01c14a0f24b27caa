package app.diptych.timing;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The metrics of one answer, as NVIDIA AIPerf defines them (AIPerf metrics reference, read
 * 2026-11). A metric that is not defined for an answer is absent, never zero; {@link #doubts} says
 * why.
 */
public final class RequestMetrics {
  /**
   * Stands for a time that is not defined, in nanoseconds; NaN stands for such a rate. Whoever adds
   * up a hundred thousand answers takes the plain numbers.
   */
  static final long UNDEFINED = Long.MIN_VALUE;

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
    return duration(firstToken());
  }

  long firstToken() {
    return timed(1) ? moments.first() : UNDEFINED;
  }

  /** TTFO, time to first output token: t0 to the first delta that is not reasoning. */
  public Optional<Duration> timeToFirstOutput() {
    return duration(firstOutput());
  }

  long firstOutput() {
    return timed(1) && moments.firstText() >= 0 ? moments.firstText() : UNDEFINED;
  }

  /**
   * TTST, time to second token: the first delta to the second. Two that were read at once arrived
   * together: nobody knows what was between them.
   */
  public Optional<Duration> timeToSecondToken() {
    return duration(secondToken());
  }

  long secondToken() {
    return timed(2) && moments.second() > moments.first()
        ? moments.second() - moments.first()
        : UNDEFINED;
  }

  /** E2E, request latency: t0 to the last delta of a complete answer. */
  public Optional<Duration> endToEnd() {
    return duration(latency());
  }

  long latency() {
    return timed(1) && complete ? moments.last() : UNDEFINED;
  }

  /** The time in which a complete answer came: E2E - TTFT. */
  public Optional<Duration> decodeDuration() {
    return duration(decode());
  }

  long decode() {
    return timed(1) && complete ? decodeNanos() : UNDEFINED;
  }

  /**
   * ITL, inter-token latency: (time of the last delta - TTFT) / (N - 1). Defined from two tokens
   * and two deltas on that were read at two times: what arrives in one piece says nothing about the
   * time between its tokens. N is here without reasoning that was not streamed.
   */
  public Optional<Duration> interTokenLatency() {
    return duration(betweenTokens());
  }

  long betweenTokens() {
    Integer tokens = amounts.streamedTokens();
    return tokens == null || tokens < 2 || !timed(2) || decodeNanos() == 0
        ? UNDEFINED
        : Math.round((double) decodeNanos() / (tokens - 1));
  }

  /** TPOT, time per output token: another name for {@link #interTokenLatency}. */
  public Optional<Duration> timePerOutputToken() {
    return interTokenLatency();
  }

  /**
   * Output tokens per second for one user: 1 / ITL, so the wait for the first token is not in it.
   */
  public Optional<Double> outputTokensPerSecond() {
    return rate(tokenRate());
  }

  /**
   * What {@link #outputTokensPerSecond} has become while an answer still comes: from the moment at
   * which the next token is overdue it sinks, so that a stream that has stalled is not quick.
   *
   * @param nanos from t0 to now
   */
  public Optional<Double> outputTokensPerSecondBy(long nanos) {
    long between = betweenTokens();
    if (between == UNDEFINED) {
      return Optional.empty();
    }
    long late = Math.max(0, nanos - moments.last() - between);
    return late == 0
        ? outputTokensPerSecond()
        : rate(perSecond(streamed() - 1, decodeNanos() + late));
  }

  double tokenRate() {
    return perSecond(1, betweenTokens());
  }

  /** N / E2E: the wait for the first token is in it. */
  public Optional<Double> endToEndTokensPerSecond() {
    return rate(wholeTokenRate());
  }

  double wholeTokenRate() {
    Integer tokens = amounts.outputTokens();
    return tokens == null || tokens < 1 || amounts.isOutputImpossible()
        ? Double.NaN
        : perSecond(tokens, latency());
  }

  /** Tokens of the prompt / TTFT. Only of a prompt that did not come from a cache it is prefill. */
  public Optional<Double> prefillTokensPerSecond() {
    return rate(prefillRate());
  }

  double prefillRate() {
    Integer tokens = amounts.inputTokens();
    return tokens == null || tokens < 1 || amounts.isInputImpossible()
        ? Double.NaN
        : perSecond(tokens, firstToken());
  }

  /**
   * Characters that came after the first delta / the time they came in: the same for every
   * tokenizer, so that two models can be ranked by it.
   */
  public Optional<Double> charactersPerSecond() {
    return rate(characterRate());
  }

  double characterRate() {
    int later = amounts.characters() - amounts.firstCharacters();
    return amounts.firstCharacters() < 0 || later <= 0 || !timed(2)
        ? Double.NaN
        : perSecond(later, decodeNanos());
  }

  /** Streamed tokens / deltas. Where it is not 1, counting deltas is not counting tokens. */
  public Optional<Double> tokensPerDelta() {
    return rate(deltaSize());
  }

  double deltaSize() {
    Integer tokens = amounts.streamedTokens();
    return tokens == null || tokens == 0 || moments.deltas() == 0
        ? Double.NaN
        : (double) tokens / moments.deltas();
  }

  /** N, answer and reasoning together; empty when unknown or impossible. */
  public Optional<Integer> outputTokens() {
    return amounts.isOutputImpossible()
        ? Optional.empty()
        : Optional.ofNullable(amounts.outputTokens());
  }

  /** The same as a plain number, for whoever adds up many; 0 when unknown or impossible. */
  public int writtenTokens() {
    Integer tokens = amounts.outputTokens();
    return tokens == null || amounts.isOutputImpossible() ? 0 : tokens;
  }

  /** How many non-empty deltas arrived. A delta is not a token: servers merge and split them. */
  public int deltas() {
    return moments.deltas();
  }

  /**
   * A latency without the network: less what reaching the gateway took, and never less than
   * nothing. For TTFT, TTFO and E2E only: nobody connects between two tokens.
   *
   * @param reaching what looking up the host, connecting and TLS took of the same request
   */
  public static Duration withoutNetwork(Duration latency, Duration reaching) {
    Duration rest = latency.minus(reaching);
    return rest.isNegative() ? Duration.ZERO : rest;
  }

  /** Why something is missing, or is not what it seems; in the order of their gravity. */
  public Set<Doubt> doubts() {
    Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
    for (Doubt doubt : Doubt.values()) {
      if (has(doubt)) {
        doubts.add(doubt);
      }
    }
    return doubts;
  }

  /** Whether that is a reason to doubt something of it. */
  public boolean has(Doubt doubt) {
    return switch (doubt) {
      case CLOCK_WENT_BACK -> !moments.forward();
      case NEGATIVE_USAGE -> amounts.isNegative();
      case IMPOSSIBLE_USAGE ->
          !amounts.isNegative() && (amounts.isOutputImpossible() || amounts.isInputImpossible());
      case TOKENS_DISAGREE -> amounts.disagrees();
      case HIDDEN_REASONING -> amounts.streamedTokens() != null && amounts.hiddenTokens() > 0;
      case CACHED_PROMPT -> amounts.cachedTokens() > 0 && !amounts.isInputImpossible();
      case NO_TOKENS -> streamed() == 0;
      case ONE_TOKEN -> streamed() == 1;
      case ONE_DELTA -> streamed() > 1 && timed(1) && decodeNanos() == 0;
    };
  }

  /** Less than none when nobody knows. */
  private int streamed() {
    Integer tokens = amounts.streamedTokens();
    return tokens == null ? -1 : tokens;
  }

  private boolean timed(int deltas) {
    return moments.forward() && moments.deltas() >= deltas;
  }

  private long decodeNanos() {
    return moments.last() - moments.first();
  }

  private static Optional<Duration> duration(long nanos) {
    return nanos == UNDEFINED ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
  }

  private static Optional<Double> rate(double rate) {
    return Double.isNaN(rate) ? Optional.empty() : Optional.of(rate);
  }

  /** None over no time at all: it would be infinite. */
  private static double perSecond(double amount, long nanos) {
    return nanos <= 0 ? Double.NaN : amount * 1e9 / nanos;
  }
}
