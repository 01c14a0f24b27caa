package app.diptych.report;

/**
 * The rows of a benchmark sheet: the eight of the usual table, characters beside tokens, and what a
 * group of requests comes to.
 */
public enum SheetRow {
  MEAN(
      "E2E, mean",
      "ms",
      "Mean request latency, from just before a request is written to its last delta."),
  P50("E2E, p50", "ms", "Half of the requests were answered in this time or less."),
  P95("E2E, p95", "ms", "95 of 100 requests were answered in this time or less."),
  P99("E2E, p99", "ms", "99 of 100 requests were answered in this time or less."),
  THROUGHPUT(
      "Throughput per user",
      "tok/s",
      "Output tokens a second of one request, 1 / ITL, mean; the wait for the first token is not in it."),
  CHARACTERS(
      "Characters per user",
      "char/s",
      "Characters a second of one request, mean: comparable where two models count tokens differently."),
  TTFT(
      "TTFT, mean",
      "ms",
      "Mean time to first token, from just before a request is written to its first delta."),
  ERROR_RATE(
      "Error rate",
      "%",
      "Failed requests of those that were answered or failed; stopped and unsent ones are neither."),
  AVAILABILITY(
      "Availability",
      "%",
      "Requests that did not fail through the provider, of those that were answered or failed: a wrong"
          + " key or a prompt that is too long is not its fault."),
  TOTAL(
      "Throughput, total",
      "tok/s",
      "All output tokens over the time from the first start to the last end, idle time included."),
  GOOD(
      "Good requests",
      "%",
      "Requests that meet every limit, of those that were answered or failed; a metric that is missing"
          + " meets no limit."),
  GOODPUT(
      "Goodput",
      "req/s",
      "Requests that meet every limit over the time from the first start to the last end, idle time"
          + " included."),
  COST(
      "Cost of 1M output tokens",
      "",
      "The whole cost of the requests, prompts included, for a million tokens that they wrote.");

  private final String label;
  private final String unit;
  private final String definition;

  SheetRow(String label, String unit, String definition) {
    this.label = label;
    this.unit = unit;
    this.definition = definition;
  }

  /** Whether it needs limits that a good request meets. */
  boolean needsLimits() {
    return this == GOOD || this == GOODPUT;
  }

  public String label() {
    return label;
  }

  /** Empty when it stands with the value. */
  public String unit() {
    return unit;
  }

  /** One sentence. */
  public String definition() {
    return definition;
  }
}
