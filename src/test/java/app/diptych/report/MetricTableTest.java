package app.diptych.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import app.diptych.completion.Usage;
import app.diptych.report.MetricTable.Group;
import app.diptych.report.MetricTable.Line;
import app.diptych.report.MetricTable.Statistic;
import app.diptych.report.MetricTable.Value;
import app.diptych.report.check.ConsistencyCheck;
import app.diptych.report.check.Figure;
import app.diptych.report.check.Finding;
import app.diptych.report.check.PublishedFigures;
import app.diptych.timing.Gaps;
import app.diptych.timing.Goodput;
import app.diptych.timing.Interval;
import app.diptych.timing.MetricName;
import app.diptych.trial.Mark;
import app.diptych.trial.MeasuredAnswer;
import app.diptych.trial.Outcome;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every metric of groups of answers, what is missing, and how it is written. */
class MetricTableTest {
  private static final String EVIL = "=1+1\",x";
  private static final GapReader NO_GAPS = groups -> groups.stream().map(_ -> new Gaps()).toList();
  private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");

  /** Its statistics stand in the columns and are no models. */
  @Test
  void itsFilesCanBeCheckedAndDoNotContradictThemselves() throws Exception {
    List<MeasuredAnswer> all = new ArrayList<>(lasting(100));
    for (int i = 1; i <= 30; i++) {
      all.add(Measured.of("gw/b_b").lasting(3_000 + i).answer());
    }
    MetricTable table = table(all, GroupBy.MODEL);
    for (String file : List.of(MetricMarkdown.write(table), MetricCsv.write(table))) {
      PublishedFigures read = PublishedFigures.read(file);
      assertThat(read.figures())
          .as(file)
          .extracting(Figure::subject)
          .contains("gw/b_b")
          .doesNotContain("mean", "p99")
          .hasSizeGreaterThan(20);
      assertThat(read.figures())
          .filteredOn(figure -> figure.subject().equals("gw/b_b"))
          .extracting(figure -> figure.metric().words())
          .contains("mean TTFT", "p95 E2E", "deviation of ITL", "p50 throughput");
      assertThat(ConsistencyCheck.of(read, 0))
          .as(file)
          .filteredOn(finding -> finding.severity() == Finding.Severity.CONTRADICTION)
          .isEmpty();
    }
  }

  @Test
  void hasEveryStatisticOfEveryMetricOfOneAnswer() throws Exception {
    // E2E of 1 to 10 s: the mean of 1 to 10 is 5.5, its sample deviation sqrt(82.5 / 9).
    Group group = only(table(lasting(10), GroupBy.MODEL));
    assertThat(group.lines())
        .extracting(Line::metric)
        .containsExactlyElementsOf(
            Arrays.stream(MetricName.values())
                .filter(metric -> metric.isOfOneAnswer() || metric == MetricName.ICL)
                .toList());
    Line latency = group.line(MetricName.E2E);
    assertThat(latency.samples()).isEqualTo(10);
    assertThat(number(latency, Statistic.MEAN)).isCloseTo(5_500, within(1e-9));
    assertThat(number(latency, Statistic.DEVIATION)).isCloseTo(3_027.6503541, within(1e-6));
    assertThat(number(latency, Statistic.P50)).isCloseTo(5_500, within(1e-9));
    // As numpy: nine tenths of the way from the first to the tenth is a tenth behind the ninth.
    assertThat(number(latency, Statistic.P90)).isCloseTo(9_100, within(1e-9));
    Line first = group.line(MetricName.TTFT);
    assertThat(number(first, Statistic.MEAN)).isCloseTo(100, within(1e-9));
    assertThat(number(first, Statistic.DEVIATION)).isCloseTo(0, within(1e-9));
  }

