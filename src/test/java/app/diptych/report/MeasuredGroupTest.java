package app.diptych.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.cost.CostTotal;
import app.diptych.cost.Money;
import app.diptych.timing.Doubt;
import app.diptych.timing.Goodput;
import app.diptych.timing.MetricName;
import app.diptych.timing.Share;
import app.diptych.timing.Summary;
import app.diptych.trial.Mark;
import app.diptych.trial.MeasuredAnswer;
import app.diptych.trial.Outcome;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What answers come to when they are put together, and what is left out and counted. */
class MeasuredGroupTest {

  @Test
  void leavesMarkedAnswersOutOfTimesAndCountsThem() {
    Measured plain = Measured.of("gw/m");
    List<MeasuredAnswer> all =
        answers(
            plain,
            plain.lasting(5_000).marked(Mark.CONTENDED),
            plain.lasting(6_000).marked(Mark.FAILED_OVER),
            plain.lasting(7_000).marked(Mark.ANSWERED_BY_ANOTHER),
            plain.lasting(8_000).marked(Mark.REPLAYED),
            plain.lasting(2_000).marked(Mark.BUFFERED));
    MeasuredGroup group = MeasuredGroup.of("gw/m", all, false);
    assertThat(group.summary(MetricName.E2E).count()).as("plain and buffered").isEqualTo(2);
    assertThat(group.summary(MetricName.E2E).mean()).hasValue(1_500);
    assertThat(group.summary(MetricName.TTFT).count()).as("plain").isEqualTo(1);
    assertThat(group.summary(MetricName.TOKENS_PER_SECOND).mean()).hasValue(100);
    assertThat(group.marks()).hasSize(5).containsEntry(Mark.BUFFERED, 1);
    assertThat(group.answers()).hasSize(3);

    MeasuredGroup with = MeasuredGroup.of("gw/m", all, true);
    assertThat(with.summary(MetricName.E2E).count()).isEqualTo(3);
    assertThat(with.isLeftOut(Mark.CONTENDED)).isFalse();
  }

  @Test
  void tellsFailuresOfTheProviderFromOthers() {
    Measured plain = Measured.of("gw/m");
    MeasuredGroup group =
        MeasuredGroup.of(
            "gw/m",
            answers(
                plain,
                plain,
                plain.ended(Outcome.FAILED),
                plain.ended(Outcome.REFUSED),
                plain.ended(Outcome.STOPPED),
                plain.ended(Outcome.NOT_SENT)),
            false);
    assertThat(group.errors()).isEqualTo(new Share(2, 4));
    assertThat(group.available()).isEqualTo(new Share(3, 4));
    assertThat(group.count(Outcome.STOPPED)).isEqualTo(1);
    assertThat(group.summary(MetricName.TTFT).count()).as("those that were answered").isEqualTo(2);
  }

  @Test
  void leavesWhatSharedTheMachineOutOfGoodputWhetherItFailedOrNot() {
    Measured plain = Measured.of("gw/m");
    List<MeasuredAnswer> all =
        answers(
            plain,
            plain.marked(Mark.CONTENDED),
            plain.marked(Mark.CONTENDED).ended(Outcome.FAILED));
    Goodput good = Goodput.parse(List.of("TTFT=500"));
    assertThat(MeasuredGroup.of("gw/m", all, false).good(good)).isEqualTo(new Share(1, 1));
    assertThat(MeasuredGroup.of("gw/m", all, true).good(good)).isEqualTo(new Share(2, 3));
  }

  @Test
  void aBurstMeetsNoLimitOnTimesThatMeanNothing() {
    Measured burst = Measured.of("gw/m").marked(Mark.BUFFERED);
    MeasuredGroup group = MeasuredGroup.of("gw/m", answers(burst, burst), false);
    assertThat(group.good(Goodput.parse(List.of("ITL=50")))).isEqualTo(new Share(0, 2));
    assertThat(group.good(Goodput.parse(List.of("E2E=5000")))).isEqualTo(new Share(2, 2));
  }

  @Test
  void goodputCountsTheTimeInWhichRequestsFailed() {
    Measured plain = Measured.of("gw/m");
    MeasuredGroup group =
        MeasuredGroup.of(
            "gw/m",
            answers(plain, plain.at(Measured.NOON.plusSeconds(9)).ended(Outcome.FAILED)),
            false);
    Duration over = group.throughput().duration();
    assertThat(group.goodPerSecond(Goodput.parse(List.of("TTFT=500")), over)).hasValue(0.1);
  }

