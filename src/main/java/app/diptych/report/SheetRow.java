package app.diptych.report;

import app.diptych.timing.MetricName.Source;

/**
 * The rows of a benchmark sheet: the eight of the usual table, characters beside tokens, and what a
 * group of requests comes to.
 */
public enum SheetRow {
  MEAN(
      "E2E, mean",
      "ms",
      "Mean request latency, from when a request is handed over, connecting included, to its last"
          + " delta.",
      Source.AIPERF),
  P50("E2E, p50", "ms", "Half of the requests were answered in this time or less.", Source.AIPERF),
  P95("E2E, p95", "ms", "95 of 100 requests were answered in this time or less.", Source.AIPERF),
  P99("E2E, p99", "ms", "99 of 100 requests were answered in this time or less.", Source.AIPERF),
  THROUGHPUT(
      "Throughput per user",
      "tok/s",
      "Output tokens a second of one request, 1 / ITL, mean; the wait for the first token is not in it.",
      Source.AIPERF),
  CHARACTERS(
      "Characters per user",
      "char/s",
      "Characters a second of one request, mean: comparable where two models count tokens differently.",
      Source.DIPTYCH),
  TTFT(
      "TTFT, mean",
      "ms",
      "Mean time to first token, from when a request is handed over, connecting included, to its"
          + " first delta.",
      Source.AIPERF),
  ERROR_RATE(
      "Error rate",
      "%",
      "Failed requests of those that were answered or failed; stopped and unsent ones are neither.",
      Source.AIPERF),
  AVAILABILITY(
      "Availability",
      "%",
      "Requests that did not fail through the provider, of those that were answered or failed: a wrong"
          + " key or a prompt that is too long is not its fault.",
      Source.DIPTYCH),
  TOTAL(
      "Throughput, total",
      "tok/s",
      "All output tokens over the time from the first start to the last end, one number without an interval;"
          + " none when more than nine tenths of it were idle.",
      Source.AIPERF),
  GOOD(
      "Good requests",
      "%",
      "Requests that meet every limit, of those that were answered or failed; a metric that is missing"
          + " meets no limit.",
      Source.DIPTYCH),
  GOODPUT(
      "Goodput",
      "req/s",
      "Requests that meet every limit over the time from the first start to the last end, one number without"
          + " an interval; none when more than nine tenths of it were idle.",
      Source.AIPERF),
  COST(
      "Cost of 1M output tokens",
      "",
      "The whole cost of the requests, prompts included, for a million tokens that they wrote: one sum over"
          + " another, without an interval.",
      Source.DIPTYCH);

  private final String label;
  private final String unit;
  private final String definition;
  private final Source source;

  SheetRow(String label, String unit, String definition, Source source) {
    this.label = label;
    this.unit = unit;
    this.definition = definition;
    this.source = source;
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

  /** Whose definition it is. */
  public Source source() {
    return source;
  }
}
