package app.diptych.report.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.report.check.Finding.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What published figures give away about themselves. */
class ConsistencyCheckTest {
  @Test
  void meanLatencyBelowTimeToFirstTokenIsAContradiction() throws Exception {
    List<Finding> found = playbook("ttft-within-e2e", Severity.CONTRADICTION);

    assertThat(found)
        .extracting(Finding::numbers)
        .containsExactly(
            List.of("mean TTFT 180ms", "mean E2E 38ms"),
            List.of("mean TTFT 220ms", "mean E2E 45ms"),
            List.of("mean TTFT 1,200ms", "mean E2E 890ms"));
    assertThat(found.getFirst().sentence())
        .isEqualTo(
            "mean TTFT 180ms is above mean E2E 38ms: a request cannot end before its first token, so mean TTFT <= mean E2E.");
    assertThat(playbook("ttft-within-e2e", Severity.DOUBT))
        .as("even 95 of 100 would have ended before the mean first token")
        .extracting(Finding::numbers)
        .contains(List.of("mean TTFT 180ms", "p95 E2E 156ms"));
  }

  @Test
  void throughputAndLatencyDoNotFitAnyAnswer() throws Exception {
    List<Finding> found = playbook("e2e-is-ttft-plus-tokens", Severity.CONTRADICTION);

    assertThat(found)
        .extracting(Finding::numbers)
        .containsExactly(
            List.of("mean E2E 38ms", "1,581 ms"),
            List.of("mean E2E 45ms", "2,456 ms"),
            List.of("mean E2E 890ms", "5,622 ms"));
    assertThat(found.getFirst().sentence())
        .contains("200 tokens (assumed, none is stated)")
        .contains("180ms + 199 x 7.04 ms (from mean throughput 142 t/s)")
        .endsWith("No length fits, not even one token.");
  }

  @Test
  void twoFiguresForOneThingAreAContradiction() throws Exception {
    assertThat(playbook("one-figure-for-one-thing", Severity.CONTRADICTION))
        .extracting(Finding::numbers)
        .containsExactly(
            List.of("p95 E2E 156ms", "p95 E2E 980ms"), List.of("p95 E2E 198ms", "p95 E2E 1,200ms"));
  }

  @Test
  void savingsAreComputedAgainWithTheirDenominator() throws Exception {
    List<Finding> found = playbook("savings-have-a-denominator", Severity.CONTRADICTION);

    assertThat(found).as("96 % of 8 is right").hasSize(2);
    assertThat(found.get(0).subject()).isEqualTo("Qwen 3 72B");
    assertThat(found.get(0).numbers())
        .containsExactly("95% vs Claude Sonnet 4.5 ($15/MTok)", "97.2 %");
    assertThat(found.get(0).sentence())
        .contains("1 - 0.42/15 = 97.2 %")
        .contains(
            "What would give the printed figure: 1 - 0.42/8 = 94.75 % (output price of GPT-4.1");
    assertThat(found.get(1).subject()).isEqualTo("DeepSeek V3.2");
    assertThat(found.get(1).numbers())
        .containsExactly("94% vs Gemini 2.5 Flash ($2.50/MTok)", "83.2 %");
    assertThat(found.get(1).sentence()).contains("1 - 0.42/8 = 94.75 % (output price of GPT-4.1");
  }

  @Test
  void percentilesGoUp() throws Exception {
    assertThat(check("Metric,A\nP50 (ms),30\nP95 (ms),20\nmedian TTFT (ms),5\nTTFT p99,4\n"))
        .extracting(Finding::numbers)
        .containsExactlyInAnyOrder(
            List.of("p50 E2E 30", "p95 E2E 20"), List.of("p50 TTFT 5", "p99 TTFT 4"));
    assertThat(check("Metric,A\nP50 (ms),20\nP95 (ms),20\n")).isEmpty();
    assertThat(check("Metric,A\nP50,1180 ms\nP95 latency,1.2 s\nmin latency,1.2 s\n"))
        .as("1.2 s may be 1,150 ms")
        .isEmpty();
  }

