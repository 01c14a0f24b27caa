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
  ITL(
      "ITL",
      Dimension.TIME,
      true,
      "itl|tpot|tbt|inter ?token|time per (?:output )?token|time between tokens|per token latency"
          + "|latency per (?:output )?token"),
  ERROR_RATE("error rate", Dimension.SHARE, true, "errors?|error rate|failures?|failed"),
  AVAILABILITY("availability", Dimension.SHARE, false, "availability|uptime|success rate|sla"),
  INPUT_PRICE(
      "input price",
      Dimension.MONEY,
      true,
      "(?:input|prompt)\\b.*\\b(?:price|cost|rate|usd|tokens?)"
          + "|(?:price|cost|rate|usd)\\b.*\\b(?:input|prompt)"),
  OUTPUT_PRICE(
      "output price",
      Dimension.MONEY,
      true,
      "(?:output|completion)\\b.*\\b(?:price|cost|usd)"
          + "|(?:price|cost|rate|usd)\\b.*\\b(?:output|completion)"),
  PRICE("price", Dimension.MONEY, true, "price|pricing|cost|usd"),
  TOTAL_THROUGHPUT(
      "total throughput",
      Dimension.RATE,
      false,
      "(?:total|system|aggregate|overall|server)\\b.*\\b(?:throughput|tps|tokens? ?/ ?s.*|tokens per"
          + " second)|throughput,? (?:total|system|aggregate|overall)"),
  THROUGHPUT(
      "throughput",
      Dimension.RATE,
      false,
      "throughput|tps|t ?/ ?s|tok(?:ens?)? ?/ ?s(?:ec(?:ond)?)?|tokens? per sec(?:ond)?"
          + "|(?:generation|decode|decoding|output) speed"),
  ANSWER_LENGTH(
      "answer length",
      Dimension.COUNT,
      true,
      "(?:output|completion|answer|response|generated) (?:tokens|length)(?: per (?:request|answer))?"),
  SAMPLES(
      "samples", Dimension.COUNT, false, "requests|samples|sample size|number of requests|n|runs"),
  E2E(
      "E2E",
      Dimension.TIME,
      true,
      "latency|e2e|e2el|end to end|response time|request time|duration|total time");

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

  private final String words;
  private final Dimension dimension;
  private final boolean lowerIsBetter;
  private final Pattern pattern;

  Measure(String words, Dimension dimension, boolean lowerIsBetter, String pattern) {
    this.words = words;
    this.dimension = dimension;
    this.lowerIsBetter = lowerIsBetter;
    this.pattern = Pattern.compile("\\b(?:" + pattern + ")(?![\\p{L}\\p{N}])");
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

  /** Whether means and percentiles of it make sense. */
  boolean spreads() {
    return dimension == Dimension.TIME || dimension == Dimension.RATE;
  }

  boolean isNamedIn(String plain) {
    return pattern.matcher(plain).find();
  }

  static final List<Measure> IN_ORDER = List.of(values());
}