  @Test
  void saysThatTheTotalIsAtLeastSoMuchWhenSomeTokensAreNotKnown() {
    Measured plain = Measured.of("gw/m");
    MeasuredGroup group =
        MeasuredGroup.of("gw/m", answers(plain, plain.tokens(-1, Usage.Source.REPORTED)), false);
    assertThat(group.withoutTokens()).isEqualTo(1);
    SheetCell cell = SheetCell.rate(group);
    assertThat(cell.text()).startsWith("\u2265 ");
    assertThat(cell.note()).isEqualTo("1 without tokens");
    MeasuredGroup none =
        MeasuredGroup.of("gw/m", answers(plain.tokens(-1, Usage.Source.REPORTED)), false);
    assertThat(SheetCell.rate(none).text()).isEqualTo("\u2013");
  }

  @Test
  void dividesAllOutputByTheTimeItTook() {
    Measured plain = Measured.of("gw/m");
    MeasuredGroup group =
        MeasuredGroup.of("gw/m", answers(plain, plain.at(Measured.NOON.plusSeconds(9))), false);
    assertThat(group.throughput().duration()).isEqualTo(Duration.ofSeconds(10));
    assertThat(group.throughput().tokensPerSecond()).hasValue(18.2);
  }

  /** As out of a batch file: nobody knows when they were written. */
  @Test
  void countsNoTokensOfAnswersWithoutTimes() {
    Measured plain = Measured.of("gw/m");
    MeasuredGroup group =
        MeasuredGroup.of(
            "gw/m",
            List.of(
                plain.answer(),
                plain.untimed(),
                plain.at(Measured.NOON.plusSeconds(9)).answer(),
                plain.untimed()),
            false);
    assertThat(group.throughput().duration()).isEqualTo(Duration.ofSeconds(10));
    assertThat(group.throughput().tokensPerSecond()).hasValue(18.2);
  }

  @Test
  void hasNoRateOverDaysOnWhichNothingWasUnderWay() {
    Measured plain = Measured.of("gw/m");
    MeasuredGroup days =
        MeasuredGroup.of(
            "gw/m", answers(plain, plain.at(Measured.NOON.plus(Duration.ofDays(2)))), false);
    Duration asked = Duration.between(plain.answer().sentAt(), plain.answer().endedAt());
    assertThat(days.throughput().busy()).isEqualTo(asked.multipliedBy(2)).isPositive();
    for (SheetCell cell :
        List.of(
            SheetCell.rate(days), SheetCell.perSecond(days, Goodput.parse(List.of("TTFT=500"))))) {
      assertThat(cell.text()).isEqualTo(SheetCell.NONE);
      assertThat(cell.value()).isNull();
      assertThat(cell.note()).isEqualTo("no request was under way for 99.9 % of the time");
    }
    assertThat(
            SheetCell.rate(
                    MeasuredGroup.of(
                        "gw/m", answers(plain, plain.at(Measured.NOON.plusSeconds(9))), false))
                .value())
        .isEqualTo(18.2);
  }

  @Test
  void dividesCostsByTheTokensOfTheSameRequestsAndMixesNoCurrencies() {
    Measured plain = Measured.of("gw/m");
    CostPerMillion cost =
        MeasuredGroup.of(
                "gw/m",
                answers(
                    plain.tokens(1_000, Usage.Source.REPORTED).costing("0.35", "USD"),
                    plain.tokens(3_000, Usage.Source.REPORTED).costing("0.05", "USD"),
                    plain.tokens(500, Usage.Source.REPORTED).costing("1", "CNY"),
                    plain.tokens(0, Usage.Source.REPORTED).costing("0.1", "USD"),
                    plain,
                    plain.costing(new Cost.Local())),
                false)
            .cost();
    assertThat(cost.rates())
        .containsEntry("USD", Money.of("100", "USD"))
        .containsEntry("CNY", Money.of("2000", "CNY"));
    assertThat(cost.priced()).isEqualTo(3);
    assertThat(cost.withoutTokens()).isEqualTo(1);
    assertThat(cost.local()).isEqualTo(1);
    assertThat(cost.total().words()).isEqualTo("at least 1 CNY + 0.5 USD");
  }

