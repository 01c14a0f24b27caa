package app.diptych.report.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How names, units and numbers are read that people publish. */
class PublishedFiguresTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Average Latency (ms)|mean E2E",
        "**P95 Latency (ms)**|p95 E2E",
        "95th percentile latency|p95 E2E",
        "P99.9 latency|p99.9 E2E",
        "Median end-to-end latency|p50 E2E",
        "p50 [ms]|p50 E2E",
        "Time to First Token (ms)|mean TTFT",
        "TTFT p99 (s)|p99 TTFT",
        "First-token latency|mean TTFT",
        "Inter-token latency|mean ITL",
        "Time per output token (TPOT)|mean ITL",
        "Throughput (tokens/sec)|mean throughput",
        "Output tokens/s|mean throughput",
        "Total throughput (t/s)|mean total throughput",
        "Error Rate (%)|error rate",
        "Uptime SLA|availability",
        "Cost per 1M Output Tokens|output price",
        "Input Price (per 1M tokens)|input price",
        "$ / 1M input tokens cost|input price",
        "HolySheep Savings vs Official|savings",
        "Gateway overhead p50|p50 gateway overhead",
        "max response time|highest E2E",
        "Output tokens|answer length",
        "Requests|samples"
      })
  void readsTheNamesOfMetrics(String label, String words) {
    assertThat(MetricName.of(label)).map(MetricName::words).contains(words);
  }

  @ParameterizedTest
  @CsvSource({"Context window", "Parameter Count", "Llama 4 Scout", "Multimodal", "''", "Colour"})
  void doesNotGuessWhatItDoesNotKnow(String label) {
    assertThat(MetricName.of(label)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2,340ms|E2E||2340",
        "1.2 s|E2E||1200.0",
        "1,2 s|E2E||1200.0",
        "1.234,5 ms|E2E||1234.5",
        "38|E2E|Latency (s)|38000",
        "**38**|E2E|Latency|38",
        "180 \u00b5s|E2E||0.180",
        "142 t/s|THROUGHPUT||142",
        "89 tokens per second|THROUGHPUT||89",
        "0.02%|ERROR_RATE||0.02",
        "$0.35|OUTPUT_PRICE||0.35",
        "$0.35/1K tokens|OUTPUT_PRICE||350.00",
        "0.00000035 USD|OUTPUT_PRICE|price per token|0.35000000",
        "-73%|SAVINGS||73",
        "~1 500 ms|E2E||1500",
        "1 50 ms|E2E||none",
        "1_500 ms|E2E||1500",
        "12 of 13|E2E||none",
        "38ms|THROUGHPUT||none",
        "5 t/s|E2E||none",
        "-3 ms|E2E||none",
        "-1%|ERROR_RATE||none",
        "$5|E2E||none",
        "fast|E2E||none",
        "1.2.3 ms|E2E||none"
      })
  void readsNumbersWithTheirUnits(String cell, Measure measure, String label, String value) {
    assertThat(Printed.of(cell, measure, label == null ? "" : label))
        .map(Printed::value)
        .isEqualTo(
            value.equals("none")
                ? java.util.Optional.empty()
                : java.util.Optional.of(new BigDecimal(value)));
  }

  @Test
  void boundsAndRangesSayWhatTheySay() {
    Printed below = Printed.of("sub-50ms", Measure.E2E, "").orElseThrow();
    assertThat(below.low()).isNull();
    assertThat(below.high()).isEqualByComparingTo("50");
    Printed more = Printed.of("3,000ms+", Measure.E2E, "").orElseThrow();
    assertThat(more.low()).isEqualByComparingTo("3000");
    assertThat(more.high()).isNull();
    Printed range = Printed.of("180\u2013220 ms", Measure.E2E, "").orElseThrow();
    assertThat(range.high()).isEqualByComparingTo("220");
    Printed rounded = Printed.of("1.2 s", Measure.E2E, "").orElseThrow();
    assertThat(rounded.low()).isEqualByComparingTo("1150");
    assertThat(rounded.high()).isEqualByComparingTo("1250");
  }

  @Test
  void readsTheSameFiguresHoweverTheTableStands() throws Exception {
    String markdown =
        "| Metric | A | B |\n|---|---|---|\n| TTFT (ms) | 1 | 2 |\n| Price | $1 | $2 |\n";
    String csv = "\uFEFFMetric;A;B\nTTFT (ms);1;2\nPrice;$1;$2\n";
    String tsv = "Metric\tA\tB\nTTFT (ms)\t1\t2\nPrice\t$1\t$2\n";
    String transposed = "Model,TTFT (ms),Price\nA,1,$1\nB,2,$2\n";
    for (String text : new String[] {markdown, csv, tsv, transposed}) {
      assertThat(PublishedFigures.read(text).figures())
          .as(text)
          .extracting(figure -> figure.subject() + " " + figure.words())
          .containsExactlyInAnyOrder("A mean TTFT 1", "B mean TTFT 2", "A price $1", "B price $2");
    }
  }

  @Test
  void tellsWhatItLeavesOut() throws Exception {
    PublishedFigures read =
        PublishedFigures.read(
            "Metric,A\nTTFT,1 ms\nColour,red\nLatency,fast\nITL,4\nP95 latency,2,340ms\n");

    assertThat(read.figures()).hasSize(2);
    assertThat(read.notes())
        .containsExactly(
            "\"Colour\" in table 1 is no metric known here: nothing was checked.",
            "\"fast\" (A, Latency) holds no figure of a time.",
            "\"ITL\" in table 1 has no unit: read as milliseconds.",
            "Row \"P95 latency\" of table 1 has 3 cells for 2 columns, so it was not read: put quotes around figures with commas.");
  }
}