  @Test
  void saysHowManyAnswersAPercentileNeeds() throws Exception {
    Line seven = only(table(lasting(7), GroupBy.MODEL)).line(MetricName.E2E);
    assertThat(seven.value(Statistic.P50).missing()).isEmpty();
    assertThat(seven.value(Statistic.P90)).isEqualTo(new Value(null, "needs 10, has 7"));
    assertThat(seven.value(Statistic.P95)).isEqualTo(new Value(null, "needs 20, has 7"));
    assertThat(seven.value(Statistic.P99)).isEqualTo(new Value(null, "needs 100, has 7"));

    Line one = only(table(lasting(1), GroupBy.MODEL)).line(MetricName.E2E);
    assertThat(number(one, Statistic.MEAN)).isEqualTo(1_000);
    assertThat(one.value(Statistic.DEVIATION).missing()).isEqualTo("needs 2, has 1");

    List<MeasuredAnswer> failed = List.of(Measured.of("gw/m").ended(Outcome.FAILED).answer());
    Line none = only(table(failed, GroupBy.MODEL)).line(MetricName.E2E);
    assertThat(none.samples()).isZero();
    assertThat(none.value(Statistic.MEAN)).isEqualTo(new Value(null, "needs 1, has 0"));

    Line hundred = only(table(lasting(100), GroupBy.MODEL)).line(MetricName.E2E);
    assertThat(number(hundred, Statistic.P99)).isCloseTo(99_010, within(1e-6));
  }

  @Test
  void hasTheMetricsOfAGroupAndCountsWhatIsLeftOut() throws Exception {
    List<MeasuredAnswer> all = new ArrayList<>(lasting(10));
    Measured plain = Measured.of("gw/m");
    all.add(plain.ended(Outcome.FAILED).answer());
    all.add(plain.ended(Outcome.STOPPED).answer());
    all.add(plain.lasting(90_000).marked(Mark.CONTENDED).answer());
    Group group = only(table(all, GroupBy.GATEWAY));
    assertThat(group.name()).isEqualTo("gw");
    assertThat(group.requests()).isEqualTo(13);
    assertThat(group.line(MetricName.E2E).samples()).isEqualTo(10);
    // Ten answers of 91 tokens, from the same start: the longest takes 10 s.
    assertThat(group.total(MetricName.THROUGHPUT).value()).isEqualTo(91);
    assertThat(group.total(MetricName.ERROR_RATE).note()).isEqualTo("1 of 12");
    assertThat(group.total(MetricName.AVAILABILITY).note()).isEqualTo("11 of 12");
    assertThat(group.notes())
        .contains(
            "Left out of times: 1 answer that shared this machine with the other side.",
            "Not counted: 1 request that was stopped.");
    Group with = only(MetricTable.of(all, GroupBy.GATEWAY, ZoneOffset.UTC, 0, true, null, NO_GAPS));
    assertThat(with.line(MetricName.E2E).samples()).isEqualTo(11);
  }

