package app.diptych.report.check;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a figure is of; the definitions of times are AIPerf's. In the order in which names are
 * tried: the first that fits holds.
 */
public enum Measure {
  GATEWAY_OVERHEAD("gateway overhead", Dimension.TIME, true, "overhead"),
  SAVINGS("savings", Dimension.SHARE, false, "saving|savings|cheaper|discount|cost reduction"),
  TTFO("TTFO", Dimension.TIME, true, "ttfo|(?:time to )?first output(?: token)?"),
  TTFT(
      "TTFT",
      Dimension.TIME,
      true,
      "ttft|ttfb|(?:time to )?(?:the )?first token|first byte|prefill latency"),
  ICL("ICL", Dimension.TIME, true, "icl|inter ?chunk"),
  /** Apart from ITL, because what vLLM calls that are the gaps between chunks of all requests. */
  TPOT(
      "TPOT",
      Dimension.TIME,
      true,
      "tpot|time per (?:output )?token|per token latency|latency per (?:output )?token"),
  ITL("ITL", Dimension.TIME, true, "itl|tbt|inter ?token|time between tokens"),
  ERROR_RATE("error rate", Dimension.SHARE, true, "errors?|error rate|failures?|failed"),
  AVAILABILITY("availability", Dimension.SHARE, false, "availability|uptime|success rate|sla"),
  INPUT_PRICE(
      "input price",
      Dimension.MONEY,
      true,
      "(?:input|prompt)\\b.*(?:\\b(?:price|cost|rate|usd)|[$\u20ac\u00a3\u00a5])"
          + "|(?:price|cost|rate|usd)\\b.*\\b(?:input|prompt)"
          + "|1 ?(?:m|k|million) (?:input|prompt) tokens",
      "throughput|tok(?:ens?)? ?/ ?s"),
  OUTPUT_PRICE(
      "output price",
      Dimension.MONEY,
      true,
      "(?:output|completion)\\b.*(?:\\b(?:price|cost|usd)|[$\u20ac\u00a3\u00a5])"
          + "|(?:price|cost|rate|usd)\\b.*\\b(?:output|completion)"
          + "|1 ?(?:m|k|million) (?:output|completion) tokens"),
  /** For tokens of any kind; what a request or a month costs is no price. */
  PRICE(
      "price",
      Dimension.MONEY,
      true,
      "price|pricing|cost|usd",
      "total|monthly|daily|annual|yearly|(?:per|/) ?(?:hour|day|month|year|request|query|user)"),
  TOTAL_THROUGHPUT(
      "total throughput",
      Dimension.RATE,
      false,
      "(?:total|system|aggregate|overall|server)\\b.*\\b(?:throughput|tps|tok(?:ens?)? ?/ ?s.*"
          + "|tokens per second)|throughput,? (?:total|system|aggregate|overall)"
          // So vLLM, SGLang and AIPerf call that of all requests together.
          + "|output token throughput",
      Measure.NOT_OF_ANSWERS + "|per (?:user|request)|/ ?(?:user|request)"),
  THROUGHPUT(
      "throughput",
      Dimension.RATE,
      false,
      "throughput|tps|t ?/ ?s|tok(?:ens?)? ?/ ?s(?:ec(?:ond)?)?|tokens? per sec(?:ond)?"
          + "|(?:generation|decode|decoding|output) speed",
      Measure.NOT_OF_ANSWERS),
  ANSWER_LENGTH(
      "answer length",
      Dimension.COUNT,
      true,
      "(?:output|completion|answer|response|generated) (?:tokens|length)(?: per (?:request|answer))?"
          + "|output (?:sequence length|token count)",
      "total|sum|all|(?:per|/) ?s(?:ec(?:ond)?)?"),
  SAMPLES(
      "samples",
      Dimension.COUNT,
      false,
      "requests|request count|samples|sample size|number of requests|n|runs",
      "good|failed|concurrent|active|peak|in flight"
          + "|(?:per|/) ?(?:s|sec|second|min|minute|hour|day)"),
  E2E(
      "E2E",
      Dimension.TIME,
      true,
      "latency|e2e|e2el|end to end|response time|request time|total time"
          + "|(?:request|response|answer|call) duration"
          + "|^(?:(?:mean|average|avg|median|min|max|p\\d[\\d.]*) )?duration$",
      "throughput|(?:network|queu\\w*|wait\\w*|cold start|start ?up|warm ?up|set ?up|loading"
          + "|connect\\w*|handshake|tls|dns|decod\\w*|retrieval|embedding|routing|tool|cache|disk"
          + "|proxy|scheduling) (?:latency|delay|time)");

  /** What is counted in which unit. */
  public enum Dimension {
    /** Milliseconds. */
    TIME("ms"),
    /** Tokens a second. */
    RATE("t/s"),
    /** Hundredths. */
    SHARE("%"),
    /** Of some currency, for a million tokens. */
    MONEY("per 1M tokens"),
    COUNT("");

    private final String unit;

    Dimension(String unit) {
      this.unit = unit;
    }

    public String unit() {
      return unit;
    }
  }

  /** Rates of something else than the tokens of answers; of vLLM's total the prompts are part. */
  private static final String NOT_OF_ANSWERS =
      "requests? (?:throughput|rate|per .*)|req(?:uests?)? ?/ ?s.*|rps|qps"
          + "|(?:input|prompt) (?:tokens?|throughput|processing|eval)|prefill|e2e|end to end"
          + "|(?:total|all) tokens? throughput";

  private final String words;
  private final Dimension dimension;
  private final boolean lowerIsBetter;
  private final Pattern pattern;
  private final Pattern never;

  Measure(String words, Dimension dimension, boolean lowerIsBetter, String pattern) {
    this(words, dimension, lowerIsBetter, pattern, "(?!)");
  }

  /**
   * @param never names of other things in which the pattern is found
   */
  Measure(String words, Dimension dimension, boolean lowerIsBetter, String pattern, String never) {
    this.words = words;
    this.dimension = dimension;
    this.lowerIsBetter = lowerIsBetter;
    this.pattern = whole(pattern);
    this.never = whole(never);
  }

  public String words() {
    return words;
  }

  public Dimension dimension() {
    return dimension;
  }

  public boolean lowerIsBetter() {
    return lowerIsBetter;
  }

  private static Pattern whole(String words) {
    return Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + words + ")(?![\\p{L}\\p{N}])");
  }

  /** Whether means and percentiles of it make sense. */
  boolean spreads() {
    return dimension == Dimension.TIME || dimension == Dimension.RATE || this == ANSWER_LENGTH;
  }

  /** Whether a label that seems to name it is of something else. */
  boolean isRuledOutBy(String plain) {
    return never.matcher(plain).find();
  }

  boolean isNamedIn(String plain) {
    return pattern.matcher(plain).find();
  }

  static final List<Measure> IN_ORDER = List.of(values());
}
