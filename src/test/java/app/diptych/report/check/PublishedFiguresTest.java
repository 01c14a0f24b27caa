package app.diptych.report.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        "Time per output token (TPOT)|mean TPOT",
        "Inter Token Latency (ms)|mean ITL",
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
        "Output Sequence Length (tokens)|answer length",
        "max output tokens|highest answer length",
        "Output token throughput (tok/s)|mean total throughput",
        "Peak output token throughput (tok/s)|highest total throughput",
        "Output Token Throughput Per User (tokens/sec/user)|mean throughput",
        "Throughput per user, tok/s|mean throughput",
        "total tok/s|mean total throughput",
        "Throughput, total, tok/s|mean total throughput",
        "Latency at 10 req/s|mean E2E",
        "Request duration (s)|mean E2E",
        "Mean duration|mean E2E",
        "Input ($/1M tokens)|input price",
        "Price per 1M input tokens|input price",
        "Successful requests|samples",
        "Requests|samples"
      })
  void readsTheNamesOfMetrics(String label, String words) {
    assertThat(MetricName.of(label)).map(MetricName::words).contains(words);
  }

  @ParameterizedTest
  @CsvSource({
    "Context window",
    "Parameter Count",
    "Llama 4 Scout",
    "Multimodal",
    "''",
    "Colour",
    "Benchmark duration (s)",
    "Network latency",
    "Queue latency (ms)",
    "Queueing delay",
    "Cold start latency",
    "Time to Second Token (ms)",
    "Gateway overhead (%)",
    "Total generated tokens",
    "Total output tokens",
    "Input tokens",
    "Total input tokens",
    "Input token throughput (tok/s)",
    "Total token throughput (tok/s)",
    "Request throughput (req/s)",
    "Throughput (requests/sec)",
    "Goodput, req/s",
    "Characters per user, char/s",
    "prefill tok/s",
    "e2e tok/s",
    "E2E Output Token Throughput",
    "Requests per second",
    "Peak concurrent requests",
    "Good requests (%)",
    "Good requests, %",
    "Monthly cost ($)",
    "Cost per request"
  })
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
        "180/220|E2E||none",
        "180 ms / 220 ms|E2E||none",
        "1.2 \u00b1 0.1 s|E2E||1200.0",
        "\u2265 ~435|TOTAL_THROUGHPUT||435",
        "150|ERROR_RATE|Failed requests|none",
        "1.5 %|ERROR_RATE|Failed requests|1.5",
        "0.03|ERROR_RATE|Error rate|0.03",
        "$0.23 / $0.35|PRICE||none",
        "10.0 USD + 5.0 CNY|PRICE||none",
        "38 ms|PRICE||none",
        "0.35|PRICE|USD per 1,000,000 tokens|0.35",
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$0.35||USD",
        "10.0 USD||USD",
        "50.0 CNY, about 7.00 USD||CNY",
        "\u00a52.50||CNY",
        "0.35 \u20ac||EUR",
        "0.35|Output price (EUR)|EUR",
        "0.35|Output price|''"
      })
  void aPriceHasACurrencyAtItsNumberOrInItsLabel(String cell, String label, String currency) {
    assertThat(Printed.of(cell, Measure.OUTPUT_PRICE, label == null ? "" : label))
        .map(Printed::currency)
        .contains(currency);
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

  /** As AIPerf and GenAI-Perf print them, and as others do. */
  @Test
  void statisticsMayStandInTheColumnsOrTheRows() throws Exception {
    for (String text :
        new String[] {
          "### Model A\n\n| Metric | avg | p99 |\n|---|---|---|\n| TTFT (ms) | 1 | 2 |\n| ITL (ms) | 3 | 4 |\n",
          "Model A\nMetric,Unit,avg,p99,n\nTTFT,ms,1,2,30\nITL,ms,3,4,30\n",
          "model,metric,unit,mean,p99,note\nModel A,TTFT,ms,1,2,\"so, so\"\nModel A,ITL,ms,3,4,\n",
          "Model A\n,TTFT (ms),ITL (ms)\nmean,1,3\np99,2,4\n",
          "TTFT (ms)\n| Model | mean | p99 |\n|---|---|---|\n| Model A | 1 | 2 |\n\nITL (ms)\n| Model | mean | p99 |\n|---|---|---|\n| Model A | 3 | 4 |\n",
          "TTFT in ms,Model A\nmean,1\np99,2\n\nITL in ms,Model A\nmean,3\np99,4\n"
        }) {
      PublishedFigures read = PublishedFigures.read(text);
      assertThat(read.figures())
          .as(text)
          .extracting(figure -> figure.subject() + " " + figure.words())
          .containsExactlyInAnyOrder(
              "Model A mean TTFT 1",
              "Model A p99 TTFT 2",
              "Model A mean ITL 3",
              "Model A p99 ITL 4");
      assertThat(read.notes()).as(text).isEmpty();
    }
  }

  @Test
  void readsATableThatIsDrawnInATerminal() throws Exception {
    PublishedFigures read =
        PublishedFigures.read(
            """
            INFO     Benchmark completed successfully

                      NVIDIA AIPerf | LLM Metrics
            \u250f\u2501\u2501\u2501\u2501\u2501\u2501\u2533\u2501\u2501\u2501\u2501\u2501\u2501\u2533\u2501\u2501\u2501\u2501\u2513
            \u2503          Metric \u2503   avg \u2503  min \u2503
            \u2521\u2501\u2501\u2501\u2501\u2501\u2501\u2547\u2501\u2501\u2501\u2501\u2501\u2501\u2547\u2501\u2501\u2501\u2501\u2529
            \u2502 Request Latency \u2502 456.7 \u2502 389.\u2026 \u2502
            \u2502            (ms) \u2502       \u2502      \u2502
            \u2502       TTFT (ms) \u2502 89.34 \u2502 67.4 \u2502
            \u2514\u2500\u2500\u2500\u2500\u2500\u2500\u2534\u2500\u2500\u2500\u2500\u2500\u2500\u2534\u2500\u2500\u2500\u2500\u2518
            """);

    assertThat(read.figures())
        .extracting(figure -> figure.subject() + ": " + figure.words())
        .containsExactly(
            "NVIDIA AIPerf | LLM Metrics: mean E2E 456.7",
            "NVIDIA AIPerf | LLM Metrics: mean TTFT 89.34",
            "NVIDIA AIPerf | LLM Metrics: lowest TTFT 67.4");
    assertThat(read.notes())
        .containsExactly(
            "\"Request Latency\" in NVIDIA AIPerf | LLM Metrics has no unit: read as milliseconds.",
            "\"389.\u2026\" (NVIDIA AIPerf | LLM Metrics, min Request Latency) holds no figure of a time.");
  }

  @Test
  void anEmptyFirstCellEndsNoTable() throws Exception {
    assertThat(
            PublishedFigures.read(
                    "||A|B|\n|---|---|---|\n|TTFT (ms)|1|2|\n|| | |\n|ITL (ms)|3|4|\n")
                .figures())
        .extracting(figure -> figure.subject() + " " + figure.words())
        .containsExactly("A mean TTFT 1", "B mean TTFT 2", "A mean ITL 3", "B mean ITL 4");
  }

  @Test
  void aModelMayBeCalledAfterAMetric() throws Exception {
    assertThat(
            PublishedFigures.read(
                    """
                    Model,Mean (ms),p99 (ms)
                    A,10,20
                    Low Latency B,10,20

                    TTFT (ms)
                    Model,Mean,p99
                    A,10,20
                    Low Latency B,10,20
                    """)
                .figures())
        .extracting(figure -> figure.subject() + " " + figure.metric().words())
        .containsExactly(
            "A mean E2E",
            "A p99 E2E",
            "Low Latency B mean E2E",
            "Low Latency B p99 E2E",
            "A mean TTFT",
            "A p99 TTFT",
            "Low Latency B mean TTFT",
            "Low Latency B p99 TTFT");
  }

  @Test
  void ofWhatHasNoDistributionOnlyTheMeanIsRead() throws Exception {
    assertThat(
            PublishedFigures.read("Metric,avg,p99\nError rate (%),1,5\nP95 latency (ms),200,900\n")
                .figures())
        .extracting(Figure::words)
        .containsExactly("error rate 1", "p95 E2E 200");
  }

  @Test
  void tablesOfOneNameAreNotOneTable() throws Exception {
    String table = "Results\n| Metric | avg | p99 |\n|---|---|---|\n| TTFT (ms) | %d | %d |\n\n";
    PublishedFigures read = PublishedFigures.read(table.formatted(1, 2) + table.formatted(30, 40));
    assertThat(read.figures())
        .extracting(Figure::subject)
        .containsExactly("Results", "Results", "Results, table 2", "Results, table 2");
    assertThat(ConsistencyCheck.of(read, 0)).isEmpty();
  }

  @Test
  void tellsWhyNothingWasUnderstood() {
    assertThatThrownBy(() ->
            PublishedFigures.read("Metric,A\nP50 latency (ms),1,200\nP95 latency (ms),2,300\n"))
        .isInstanceOf(UnreadableTable.class)
        .hasMessage(
            "No figure was understood. Row \"P50 latency (ms)\" of table 1 has 3 cells for 2 columns,"
                + " so it was not read: put quotes around figures with commas. Row \"P95 latency (ms)\""
                + " of table 1 has 3 cells for 2 columns, so it was not read: put quotes around figures"
                + " with commas.");
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