  @Test
  void takesFromEachTimeToFirstTokenWhatItsOwnCallSpentOnReachingTheGateway() {
    Measured plain = Measured.of("gw/m");
    MeasuredGroup group =
        MeasuredGroup.of(
            "gw/m",
            answers(
                plain.connected(Duration.ofMillis(20)),
                plain.reached(Duration.ofMillis(40), Duration.ofMillis(90)),
                plain),
            false);
    assertThat(group.roundTrips().values())
        .extracting(Summary::mean)
        .containsExactly(OptionalDouble.of(30));
    assertThat(group.timeToFirstTokenWithoutNetwork().orElseThrow())
        .isCloseTo((80 + 10 + 100) / 3.0, within(1e-9));
    assertThat(group.summary(MetricName.TTFT).mean()).hasValue(100);
    MeasuredGroup far =
        MeasuredGroup.of("gw/m", answers(plain.connected(Duration.ofMillis(200))), false);
    assertThat(far.timeToFirstTokenWithoutNetwork()).contains(0.0);
    assertThat(MeasuredGroup.of("gw/m", answers(plain), false).timeToFirstTokenWithoutNetwork())
        .isEmpty();
  }

  @Test
  void takesNoNetworkFromAnswersOfThisMachineAndTellsRoundTripsByGateway() {
    Measured local = Measured.of("demo/small").costing(new Cost.Local());
    MeasuredGroup group =
        MeasuredGroup.of(
            "session",
            answers(
                Measured.of("near/m").connected(Duration.ofMillis(2)),
                Measured.of("far/m").reached(Duration.ofMillis(30), Duration.ofMillis(98)),
                local,
                local.connected(Duration.ofMillis(50))),
            false);
    assertThat(group.timeToFirstTokenWithoutNetwork()).contains((98 + 2 + 100 + 100) / 4.0);
    assertThat(BenchmarkSheet.notes(group, group.cost()))
        .contains(
            "Network: a round trip to far takes 30.0 ms (mean of 1 TCP handshakes).",
            "Network: a round trip to near takes 2.00 ms (mean of 1 TCP handshakes).",
            "Without looking up the gateway, connecting and TLS, as each answer's own call took, the"
                + " mean TTFT is 75.0 ms.");
  }

  @Test
  void takesNoGapsFromAnAnswerThatWasReadAtOnce() {
    Measured plain = Measured.of("gw/m");
    MeasuredGroup group = MeasuredGroup.of("gw/m", answers(plain, plain.lasting(100)), false);
    assertThat(group.timed()).hasSize(2);
    assertThat(group.streamed()).hasSize(1);
    assertThat(group.summary(MetricName.ITL).count()).isEqualTo(1);
    assertThat(group.doubts()).containsEntry(Doubt.ONE_DELTA, 1);
    Goodput good = new Goodput(List.of(new Goodput.Limit(MetricName.ITL, 50)));
    assertThat(group.good(good)).isEqualTo(new Share(1, 2));
  }

  @Test
  void saysThatACostHasNoTokensToBeDividedByAndNotThatThereIsNone() {
    Measured absurd =
        Measured.of("gw/m")
            .tokens(0, Usage.Source.REPORTED)
            .costing(new Cost.Known(Money.of("0.35", "USD"), true, "too many tokens"));
    MeasuredGroup group = MeasuredGroup.of("gw/m", answers(absurd), false);
    CommonCurrency common =
        CommonCurrency.of(List.of(group.cost()), app.diptych.cost.ExchangeRates.NONE);
    assertThat(SheetCell.cost(group.cost(), common, false).note()).isEqualTo("1 without tokens");
  }

  @Test
  void anAnswerWithoutTimesSaysNothingAboutWhenSomethingWasUnderWay() {
    Measured plain = Measured.of("gw/m").lasting(99);
    assertThat(plain.answer().metrics().moments().forward()).as("its last came first").isFalse();
    MeasuredGroup back =
        MeasuredGroup.of("gw/m", answers(plain, plain.at(Measured.NOON.plusSeconds(3_600))), false);
    assertThat(back.throughput()).isEqualTo(app.diptych.timing.Throughput.NOTHING);
    assertThat(back.throughput().isIdle()).isFalse();
  }

