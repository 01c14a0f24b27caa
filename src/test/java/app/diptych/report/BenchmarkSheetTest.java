package app.diptych.report;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.cost.CostTotal;
import app.diptych.cost.Energy;
import app.diptych.cost.LocalCharge;
import app.diptych.cost.Money;
import app.diptych.report.BenchmarkSheet.Column;
import app.diptych.report.check.ConsistencyCheck;
import app.diptych.report.check.Figure;
import app.diptych.report.check.Finding;
import app.diptych.report.check.PublishedFigures;
import app.diptych.timing.Goodput;
import app.diptych.timing.Interval;
import app.diptych.trial.Mark;
import app.diptych.trial.MeasuredAnswer;
import app.diptych.trial.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The eight rows of a benchmark table from records, and how they are written. */
class BenchmarkSheetTest {
  private static final String EVIL = "gw/=cmd|'<script>alert(1)</script>\n# x";

  @Test
  void hasTheEightRowsForEachModelWithSamplesAndIntervals() {
    List<MeasuredAnswer> all = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      all.add(Measured.of("gw/scout").lasting(1_000 + i).costing("0.00001", "USD").answer());
    }
    all.add(Measured.of("gw/scout").ended(Outcome.FAILED).answer());
    all.add(Measured.of("gw/qwen").answer());
    BenchmarkSheet sheet = BenchmarkSheet.of(all, 0, false, null);
    assertThat(sheet.columns()).extracting(Column::model).containsExactly("gw/qwen", "gw/scout");
    Column scout = sheet.columns().getLast();
    assertThat(scout.requests()).isEqualTo(101);
    assertThat(scout.cell(SheetRow.MEAN).value()).isEqualTo(1_050.5);
    assertThat(scout.cell(SheetRow.MEAN).samples()).isEqualTo(100);
    assertThat(scout.cell(SheetRow.P50).value()).isEqualTo(1_050.5);
    // The median of 100 lies between the 40th and the 61st with 95 % (binomial table).
    assertThat(scout.cell(SheetRow.P50).interval()).isEqualTo(new Interval(1_040, 1_061));
    assertThat(scout.cell(SheetRow.P95).value()).isEqualTo(1_095.05);
    assertThat(scout.cell(SheetRow.P99).value()).isEqualTo(1_099.01);
    assertThat(scout.cell(SheetRow.P99).note()).isEqualTo("too few answers for an interval");
    assertThat(scout.cell(SheetRow.TTFT).value()).isEqualTo(100);
    assertThat(scout.cell(SheetRow.ERROR_RATE).note()).isEqualTo("1 of 101");
    // 0.00001 USD for 91 tokens
    assertThat(scout.cell(SheetRow.COST).text()).isEqualTo("0.110 USD");
    assertThat(scout.cell(SheetRow.COST).note()).isEqualTo("left out: 1 unpriced");
    assertThat(scout.notes()).contains("Spent: at least 0.001 USD.");
  }

  /** What is written here stands the test that others' tables are put to. */
  @Test
  void itsBareTableCanBeCheckedAndDoesNotContradictItself() throws Exception {
    List<MeasuredAnswer> all = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      all.add(Measured.of("gw/a|b_c").lasting(1_000 + i).costing("0.00001", "USD").answer());
    }
    String table = SheetMarkdown.bare(BenchmarkSheet.of(all, 0, false, null));
    PublishedFigures read = PublishedFigures.read(table);
    assertThat(read.figures()).hasSizeGreaterThan(6);
    assertThat(read.figures()).extracting(Figure::subject).containsOnly("gw/a|b_c");
    assertThat(read.figures())
        .filteredOn(figure -> figure.metric().words().equals("p95 E2E"))
        .singleElement()
        .satisfies(p95 ->
            assertThat(p95.printed().value().doubleValue())
                .isCloseTo(1_095.05, Offset.offset(1.0)));
    assertThat(ConsistencyCheck.of(read, 0))
        .filteredOn(finding -> finding.severity() == Finding.Severity.CONTRADICTION)
        .isEmpty();
  }

  /** So do the files that are given to others, with intervals, samples and currencies in them. */
  @Test
  void itsFilesCanBeCheckedAndDoNotContradictThemselves() throws Exception {
    List<MeasuredAnswer> all = new ArrayList<>();
    for (int i = 1; i <= 30; i++) {
      all.add(Measured.of("gw/a|b_c").lasting(1_000 + i).costing("0.00001", "USD").answer());
      all.add(Measured.of("gw/d").lasting(2_000 + i).costing("0.00002", "CNY").answer());
    }
    all.add(Measured.of("gw/d").ended(Outcome.FAILED).answer());
    BenchmarkSheet sheet =
        BenchmarkSheet.of(all, 0, false, Goodput.parse(List.of("ttft=150", "e2e=1500")));
    for (String file : List.of(SheetMarkdown.write(sheet), SheetCsv.write(sheet))) {
      PublishedFigures read = PublishedFigures.read(file);
      assertThat(read.figures())
          .as(file)
          .filteredOn(figure -> figure.subject().equals("gw/a|b_c"))
          .extracting(figure -> figure.metric().words())
          .contains(
              "mean E2E",
              "p50 E2E",
              "p95 E2E",
              "mean throughput",
              "mean TTFT",
              "error rate",
              "availability",
              "mean total throughput",
              "output price");
      assertThat(read.figures())
          .filteredOn(figure -> figure.metric().words().equals("p95 E2E"))
          .extracting(Figure::samples)
          .containsExactly(30, 30);
      assertThat(read.figures())
          .filteredOn(figure -> figure.metric().words().equals("output price"))
          .extracting(figure -> figure.printed().currency())
          .containsExactly("USD", "CNY");
      assertThat(read.notes())
          .as(file)
          .allMatch(note ->
              note.contains("Characters per user")
                  || note.contains("Good requests")
                  || note.contains("Goodput"));
      assertThat(ConsistencyCheck.of(read, 0))
          .as(file)
          .filteredOn(finding -> finding.severity() == Finding.Severity.CONTRADICTION)
          .isEmpty();
    }
  }

  /** Each 0.00001 EUR of electricity for 91 tokens: 0.10989 EUR a million, and nothing spent. */
  @Test
  void whatThisMachineCostsStandsOnTheSameAxisAndIsNotSpent() {
    Energy energy = new Energy(120_000, Duration.ofSeconds(1), "RAPL", false);
    Cost charged = new Cost.Local(energy, new LocalCharge(Money.of("0.00001", "EUR"), null));
    BenchmarkSheet sheet =
        BenchmarkSheet.of(
            List.of(
                Measured.of("here/m").costing(charged).answer(),
                Measured.of("here/m").costing(charged).answer(),
                Measured.of("here/m").costing(new Cost.Local()).answer()),
            0,
            false,
            null);
    Column here = sheet.columns().getFirst();
    assertThat(here.cell(SheetRow.COST).text()).isEqualTo("0.110 EUR");
    assertThat(here.cell(SheetRow.COST).samples()).isEqualTo(2);
    assertThat(here.cell(SheetRow.COST).note())
        .isEqualTo("local, by your tariff; left out: 1 without a charge");
    assertThat(here.notes()).noneMatch(note -> note.startsWith("Spent"));
  }

  @Test
  void whatThisMachineCostsIsAtLeastSoMuchWhereTheProcessorIsNotMeasured() {
    Energy energy =
        new Energy(
            120_000,
            Duration.ofSeconds(1),
            "GPU 0 (power, integrated)" + Energy.WITHOUT + "the processor (no RAPL here)",
            false);
    Cost charged = new Cost.Local(energy, new LocalCharge(Money.of("0.00001", "EUR"), null));
    BenchmarkSheet sheet =
        BenchmarkSheet.of(List.of(Measured.of("here/m").costing(charged).answer()), 0, false, null);
    SheetCell cost = sheet.columns().getFirst().cell(SheetRow.COST);
    assertThat(cost.isAtLeast()).isTrue();
    assertThat(cost.text()).endsWith("0.110 EUR");
    assertThat(cost.note()).isEqualTo("local, by your tariff; 1 drew more than was measured");
    CostTotal total = CostTotal.NOTHING.plus(charged);
    assertThat(total.words()).isEqualTo("local at least 0.00001 EUR");
    assertThat(total.isAtLeast()).as("nobody is paid for it").isFalse();
  }

  /** 0.00455 CNY for 91 tokens are 50 CNY a million; at 0.14 these are 7 USD. */
  @Test
  void keepsEachCurrencyAndTellsWhatItIsAboutInTheOneInCommon() {
    BenchmarkSheet sheet =
        BenchmarkSheet.of(twoCurrencies(), 0, false, null, CommonCurrencyTest.YUAN);
    SheetCell dollars = sheet.columns().getFirst().cell(SheetRow.COST);
    assertThat(dollars.text()).isEqualTo("10.0 USD");
    assertThat(dollars.aboutText()).isEmpty();
    SheetCell yuan = sheet.columns().getLast().cell(SheetRow.COST);
    assertThat(yuan.text()).isEqualTo("50.0 CNY");
    assertThat(yuan.value()).isEqualTo(50);
    assertThat(yuan.aboutText()).isEqualTo("about 7.00 USD");
    String note =
        "Costs that are \"about\" so much are converted at 1 CNY = 0.14 USD (ECB, 2026-11-26).";
    assertThat(sheet.notes()).contains(note);
    assertThat(SheetMarkdown.write(sheet))
        .contains("| Cost of 1M output tokens | 10.0 USD, n 1 | 50.0 CNY, about 7.00 USD, n 1 |")
        .contains(note);
    assertThat(SheetCsv.write(sheet))
        .contains("\r\ngw/a,Cost of 1M output tokens,,10.0,,,1,10.0 USD,,,,\r\n")
        .contains(
            "\r\ngw/b,Cost of 1M output tokens,,50.0,,,1,50.0 CNY,,7,USD,\"1 CNY = 0.14 USD (ECB, 2026-11-26)\"\r\n");
    assertThat(SheetHtml.write(sheet))
        .contains("<td>50.0 CNY<small>about 7.00 USD</small>")
        .contains("1 CNY = 0.14 USD (ECB, 2026-11-26)");
    JsonNode models = JsonMapper.builder().build().readTree(SheetJson.write(sheet)).path("models");
    assertThat(models.get(0).path("rows").path("cost").has("about")).isFalse();
    JsonNode cost = models.get(1).path("rows").path("cost");
    assertThat(cost.path("value").asDouble()).isEqualTo(50);
    assertThat(cost.path("shown").asString()).isEqualTo("50.0 CNY");
    assertThat(cost.path("about").path("amount").asString()).isEqualTo("7");
    assertThat(cost.path("about").path("currency").asString()).isEqualTo("USD");
    assertThat(cost.path("about").path("rates").get(0).path("source").asString()).isEqualTo("ECB");
  }

  @Test
  void saysWhichRateIsMissingAndConvertsNothing() {
    BenchmarkSheet sheet = BenchmarkSheet.of(twoCurrencies(), 0, false, null);
    assertThat(sheet.columns()).allMatch(column -> column.cell(SheetRow.COST).about() == null);
    assertThat(sheet.notes())
        .anyMatch(note ->
            note.startsWith(
                    "There is no rate between CNY and USD, so costs in CNY are not compared")
                && note.endsWith(": diptych prices rate CNY USD RATE --source WHO"));
  }

  private static List<MeasuredAnswer> twoCurrencies() {
    return List.of(
        Measured.of("gw/a").costing("0.00091", "USD").answer(),
        Measured.of("gw/b").costing("0.00455", "CNY").answer());
  }

  @Test
  void saysWhatIsMissingInThePlaceOfANumber() {
    BenchmarkSheet sheet =
        BenchmarkSheet.of(
            List.of(
                Measured.of("gw/m").answer(),
                Measured.of("here/m").costing(new Cost.Local()).marked(Mark.CONTENDED).answer()),
            2,
            false,
            null);
    Column one = sheet.columns().getFirst();
    assertThat(one.cell(SheetRow.P99).text()).isEqualTo(SheetCell.NONE);
    assertThat(one.cell(SheetRow.P99).note()).isEqualTo("needs 100 answers, has 1");
    assertThat(one.cell(SheetRow.MEAN).interval()).as("of one answer").isNull();
    assertThat(one.cell(SheetRow.COST).text()).isEqualTo("unpriced");
    Column local = sheet.columns().getLast();
    assertThat(local.cell(SheetRow.MEAN).note()).isEqualTo("no answer has it");
    assertThat(local.cell(SheetRow.COST).text()).isEqualTo("local");
    assertThat(local.notes())
        .containsExactly(
            "Left out of times: 1 answer that shared this machine with the other side.");
    assertThat(sheet.notes()).anyMatch(note -> note.equals("2 copies of requests were left out."));
  }

  @Test
  void countsGoodRequestsAgainstTheLimitsThatWereSet() {
    List<MeasuredAnswer> all = new ArrayList<>();
    for (int i = 1; i <= 9; i++) {
      all.add(Measured.of("gw/m").lasting(i * 1_000L).answer());
    }
    all.add(Measured.of("gw/m").ended(Outcome.FAILED).answer());
    BenchmarkSheet without = BenchmarkSheet.of(all, 0, false, null);
    assertThat(without.rows()).doesNotContain(SheetRow.GOOD, SheetRow.GOODPUT);
    BenchmarkSheet sheet =
        BenchmarkSheet.of(all, 0, false, Goodput.parse(List.of("e2e=4000", "TTFT = 100")));
    Column column = sheet.columns().getFirst();
    assertThat(column.cell(SheetRow.GOOD).note()).isEqualTo("4 of 10");
    assertThat(column.cell(SheetRow.AVAILABILITY).note()).isEqualTo("9 of 10");
    // From the same start, the longest takes 9 s.
    assertThat(column.cell(SheetRow.GOODPUT).value()).isEqualTo(4 / 9.0);
    assertThat(column.cell(SheetRow.TOTAL).value()).isEqualTo(9 * 91 / 9.0);
    assertThat(sheet.notes()).contains("A good request: TTFT at most 100 ms, E2E at most 4000 ms.");
    assertThat(SheetMarkdown.write(sheet)).contains("| Good requests, % | 40.0 \\[");
  }

  @Test
  void marksWhatRestsOnEstimatedTokens() {
    Column column =
        BenchmarkSheet.of(
                List.of(Measured.of("gw/m").tokens(91, Usage.Source.ESTIMATED).answer()),
                0,
                false,
                null)
            .columns()
            .getFirst();
    assertThat(column.cell(SheetRow.THROUGHPUT).text()).isEqualTo("~100");
    assertThat(column.cell(SheetRow.CHARACTERS).text()).doesNotContain("~");
  }

  @Test
  void anEstimateThatIsInNoNumberMarksNone() {
    Measured guessed = Measured.of("gw/m").tokens(91, Usage.Source.ESTIMATED);
    Column column =
        BenchmarkSheet.of(
                List.of(
                    Measured.of("gw/m").costing("0.01", "USD").answer(),
                    guessed.ended(Outcome.FAILED).answer(),
                    guessed.marked(Mark.CONTENDED).answer()),
                0,
                false,
                null)
            .columns()
            .getFirst();
    for (SheetRow row : List.of(SheetRow.THROUGHPUT, SheetRow.TOTAL, SheetRow.COST)) {
      assertThat(column.cell(row).text()).as(row.label()).doesNotContain("~");
      assertThat(column.cell(row).note()).as(row.label()).doesNotContain("estimated");
    }
  }

  @Test
  void everyNumberWithoutAnIntervalSaysSo() {
    for (SheetRow row : List.of(SheetRow.TOTAL, SheetRow.GOODPUT, SheetRow.COST)) {
      assertThat(row.definition()).contains("without an interval");
    }
  }

  @Test
  void writesMarkdownInWhichNothingOfOthersIsMarkup() {
    String text = SheetMarkdown.write(evil());
    List<String> lines = text.lines().toList();
    assertThat(lines.getFirst()).startsWith("| | gw/=cmd\\|'\\<script\\>alert(1)");
    assertThat(lines.subList(0, 2 + evil().rows().size()))
        .allMatch(line -> line.startsWith("|") && line.endsWith("|"));
    assertThat(text).doesNotContain("<script>").doesNotContain("\n# x");
    assertThat(text).contains(BenchmarkSheet.METHOD);
    assertThat(text).contains("| E2E, p99, ms | \u2013, n 1 (needs 100 answers, has 1) |");
    assertThat(text)
        .as("whose definitions they are")
        .contains("to its first delta. (NVIDIA AIPerf, metrics reference, read 2026-11)\n")
        .contains("where two models count tokens differently. (Diptych)\n");
  }

  @Test
  void writesCsvThatNoSpreadsheetRuns() {
    BenchmarkSheet sheet =
        BenchmarkSheet.of(List.of(Measured.of("=1+1\",x").answer()), 0, false, null);
    List<String> lines = SheetCsv.write(sheet).lines().toList();
    assertThat(lines).hasSize(1 + sheet.rows().size());
    assertThat(lines.get(1)).startsWith("\"'=1+1\"\",x\",\"E2E, mean\",ms,1000.0,,,1,1000,");
  }

  @Test
  void writesOnePageThatNeedsNothingElse() {
    String page = SheetHtml.write(evil());
    assertThat(page)
        .startsWith("<!doctype html>")
        .contains("gw/=cmd|&#39;&lt;script&gt;")
        .contains("prefers-color-scheme: dark")
        .contains("default-src 'none'")
        .contains("to its first delta. (NVIDIA AIPerf, metrics reference, read 2026-11)</li>")
        .doesNotContain("<script")
        .doesNotContain("http://")
        .doesNotContain("https://")
        .endsWith("</html>\n");
  }

  @Test
  void writesJsonWithTheSameNumbers() {
    JsonNode root = JsonMapper.builder().build().readTree(SheetJson.write(evil()));
    JsonNode model = root.path("models").get(0);
    assertThat(model.path("model").asString()).isEqualTo(EVIL);
    assertThat(model.path("rows").path("mean").path("value").asDouble()).isEqualTo(1_000);
    assertThat(model.path("rows").path("p99").path("value").isNull()).isTrue();
    assertThat(root.path("from").asString()).isEqualTo("2026-11-24T12:00:00Z");
  }

  @Test
  void neverWritesANumberThatIsNone() {
    Random random = new Random(31);
    for (int round = 0; round < 200; round++) {
      List<MeasuredAnswer> all = new ArrayList<>();
      for (int i = random.nextInt(30); i >= 0; i--) {
        all.add(MeasuredGroupTest.random(random).answer());
      }
      BenchmarkSheet sheet = BenchmarkSheet.of(all, 0, random.nextBoolean(), null);
      assertThat(SheetMarkdown.write(sheet) + SheetCsv.write(sheet) + SheetJson.write(sheet))
          .doesNotContain("NaN")
          .doesNotContain("Infinity");
    }
  }

  private static BenchmarkSheet evil() {
    return BenchmarkSheet.of(List.of(Measured.of(EVIL).answer()), 0, false, null);
  }
}