  @Test
  void poolsTheGapsOfTheAnswersOfAGroup() throws Exception {
    Measured plain = Measured.of("gw/m");
    List<MeasuredAnswer> all = new ArrayList<>(lasting(2));
    all.add(plain.marked(Mark.BUFFERED).answer());
    all.add(plain.ended(Outcome.FAILED).answer());
    List<List<MeasuredAnswer>> asked = new ArrayList<>();
    GapReader reader =
        groups -> {
          asked.addAll(groups);
          Gaps gaps = new Gaps();
          gaps.add(new long[] {100_000_000, 150_000_000, 210_000_000});
          gaps.add(new long[0]);
          gaps.add(new long[0]);
          gaps.add(new long[] {2, 1});
          return List.of(gaps);
        };
    MetricTable table = MetricTable.of(all, GroupBy.MODEL, ZoneOffset.UTC, 0, false, null, reader);

    assertThat(asked).as("no burst, and none that failed").containsExactly(all.subList(0, 2));
    Group group = only(table);
    assertThat(group.lines())
        .extracting(Line::metric)
        .containsSequence(MetricName.TPOT, MetricName.ICL, MetricName.TOKENS_PER_SECOND);
    Line gaps = group.line(MetricName.ICL);
    assertThat(gaps.samples()).isEqualTo(2);
    assertThat(gaps.isEstimated()).isFalse();
    assertThat(number(gaps, Statistic.MEAN)).isCloseTo(55, within(1e-9));
    assertThat(number(gaps, Statistic.DEVIATION)).isCloseTo(Math.sqrt(50), within(1e-9));
    assertThat(number(gaps, Statistic.P50)).isCloseTo(55, within(1e-9));
    assertThat(gaps.value(Statistic.P90)).isEqualTo(new Value(null, "needs 10, has 2"));
    assertThat(group.notes())
        .contains(
            "ICL: 2 gaps of 1 answer.",
            "ICL: 2 answers have no readable deltas.",
            "ICL: 1 answer left out, because the clock went back.");
    assertThat(table.notes())
        .anyMatch(note -> note.startsWith("The samples of ICL are the gaps between deltas"));
    assertThat(MetricCsv.write(table)).contains(",ICL,ms,2,0,,,,,55.0,");
    assertThat(MetricMarkdown.write(table))
        .contains("| ICL, ms | 2 | 55.0 | ")
        .contains("\n- ICL: Inter-chunk latency: ");
    JsonNode root = JsonMapper.builder().build().readTree(MetricJson.write(table));
    JsonNode icl = root.path("groups").get(0).path("metrics").path("icl");
    assertThat(icl.path("samples").asInt()).isEqualTo(2);
    assertThat(icl.path("missing").path("p99").asString()).isEqualTo("needs 100, has 2");
  }

  @Test
  void holdsTheGapsOfAFewHundredGroupsAtATimeAndNoneIsAnothersOnes() throws Exception {
    List<MeasuredAnswer> all = new ArrayList<>();
    for (int i = 0; i < 501; i++) {
      all.add(Measured.of("gw/m%03d".formatted(i)).answer());
    }
    List<Integer> asked = new ArrayList<>();
    GapReader reader =
        groups -> {
          asked.add(groups.size());
          return groups.stream()
              .map(answers -> {
                Gaps gaps = new Gaps();
                String model = answers.getFirst().model();
                gaps.add(new long[] {0, Long.parseLong(model.substring(4)) * 1_000_000});
                return gaps;
              })
              .toList();
        };
    MetricTable table = MetricTable.of(all, GroupBy.MODEL, ZoneOffset.UTC, 0, false, null, reader);
    assertThat(asked).containsExactly(500, 1);
    for (int i : new int[] {0, 1, 499, 500}) {
      Group group = table.groups().get(i);
      assertThat(number(group.line(MetricName.ICL), Statistic.MEAN))
          .as(group.name())
          .isEqualTo(Double.parseDouble(group.name().substring(4)));
    }
  }

  /** However many gaps two answers have, they are two answers. */
  @Test
  void tellsOfHowManyAnswersTheGapsAre() throws Exception {
    GapReader reader =
        _ -> {
          Gaps gaps = new Gaps();
          gaps.add(LongStream.range(0, 1_201).toArray());
          gaps.add(new long[] {0, 1});
          gaps.add(new long[] {7});
          return List.of(gaps);
        };
    MetricTable table =
        MetricTable.of(lasting(3), GroupBy.MODEL, ZoneOffset.UTC, 0, false, null, reader);
    assertThat(only(table).notes()).contains("ICL: 1,201 gaps of 2 answers.");
    assertThat(MetricTable.METHOD).contains("of ICL one gap");
    assertThat(only(table(lasting(3), GroupBy.MODEL)).notes())
        .as("no gap at all")
        .noneMatch(note -> note.startsWith("ICL"));
  }