  @Test
  void countsDoubts() {
    Measured plain = Measured.of("gw/m");
    MeasuredGroup group =
        MeasuredGroup.of(
            "gw/m",
            answers(
                plain,
                plain.tokens(-3, Usage.Source.REPORTED),
                plain.tokens(1, Usage.Source.REPORTED)),
            false);
    assertThat(group.doubts())
        .containsEntry(Doubt.NEGATIVE_USAGE, 1)
        .containsEntry(Doubt.ONE_TOKEN, 1);
    assertThat(group.summary(MetricName.ITL).count()).isEqualTo(1);
  }

  @Test
  void groupsBySessionModelGatewayTagAndHour() {
    List<MeasuredAnswer> all =
        answers(
            Measured.of("gw/m").tagged("fast", "night"),
            Measured.of("gw/n").at(Measured.NOON.plusSeconds(7_200)).tagged("fast"),
            Measured.of("demo/small").costing(new Cost.Local()));
    assertThat(names(GroupBy.SESSION, all, ZoneOffset.UTC)).containsExactly("s 3");
    assertThat(names(GroupBy.MODEL, all, ZoneOffset.UTC))
        .containsExactly("demo/small 1", "gw/m 1", "gw/n 1");
    assertThat(names(GroupBy.GATEWAY, all, ZoneOffset.UTC))
        .containsExactly("gw 2", "this machine 1");
    assertThat(names(GroupBy.TAG, all, ZoneOffset.UTC)).containsExactly("fast 2", "night 1");
    assertThat(names(GroupBy.HOUR_OF_DAY, all, ZoneOffset.UTC))
        .containsExactly("12:00 2", "14:00 1");
    assertThat(names(GroupBy.HOUR_OF_DAY, all, ZoneId.of("Asia/Kolkata")))
        .containsExactly("17:00 2", "19:00 1");
  }

  @Test
  void theOrderOfAnswersChangesNothingAndTotalsAreTheSumOfEntries() {
    Random random = new Random(23);
    for (int round = 0; round < 100; round++) {
      List<MeasuredAnswer> all = new ArrayList<>();
      for (int i = random.nextInt(60); i >= 0; i--) {
        all.add(random(random).answer());
      }
      MeasuredGroup one = MeasuredGroup.of("m", all, false);
      List<MeasuredAnswer> shuffled = new ArrayList<>(all);
      Collections.shuffle(shuffled, random);
      MeasuredGroup other = MeasuredGroup.of("m", shuffled, false);
      for (MetricName metric : MetricName.values()) {
        assertThat(one.summary(metric).mean()).isEqualTo(other.summary(metric).mean());
        assertThat(one.summary(metric).percentile(50))
            .isEqualTo(other.summary(metric).percentile(50));
      }
      assertThat(one.cost()).isEqualTo(other.cost());
      assertThat(one.errors()).isEqualTo(other.errors());
      assertThat(one.throughput()).isEqualTo(other.throughput());
      assertThat(one.marks()).isEqualTo(other.marks());
      CostTotal sum = CostTotal.NOTHING;
      for (MeasuredAnswer answer : one.answers()) {
        boolean free =
            answer.outcome() == Outcome.NOT_SENT && answer.cost() instanceof Cost.Unpriced;
        sum = free ? sum : sum.plus(answer.cost());
      }
      assertThat(one.cost().total()).isEqualTo(sum);
      assertThat(BenchmarkSheet.of(all, 0, false, null))
          .isEqualTo(BenchmarkSheet.of(shuffled, 0, false, null));
    }
  }

  static Measured random(Random random) {
    Measured one =
        Measured.of("gw/" + random.nextInt(2))
            .at(Measured.NOON.plusMillis(random.nextInt(1_000_000)))
            .lasting(100 + random.nextInt(9_000))
            .tokens(random.nextInt(2_000), Usage.Source.REPORTED)
            .ended(List.of(Outcome.values()).get(random.nextInt(Outcome.values().length)));
    if (random.nextBoolean()) {
      one = one.marked(List.of(Mark.values()).get(random.nextInt(Mark.values().length)));
    }
    return random.nextInt(3) == 0
        ? one
        : one.costing("0.00" + random.nextInt(10_000), random.nextBoolean() ? "USD" : "CNY");
  }

  private static List<String> names(GroupBy by, List<MeasuredAnswer> all, ZoneId zone) {
    return by.of(all, zone, false).stream()
        .map(group -> group.name() + " " + group.answers().size())
        .toList();
  }

  private static List<MeasuredAnswer> answers(Measured... all) {
    return Arrays.stream(all).map(Measured::answer).toList();
  }
}
