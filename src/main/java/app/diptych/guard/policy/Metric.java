package app.diptych.guard.policy;

import app.diptych.guard.Words;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** What a policy can be about. */
public enum Metric {
  ERROR_RATE("error_rate", true, true, "error rate"),
  AVAILABILITY("availability", true, false, "availability"),
  /** Does not say which time it means; read as the time to first token. */
  LATENCY_P95("latency_p95", false, true, "p95 latency"),
  TTFT_P95("ttft_p95", false, true, "p95 of the time to first token"),
  E2E_P95("e2e_p95", false, true, "p95 of the end-to-end time");

  private final String word;
  private final boolean share;
  private final boolean badWhenHigh;
  private final String words;

  Metric(String word, boolean share, boolean badWhenHigh, String words) {
    this.word = word;
    this.share = share;
    this.badWhenHigh = badWhenHigh;
    this.words = words;
  }

  /** As a policy writes it. */
  public String word() {
    return word;
  }

  /** As a sentence says it. */
  public String words() {
    return words;
  }

  /** Whether it is a share, 0 to 1; else a time in milliseconds. */
  public boolean isShare() {
    return share;
  }

  boolean isBadWhenHigh() {
    return badWhenHigh;
  }

  boolean isTimeToFirstToken() {
    return this == LATENCY_P95 || this == TTFT_P95;
  }

  /** Whether a value is worse than another. */
  boolean isWorse(BigDecimal value, BigDecimal than) {
    return badWhenHigh ? value.compareTo(than) > 0 : value.compareTo(than) < 0;
  }

  String text(BigDecimal value) {
    return share
        ? Words.percent(value.doubleValue())
        : Words.time(Duration.ofMillis(value.longValue()));
  }

  static Optional<Metric> of(String word) {
    return Stream.of(values()).filter(metric -> metric.word.equals(word)).findAny();
  }
}