  @Test
  void countsGoodRequestsWhereThereAreLimits() throws Exception {
    Goodput good = Goodput.parse(List.of("E2E=4000"));
    MetricTable table =
        MetricTable.of(lasting(10), GroupBy.MODEL, ZoneOffset.UTC, 2, false, good, NO_GAPS);
    Group group = only(table);
    assertThat(group.total(MetricName.GOODPUT).value()).isEqualTo(0.4);
    assertThat(group.notes()).contains("Good requests: 4 of 10.");
    assertThat(table.notes())
        .contains("A good request: E2E at most 4000 ms.", "2 copies of requests were left out.");
    Group without = only(table(lasting(10), GroupBy.MODEL));
    assertThatThrownBy(() -> without.total(MetricName.GOODPUT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void putsAnAnswerIntoTheGroupOfEachOfItsTagsAndTellsHowManyAreInNone() throws Exception {
    MetricTable table =
        table(
            List.of(
                Measured.of("gw/m").tagged("fast", "night").answer(),
                Measured.of("gw/m").lasting(3_000).tagged("fast").answer(),
                Measured.of("gw/m").answer()),
            GroupBy.TAG);
    assertThat(table.groups()).extracting(Group::name).containsExactly("fast", "night");
    assertThat(table.groups()).extracting(Group::requests).containsExactly(2, 1);
    assertThat(number(table.groups().getFirst().line(MetricName.E2E), Statistic.MEAN))
        .isEqualTo(2_000);
    assertThat(table.notes())
        .contains(
            "1 answer of sessions without a tag: in no group.",
            "1 answer of sessions with several tags: in the group of each.");
  }

  @Test
  void namesTheZoneOfItsHours() throws Exception {
    List<MeasuredAnswer> all =
        List.of(
            Measured.of("gw/m").answer(),
            Measured.of("gw/m").at(Measured.NOON.plusSeconds(7_200)).answer());
    MetricTable table = MetricTable.of(all, GroupBy.HOUR_OF_DAY, KOLKATA, 0, false, null, NO_GAPS);
    assertThat(table.groups()).extracting(Group::name).containsExactly("17:00", "19:00");
    assertThat(table.words()).isEqualTo("hour in Asia/Kolkata");
    assertThat(MetricMarkdown.write(table))
        .startsWith("All metrics by hour in Asia/Kolkata.\n")
        .contains("The hour is that in which a request was sent, in Asia/Kolkata.");
    assertThat(MetricCsv.write(table))
        .contains("\r\nhour in Asia/Kolkata,19:00,,E2E,ms,1,0,,")
        .as("one hour of many days has no rate over time")
        .doesNotContain(",total tok/s,");
  }

  @Test
  void writesMarkdownInWhichNothingOfOthersIsMarkup() throws Exception {
    Measured estimated = Measured.of("gw/<b>|x").tokens(91, Usage.Source.ESTIMATED);
    String text = MetricMarkdown.write(table(List.of(estimated.answer()), GroupBy.MODEL));
    assertThat(text)
        .contains("\n**gw/\\<b\\>\\|x**: 1 request.")
        .contains("\n| | n | mean | deviation | p50 | p90 | p95 | p99 |\n")
        .contains("| TTFT, ms | 1 | 100 | \u2013 (needs 2, has 1) |")
        .contains("| \u2013 (needs 100, has 1) |\n")
        .contains("\n- error rate, %: 0 ")
        .contains("(0 of 1)")
        .contains("\n- TTFT: Time to first token: ")
        .contains(MetricTable.METHOD);
    assertThat(text)
        .as("estimated tokens are marked")
        .contains("| ITL, ms | 1 (\\~ 1 of 1 estimated) | \\~10.0 |");
  }

  @Test
  void writesCsvThatNoSpreadsheetRuns() throws Exception {
    MetricTable table = table(List.of(Measured.of(EVIL).answer()), GroupBy.MODEL);
    List<String> lines = MetricCsv.write(table.titled(Map.of(EVIL, "+cmd"))).lines().toList();
    assertThat(lines.getFirst())
        .isEqualTo(
            "by,group,title,metric,unit,samples,estimated,value,low,high,at_least,"
                + "mean,deviation,p50,p90,p95,p99,note");
    Group group = only(table);
    int ofGroup = 2 + group.lines().size() + group.totals().size();
    assertThat(lines).hasSize(ofGroup + table.notes().size());
    assertThat(lines.get(ofGroup))
        .as("what holds for all of it stands at the end")
        .isEqualTo("model,,,note" + ",".repeat(14) + "\"" + MetricTable.METHOD + "\"");
    assertThat(lines.subList(1, ofGroup))
        .allMatch(line -> line.startsWith("model,\"'=1+1\"\",x\",'+cmd,"));
    assertThat(lines.get(1)).contains(",requests,,1,,1.0,,,,,,,,,,");
    assertThat(lines.get(2))
        .endsWith(
            ",TTFT,ms,1,0,,,,,100.0,,,,,,\"deviation needs 2, has 1; p50 needs 2, has 1; p90 needs 10,"
                + " has 1; p95 needs 20, has 1; p99 needs 100, has 1\"");
    assertThat(lines)
        .filteredOn(line -> line.contains(",error rate,%,1,,0.0,"))
        .singleElement()
        .asString()
        .endsWith(",false,,,,,,,0 of 1");
    int columns = lines.getFirst().split(",", -1).length;
    assertThat(lines.subList(ofGroup - 1, lines.size()))
        .allMatch(line -> line.replaceAll("\"[^\"]*\"", "").split(",", -1).length == columns);
  }

  @Test
  void tellsTheIntervalsOfTotalsAndWhatIsAtLeastSoMuchAsNumbers() throws Exception {
    List<MeasuredAnswer> all = new ArrayList<>(lasting(10));
    all.add(Measured.of("gw/m").ended(Outcome.FAILED).answer());
    all.add(Measured.of("gw/m").tokens(-1, Usage.Source.REPORTED).answer());
    MetricTable table = table(all, GroupBy.MODEL);
    SheetCell errors = only(table).total(MetricName.ERROR_RATE);
    SheetCell rate = only(table).total(MetricName.THROUGHPUT);
    Interval interval = Objects.requireNonNull(errors.interval());
    assertThat(errors.isAtLeast()).isFalse();
    assertThat(rate.isAtLeast()).isTrue();
    assertThat(rate.interval()).isNull();
    assertThat(MetricCsv.write(table))
        .contains(
            ",error rate,%%,12,,%s,%s,%s,false,"
                .formatted(errors.value(), interval.low(), interval.high()),
            ",total tok/s,tok/s,11,,%s,,,true,".formatted(rate.value()));
    JsonNode totals =
        JsonMapper.builder()
            .build()
            .readTree(MetricJson.write(table))
            .path("groups")
            .get(0)
            .path("totals");
    assertThat(totals.path("error_rate").path("low").asDouble()).isEqualTo(interval.low());
    assertThat(totals.path("error_rate").path("high").asDouble()).isEqualTo(interval.high());
    assertThat(totals.path("error_rate").path("atLeast").asBoolean()).isFalse();
    assertThat(totals.path("throughput").path("low").isNull()).isTrue();
    assertThat(totals.path("throughput").path("atLeast").asBoolean()).isTrue();
  }

  @Test
  void countsTheSamplesThatRestOnEstimatedTokens() throws Exception {
    Measured plain = Measured.of("gw/m");
    List<MeasuredAnswer> all = new ArrayList<>();
    for (int i = 0; i < 37; i++) {
      all.add(plain.tokens(91, i < 5 ? Usage.Source.COUNTED : Usage.Source.REPORTED).answer());
    }
    all.addAll(Collections.nCopies(3, plain.tokens(91, Usage.Source.ESTIMATED).answer()));
    all.add(plain.tokens(91, Usage.Source.ESTIMATED).ended(Outcome.FAILED).answer());
    MetricTable table = table(all, GroupBy.MODEL);
    Line line = only(table).line(MetricName.ITL);
    assertThat(line.samples()).isEqualTo(40);
    assertThat(line.estimated()).as("none that failed, and none of the own tokenizer").isEqualTo(3);
    assertThat(only(table).line(MetricName.E2E).isEstimated()).isFalse();
    assertThat(MetricMarkdown.write(table))
        .contains("| ITL, ms | 40 (\\~ 3 of 40 estimated) | \\~10.0 |")
        .contains("| E2E, ms | 40 | 1000 |");
    assertThat(MetricCsv.write(table))
        .contains(",ITL,ms,40,3,,,,,10.0,")
        .contains(",\"3 of 40 estimated; p99 needs 100, has 40\"\r\n");
    JsonNode metrics =
        JsonMapper.builder()
            .build()
            .readTree(MetricJson.write(table))
            .path("groups")
            .get(0)
            .path("metrics");
    assertThat(metrics.path("itl").path("estimated").asBoolean()).isTrue();
    assertThat(metrics.path("itl").path("estimatedSamples").asInt()).isEqualTo(3);
    assertThat(metrics.path("e2e").path("estimated").asBoolean(true)).isFalse();
    assertThat(metrics.path("e2e").path("estimatedSamples").asInt(-1)).isZero();
  }

  @Test
  void writesJsonWithTheSameNumbers() throws Exception {
    MetricTable table =
        MetricTable.of(lasting(7), GroupBy.SESSION, KOLKATA, 0, false, null, NO_GAPS)
            .titled(Map.of("s", "First"));
    JsonNode root = JsonMapper.builder().build().readTree(SheetFormat.JSON.write(table));
    assertThat(root.path("by").asString()).isEqualTo("session");
    assertThat(root.path("zone").asString()).isEqualTo("Asia/Kolkata");
    JsonNode group = root.path("groups").get(0);
    assertThat(group.path("title").asString()).isEqualTo("First");
    JsonNode latency = group.path("metrics").path("e2e");
    assertThat(latency.path("mean").asDouble()).isEqualTo(4_000);
    assertThat(latency.path("p95").isNull()).isTrue();
    assertThat(latency.path("missing").path("p95").asString()).isEqualTo("needs 20, has 7");
    assertThat(group.path("totals").path("error_rate").path("value").asDouble()).isZero();
  }

  @Test
  void isOfTheSameAnswersWhateverTheirOrderAndNeverWritesANumberThatIsNone() throws Exception {
    Random random = new Random(41);
    for (int round = 0; round < 50; round++) {
      List<MeasuredAnswer> all = new ArrayList<>();
      for (int i = random.nextInt(40); i >= 0; i--) {
        all.add(MeasuredGroupTest.random(random).answer());
      }
      List<MeasuredAnswer> shuffled = new ArrayList<>(all);
      Collections.shuffle(shuffled, random);
      for (GroupBy by : GroupBy.values()) {
        MetricTable table = table(all, by);
        assertThat(table).isEqualTo(table(shuffled, by));
        assertThat(MetricMarkdown.write(table) + MetricCsv.write(table) + MetricJson.write(table))
            .doesNotContain("NaN")
            .doesNotContain("Infinity");
      }
    }
  }

  @Test
  void readsWhatToGroupByAsItIsTyped() {
    assertThat(GroupBy.parse("hour")).isEqualTo(GroupBy.HOUR_OF_DAY);
    assertThat(GroupBy.parse(" Tag")).isEqualTo(GroupBy.TAG);
    assertThatThrownBy(() -> GroupBy.parse("day"))
        .hasMessage(
            "\"day\" is nothing to group by. There are: session, model, gateway, tag, hour.");
  }

  /** So many answers from the same start, of 1 s, 2 s and so on. */
  private static List<MeasuredAnswer> lasting(int seconds) {
    List<MeasuredAnswer> all = new ArrayList<>();
    for (int i = 1; i <= seconds; i++) {
      all.add(Measured.of("gw/m").lasting(i * 1_000L).answer());
    }
    return all;
  }

  private static MetricTable table(List<MeasuredAnswer> answers, GroupBy by) throws Exception {
    return MetricTable.of(answers, by, ZoneOffset.UTC, 0, false, null, NO_GAPS);
  }

  private static Group only(MetricTable table) {
    assertThat(table.groups()).hasSize(1);
    return table.groups().getFirst();
  }

  private static double number(Line line, Statistic statistic) {
    return Objects.requireNonNull(line.value(statistic).number());
  }
}