  @Test
  void meanIsNotBelowWhatPercentilesForce() throws Exception {
    List<Finding> found =
        check("Metric,A\nmean latency,50 ms\np50 latency,100 ms\np90 latency,200 ms\n");

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().rule()).isEqualTo("mean-within-percentiles");
    assertThat(found.getFirst().sentence())
        .isEqualTo(
            "mean E2E 50 ms is below what the percentiles force: mean >= 0.4 x p50 + 0.1 x p90 = 59.8 ms.");
    assertThat(check("Metric,A\nmean latency,61 ms\np50 latency,100 ms\np90 latency,200 ms\n"))
        .isEmpty();
  }

  @Test
  void meanIsNotAboveWhatPercentilesAndMaximumAllow() throws Exception {
    String table = "Metric,A\nmean latency,%s ms\np50 latency,100 ms\nmax latency,200 ms\n";

    assertThat(check(table.formatted(170)))
        .singleElement()
        .extracting(Finding::sentence)
        .isEqualTo(
            "mean E2E 170 ms is above what the percentiles and the maximum allow: mean <= 0.5 x p50 + 0.5 x highest = 151 ms.");
    assertThat(check(table.formatted(149))).isEmpty();
    assertThat(check(table.formatted(170).replace("max latency,200 ms\n", ""))).isEmpty();
  }

  /** As AIPerf prints it, with figures that cannot be. */
  @Test
  void statisticsInColumnsAreHeldAgainstEachOther() throws Exception {
    assertThat(
            check(
                """
                | Metric | avg | min | max | p99 | p90 | p50 |
                |---|---|---|---|---|---|---|
                | TTFT (ms) | 180 | 20 | 100 | 90 | 80 | 300 |
                """))
        .extracting(Finding::sentence)
        .contains(
            "p50 TTFT 300 is above p99 TTFT 90: of the same values p50 <= p99.",
            "mean TTFT 180 is above highest TTFT 100: no mean is above the highest value.");
    assertThat(check("Metric,avg,min\nTTFT (ms),10,20\n"))
        .extracting(Finding::sentence)
        .containsExactly(
            "mean TTFT 10 is below lowest TTFT 20: no mean is below the lowest value.");
  }

  /** AIPerf 0.3, its README, 2026-11. */
  @Test
  void aSoundTableOfAiPerfIsSound() throws Exception {
    assertThat(
            check(
                """
                | Metric | avg | min | max | p99 | p90 | p75 | std |
                |---|---|---|---|---|---|---|---|
                | Time to First Token (ms) | 18.26 | 11.22 | 106.32 | 68.82 | 27.76 | 16.62 | 12.07 |
                | Time to Second Token (ms) | 11.40 | 0.02 | 85.91 | 34.54 | 12.59 | 11.65 | 7.01 |
                | Request Latency (ms) | 487.30 | 267.07 | 769.57 | 715.99 | 580.83 | 536.17 | 79.60 |
                | Inter Token Latency (ms) | 11.23 | 8.80 | 13.17 | 12.48 | 11.73 | 11.37 | 0.45 |
                | Output Token Throughput Per User (tokens/sec/user) | 89.23 | 75.93 | 113.60 | 102.28 | 90.91 | 90.29 | 3.70 |
                | Output Sequence Length (tokens) | 42.83 | 24.00 | 65.00 | 64.00 | 52.00 | 47.00 | 7.21 |
                | Input Sequence Length (tokens) | 10.00 | 10.00 | 10.00 | 10.00 | 10.00 | 10.00 | 0.00 |
                | Output Token Throughput (tokens/sec) | 10,944.03 | N/A | N/A | N/A | N/A | N/A | N/A |
                | Request Throughput (requests/sec) | 255.54 | N/A | N/A | N/A | N/A | N/A | N/A |
                | Request Count (requests) | 711.00 | N/A | N/A | N/A | N/A | N/A | N/A |
                """))
        .isEmpty();
  }

  @Test
  void aHeadingMayNameWhatTheStatisticsAreOf() throws Exception {
    assertThat(
            check(
                """
                ## Latency (ms)

                | Model | Mean | p50 | p95 | p99 |
                |---|---|---|---|---|
                | A | 20 | 15 | 40 | 30 |
                | B | 20 | 15 | 40 | 50 |
                """))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.subject()).isEqualTo("A");
          assertThat(finding.numbers()).containsExactly("p95 E2E 40", "p99 E2E 30");
        });
  }

  /** The metrics that {@code vllm bench serve} prints, of a run with speculative decoding. */
  @Test
  void aTableOfVllmBenchServeIsSound() throws Exception {
    String table =
        """
        | Metric | Value |
        |---|---:|
        | Successful requests | 300 |
        | Failed requests | 150 |
        | Maximum request concurrency | 25 |
        | Request rate configured (RPS) | 1.50 |
        | Benchmark duration (s) | 1869.43 |
        | Total input tokens | 1202858 |
        | Total generated tokens | 150317 |
        | Request throughput (req/s) | 0.16 |
        | Output token throughput (tok/s) | 80.41 |
        | Peak output token throughput (tok/s) | 61.00 |
        | Peak concurrent requests | 28.00 |
        | Total token throughput (tok/s) | 723.84 |
        | Mean TTFT (ms) | 34710.68 |
        | Median TTFT (ms) | 33368.32 |
        | P99 TTFT (ms) | 69799.94 |
        | Mean TPOT (ms) | 237.06 |
        | Median TPOT (ms) | 236.59 |
        | P99 TPOT (ms) | 309.93 |
        | Mean ITL (ms) | 601.04 |
        | Median ITL (ms) | 425.67 |
        | P99 ITL (ms) | 1407.39 |
        | Mean E2EL (ms) | 150963.71 |
        | Median E2EL (ms) | 151665.88 |
        | P99 E2EL (ms) | 274598.85 |
        """;
    assertThat(check(table)).isEmpty();
    assertThat(check(table, 501)).as("150317 tokens of 300 answers").isEmpty();
    assertThat(check(table.replace("69799.94", "9799.94")))
        .as("and is still held against itself")
        .isNotEmpty();
  }

  @Test
  void figuresOfRealMeasurementsAreNeverFoundContradictory() throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      int n = 1_000 + random.nextInt(2_000);
      double spread = 0.1 + random.nextDouble() * 1.5;
      double[] ttft = new double[n];
      double[] e2e = new double[n];
      double itl = 2 + random.nextInt(40);
      int tokens = 2 + random.nextInt(400);
      for (int i = 0; i < n; i++) {
        ttft[i] = 50 * Math.exp(random.nextGaussian() * spread);
        e2e[i] = ttft[i] + (tokens - 1) * itl;
      }
      String table =
          "Metric,A\n"
              + row("mean E2E", mean(e2e))
              + row("p50 E2E", percentile(e2e, 50))
              + row("p95 E2E", percentile(e2e, 95))
              + row("p99 E2E", percentile(e2e, 99))
              + row("max E2E", percentile(e2e, 100))
              + row("mean TTFT", mean(ttft))
              + row("p95 TTFT", percentile(ttft, 95))
              + row("ITL", itl)
              + "Output tokens,"
              + tokens
              + "\n";
      assertThat(check(table))
          .as(table)
          .filteredOn(f -> f.severity() == Severity.CONTRADICTION)
          .isEmpty();
    }
  }

  @Test
  void statedLengthIsTakenAndALittleSlackAllowed() throws Exception {
    String table = "Metric,A\nMean latency,%s ms\nTTFT,100 ms\nTPOT,10 ms\n";

    assertThat(check(table.formatted(1_090), 100)).isEmpty();
    assertThat(check(table.formatted(1_300), 100)).isEmpty();
    assertThat(check(table.formatted(2_090), 100))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.severity()).isEqualTo(Severity.CONTRADICTION);
          assertThat(finding.sentence())
              .contains("100 tokens (as stated)")
              .endsWith("An answer of 200 tokens would fit.");
        });
    assertThat(check(table.formatted(490)))
        .as("nobody said how long")
        .singleElement()
        .extracting(Finding::severity)
        .isEqualTo(Severity.DOUBT);
    assertThat(check(table.formatted(1_090) + "Output tokens,100\n")).isEmpty();
  }

  @Test
  void savingsWithoutDenominatorSayWhichWouldDo() throws Exception {
    String table = "Model,Output price,Savings\nNew,$1,%s\nOld,$4,\nOther,$2,\n";

    assertThat(check(table.formatted("75%")))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.severity()).isEqualTo(Severity.DOUBT);
          assertThat(finding.sentence())
              .contains("does not say compared to what")
              .contains("1 - 1/4 = 75 % (output price of Old)");
        });
    assertThat(check(table.formatted("90%")))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.severity()).isEqualTo(Severity.CONTRADICTION);
          assertThat(finding.sentence())
              .endsWith("No price in the tables gives the printed figure.");
        });
    assertThat(check(table.formatted("50%+ vs Other"))).isEmpty();
    assertThat(check(table.formatted("80%+ vs Old"))).hasSize(1);
  }

  @Test
  void savingsAreInOneCurrency() throws Exception {
    String table = "Model,Output price,Savings\nNew,%s,68.75%% vs GPT-4.1 ($8)\n";

    assertThat(check(table.formatted("$2.50"))).isEmpty();
    assertThat(check(table.formatted("\u00a52.50")))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.severity()).isEqualTo(Severity.DOUBT);
          assertThat(finding.sentence())
              .isEqualTo(
                  "\"68.75% vs GPT-4.1 ($8)\" cannot be computed again without a rate: output price"
                      + " \u00a52.50 is in CNY and that of GPT-4.1 in USD.");
        });
    assertThat(check(table.formatted("2.50").replace("price", "price (CNY)"))).hasSize(1);
  }

  @Test
  void savingsAreOfPricesForAsManyTokens() throws Exception {
    String table = "Model,Output price per 1K tokens,Savings\nNew,$0.00035,%s%% vs Old ($%s)\n";

    assertThat(check(table.formatted("95.6", "0.008"))).isEmpty();
    assertThat(check(table.formatted("95.6", "8/MTok"))).isEmpty();
    assertThat(check(table.formatted("95.6", "0.008 per 1K"))).isEmpty();
    assertThat(check(table.formatted("90", "0.008")))
        .singleElement()
        .extracting(Finding::sentence)
        .asString()
        .contains("1 - 0.35/8 = 95.63 %");
  }

  @Test
  void aMinusMayTellSavingsOrTheContrary() throws Exception {
    String table = "Model,Output price,Savings\nNew,$%s,%s vs B ($8)\n";

    assertThat(check(table.formatted("9.60", "-20%"))).as("dearer").isEmpty();
    assertThat(check(table.formatted("6.40", "-20%"))).as("the price fell").isEmpty();
    assertThat(check(table.formatted("9.60", "20%"))).hasSize(1);
    assertThat(check(table.formatted("6.00", "-20%"))).hasSize(1);
  }

  @Test
  void aBoundFarFromTheFigureIsADoubt() throws Exception {
    assertThat(check("Metric,A\nLatency,<50 ms\n\nMetric,A\nMean latency,180 ms\n"))
        .singleElement()
        .extracting(Finding::severity)
        .isEqualTo(Severity.CONTRADICTION);
    assertThat(check("Metric,A\nLatency,<1000 ms\n\nMetric,A\nMean latency,180 ms\n"))
        .singleElement()
        .extracting(Finding::severity)
        .isEqualTo(Severity.DOUBT);
    assertThat(check("Metric,A\nLatency,<200 ms\n\nMetric,A\nMean latency,180 ms\n")).isEmpty();
  }

  @Test
  void aTableThatHoldsTogetherHasNothingFound() throws Exception {
    assertThat(
            check(
                """
                | metric | A | B |
                |---|--:|--:|
                | mean E2E | 2.09 s | 1,090 ms |
                | p50 E2E | 2.0 s | 1,000 ms |
                | p95 E2E | 3.1 s | 1,700 ms |
                | TTFT | 100 ms | 100 ms |
                | ITL | 10 ms | 5 ms |
                | Output tokens | 200 | 199 |
                | Error rate | 0.1 % | 0 |
                """))
        .isEmpty();
  }

  @Test
  void hugeOrHostileTextIsRefusedInOneSentence() {
    assertThatThrownBy(() -> PublishedFigures.read("a,b\n".repeat(300_000)))
        .isInstanceOf(UnreadableTable.class)
        .hasMessageContaining("more than 1 MB");
    assertThatThrownBy(() -> PublishedFigures.read("latency,1\n".repeat(5_000)))
        .hasMessageContaining("2,000 cells");
    assertThatThrownBy(() -> PublishedFigures.read("There is no table here, is there?"))
        .hasMessageContaining("No table was found");
    assertThatThrownBy(() -> PublishedFigures.read("colour,A\nred,1\n"))
        .hasMessageContaining("No figure was understood");
    assertThatThrownBy(() -> PublishedFigures.read("metric,A\nlatency,\"1\nttft,2\n"))
        .isInstanceOf(UnreadableTable.class);
  }

  @Test
  @Timeout(60)
  void hostileTextTakesNoTime() throws Exception {
    for (String text :
        List.of(
            "|" + "-".repeat(900_000) + "x|\n\n|a|b|\n|---|---|\n|TTFT|1 ms|\n",
            "*".repeat(900_000) + "x\n|a|b|\n|---|---|\n|TTFT|1 ms|\n",
            "|m|a|\n|---|---|\n|" + "(".repeat(900_000) + "|1|\n|TTFT|1 ms|\n",
            "|m|" + "(".repeat(900_000) + "|a|\n|---|---|---|\n|TTFT|1 ms|1 ms|\n",
            "|m|a|\n|---|---|\n|ITL|1" + " ".repeat(900_000) + "n|\n|TTFT|1 ms|\n",
            "|m|a|\n|---|---|\n|TTFT|" + "1".repeat(900_000) + "|\n|ITL|1 ms|\n")) {
      assertThat(check(text)).isEmpty();
    }
    StringBuilder models = new StringBuilder("Model,Output price,Savings\n");
    for (int i = 0; i < 600; i++) {
      models.append("m").append(i).append(",$").append(1 + i % 7).append(",50%\n");
    }
    assertThat(check(models.toString())).hasSize(600);
  }

  private static List<Finding> playbook(String rule, Severity severity) throws Exception {
    return check(Files.readString(Path.of("assets/claims/playbook-tables.md"))).stream()
        .filter(finding -> finding.rule().equals(rule) && finding.severity() == severity)
        .toList();
  }

  private static List<Finding> check(String text) throws UnreadableTable {
    return check(text, 0);
  }

  private static List<Finding> check(String text, int tokens) throws UnreadableTable {
    return ConsistencyCheck.of(PublishedFigures.read(text), tokens);
  }

  private static String row(String name, double value) {
    return String.format(Locale.ROOT, "%s,%.1f ms%n", name, value);
  }

  private static double mean(double[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElseThrow();
  }

  private static double percentile(double[] values, double percent) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double place = percent / 100 * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
