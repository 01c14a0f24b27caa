package app.diptych.timing;

import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * The name, unit, definition and source of every metric, so that whoever shows a number can say
 * what it is.
 */
public enum MetricName {
  TTFT(
      "TTFT",
      Unit.MILLISECONDS,
      "Time to first token: from when the request is handed over, connecting included, to its first"
          + " non-empty delta, reasoning included.",
      Source.AIPERF,
      millis(RequestMetrics::firstToken)),
  TTFO(
      "TTFO",
      Unit.MILLISECONDS,
      "Time to first output token: from when the request is handed over, connecting included, to"
          + " the first delta that is not reasoning.",
      Source.AIPERF,
      millis(RequestMetrics::firstOutput)),
  TTST(
      "TTST",
      Unit.MILLISECONDS,
      "Time to second token: from the first delta to the second, where they were not read at once.",
      Source.AIPERF,
      millis(RequestMetrics::secondToken)),
  E2E(
      "E2E",
      Unit.MILLISECONDS,
      "Request latency: from when the request is handed over, connecting included, to the last"
          + " delta of a complete answer.",
      Source.AIPERF,
      millis(RequestMetrics::latency)),
  DECODE(
      "decode",
      Unit.MILLISECONDS,
      "Decode duration: E2E - TTFT.",
      Source.AIPERF,
      millis(RequestMetrics::decode)),
  ITL(
      "ITL",
      Unit.MILLISECONDS,
      "Inter-token latency, the mean of a request: (E2E - TTFT) / (N - 1), from two tokens on that"
          + " did not come in one piece.",
      Source.AIPERF,
      millis(RequestMetrics::betweenTokens)),
  TPOT(
      "TPOT",
      Unit.MILLISECONDS,
      "Time per output token: (E2E - TTFT) / (N - 1), the same as ITL.",
      Source.VLLM,
      millis(RequestMetrics::betweenTokens)),
  ICL(
      "ICL",
      Unit.MILLISECONDS,
      "Inter-chunk latency: the gaps between deltas, of all requests together. vLLM calls it ITL; a"
          + " delta is not a token.",
      Source.AIPERF,
      _ -> Double.NaN),
  TOKENS_PER_SECOND(
      "tok/s per user",
      Unit.TOKENS_PER_SECOND,
      "Output tokens per second of one request: 1 / ITL, so the wait for the first token is not in"
          + " it.",
      Source.AIPERF,
      RequestMetrics::tokenRate),
  E2E_TOKENS_PER_SECOND(
      "e2e tok/s",
      Unit.TOKENS_PER_SECOND,
      "Output tokens per second of one request with its wait: N / E2E.",
      Source.AIPERF,
      RequestMetrics::wholeTokenRate),
  PREFILL(
      "prefill tok/s",
      Unit.TOKENS_PER_SECOND,
      "Tokens of the prompt / TTFT, so the network and the queue of the provider are in it.",
      Source.AIPERF,
      RequestMetrics::prefillRate),
  CHARACTERS_PER_SECOND(
      "char/s",
      Unit.CHARACTERS_PER_SECOND,
      "Characters after the first delta / the time from the first delta to the last: comparable"
          + " across tokenizers.",
      Source.DIPTYCH,
      RequestMetrics::characterRate),
  TOKENS_PER_DELTA(
      "tok/delta",
      Unit.RATIO,
      "Tokens / deltas: where it is not 1, deltas are not tokens.",
      Source.DIPTYCH,
      RequestMetrics::deltaSize),
  THROUGHPUT(
      "total tok/s",
      Unit.TOKENS_PER_SECOND,
      "Output throughput of a group: the sum of N / (the last end - the first start); none"
          + " when more than nine tenths of it were idle.",
      Source.AIPERF,
      _ -> Double.NaN),
  GOODPUT(
      "goodput",
      Unit.REQUESTS_PER_SECOND,
      "Requests that meet every limit / the time of the group; a metric that is missing meets no"
          + " limit.",
      Source.AIPERF,
      _ -> Double.NaN),
  ERROR_RATE(
      "error rate",
      Unit.SHARE,
      "Failed requests / (answered + failed). Stopped by the user and never sent are neither.",
      Source.AIPERF,
      _ -> Double.NaN),
  AVAILABILITY(
      "availability",
      Unit.SHARE,
      "1 - requests that failed through the provider / (answered + failed): a wrong key or a prompt"
          + " that is too long is not its fault.",
      Source.DIPTYCH,
      _ -> Double.NaN);

  /** What a value counts. */
  public enum Unit {
    MILLISECONDS("ms"),
    TOKENS_PER_SECOND("tok/s"),
    CHARACTERS_PER_SECOND("char/s"),
    REQUESTS_PER_SECOND("req/s"),
    SHARE("%"),
    RATIO("");

    private final String sign;

    Unit(String sign) {
      this.sign = sign;
    }

    /** Behind a number; empty for a plain ratio. */
    public String sign() {
      return sign;
    }
  }

  /** Whose definition it is. */
  public enum Source {
    AIPERF("NVIDIA AIPerf, metrics reference, read 2026-11"),
    VLLM("vLLM bench serve, read 2026-11"),
    DIPTYCH("Diptych");

    private final String words;

    Source(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  private final String label;
  private final Unit unit;
  private final String definition;
  private final Source source;

  // Functions of this class without a state.
  @SuppressWarnings("ImmutableEnumChecker")
  private final ToDoubleFunction<RequestMetrics> value;

  MetricName(
      String label,
      Unit unit,
      String definition,
      Source source,
      ToDoubleFunction<RequestMetrics> value) {
    this.label = label;
    this.unit = unit;
    this.definition = definition;
    this.source = source;
    this.value = value;
  }

  /** Short, as beside a number. */
  public String label() {
    return label;
  }

  public Unit unit() {
    return unit;
  }

  /** One sentence. */
  public String definition() {
    return definition;
  }

  public Source source() {
    return source;
  }

  /** Whether more is better; otherwise less is. */
  public boolean isRate() {
    return unit != Unit.MILLISECONDS && this != ERROR_RATE;
  }

  /** Whether one answer has it; otherwise only a group of them does. */
  public boolean isOfOneAnswer() {
    return switch (this) {
      case ICL, THROUGHPUT, GOODPUT, ERROR_RATE, AVAILABILITY -> false;
      case TTFT,
          TTFO,
          TTST,
          E2E,
          DECODE,
          ITL,
          TPOT,
          TOKENS_PER_SECOND,
          E2E_TOKENS_PER_SECOND,
          PREFILL,
          CHARACTERS_PER_SECOND,
          TOKENS_PER_DELTA ->
          true;
    };
  }

  /**
   * The value of one answer in the unit; empty when it is not defined for it, and for every metric
   * that only a group has.
   */
  public OptionalDouble of(RequestMetrics metrics) {
    double found = value(metrics);
    return Double.isNaN(found) ? OptionalDouble.empty() : OptionalDouble.of(found);
  }

  /** The same as a plain number, for whoever takes it of many; NaN when it is not defined. */
  public double value(RequestMetrics metrics) {
    return value.applyAsDouble(metrics);
  }

  private static ToDoubleFunction<RequestMetrics> millis(ToLongFunction<RequestMetrics> of) {
    return metrics -> {
      long nanos = of.applyAsLong(metrics);
      return nanos == RequestMetrics.UNDEFINED ? Double.NaN : nanos / 1e6;
    };
  }
}
