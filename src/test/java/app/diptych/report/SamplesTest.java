package app.diptych.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import app.diptych.report.LeftOut.Why;
import app.diptych.timing.MetricName;
import app.diptych.trial.Mark;
import app.diptych.trial.MeasuredAnswer;
import app.diptych.trial.Outcome;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What distributions are drawn from. */
class SamplesTest {
  private static final long[] VALUES = {
    120, 95, 310, 140, 101, 133, 88, 250, 175, 160, 99, 142, 118, 205, 171, 93, 127, 149, 188, 111
  };

  /** Of numpy 2: {@code percentile(VALUES, [5, 25, 50, 75, 95])}. */
  private static final Map<Double, Double> NUMPY =
      Map.of(5.0, 92.75, 25.0, 108.5, 50.0, 136.5, 75.0, 172.0, 95.0, 253.0);

  @Test
  void boxesHaveThePercentilesOfNumpy() {
    Samples samples = latencies(VALUES);
    NUMPY.forEach((percent, value) ->
        assertThat(samples.percentile(percent).orElseThrow()).isCloseTo(value, within(1e-9)));
  }

  @Test
  void fewSamplesHaveNoPercentile() {
    Samples samples = latencies(100, 200, 300);
    assertThat(samples.percentile(50)).contains(200.0);
    assertThat(samples.percentile(25)).as("needs 4").isEmpty();
    assertThat(latencies(100, 200, 300, 400).percentile(25)).contains(175.0);
    assertThat(samples.percentile(95)).as("needs 20").isEmpty();
  }

  @Test
  void distributionRisesByOneAnswerAtEachValue() {
    Samples samples = latencies(300, 100, 200, 200);
    assertThat(samples.share(99.9)).isZero();
    assertThat(samples.share(100)).isEqualTo(0.25);
    assertThat(samples.share(199.9)).isEqualTo(0.25);
    assertThat(samples.share(200)).isEqualTo(0.75);
    assertThat(samples.share(300)).isEqualTo(1);
    assertThat(latencies().share(300)).isZero();
  }

  @Test
  void distributionAgreesWithCountingInAnyOrder() {
    Random random = new Random(5);
    for (int round = 0; round < 50; round++) {
      long[] values = random.longs(1 + random.nextInt(40), 101, 160).toArray();
      List<MeasuredAnswer> answers = answers(values);
      Collections.shuffle(answers, random);
      Samples samples = Samples.of("gw/m", answers, MetricName.E2E, false);
      for (long x = 100; x <= 161; x++) {
        long limit = x;
        long counted = java.util.Arrays.stream(values).filter(value -> value <= limit).count();
        assertThat(samples.upTo((double) x)).isEqualTo((int) counted);
      }
    }
  }

  @Test
  void findsTheAnswerThatIsClosest() {
    Samples samples = latencies(100, 200, 400);
    assertThat(samples.nearest(-5).orElseThrow().value()).isEqualTo(100);
    assertThat(samples.nearest(140).orElseThrow().value()).isEqualTo(100);
    assertThat(samples.nearest(310).orElseThrow().value()).isEqualTo(400);
    assertThat(samples.nearest(9_000).orElseThrow().value()).isEqualTo(400);
    assertThat(latencies().nearest(1)).isEmpty();
  }

  @Test
  void countsEveryAnswerThatIsLeftOutOnce() {
    Measured plain = Measured.of("gw/m");
    List<MeasuredAnswer> all =
        List.of(
            plain.answer(),
            plain.marked(Mark.CONTENDED, Mark.BUFFERED).answer(),
            plain.marked(Mark.BUFFERED).answer(),
            plain.marked(Mark.FAILED_OVER).answer(),
            plain.marked(Mark.ANSWERED_BY_ANOTHER).answer(),
            plain.marked(Mark.REPLAYED, Mark.CONTENDED).answer(),
            plain.ended(Outcome.FAILED).answer(),
            plain.ended(Outcome.STOPPED).answer());
    LeftOut left = Samples.of("gw/m", all, MetricName.TTFT, false).leftOut();
    assertThat(left.all()).isEqualTo(8);
    assertThat(left.counted()).isEqualTo(1);
    assertThat(left.reasons())
        .containsOnly(
            Map.entry(Why.CONTENDED, 1),
            Map.entry(Why.BUFFERED, 1),
            Map.entry(Why.FAILED_OVER, 1),
            Map.entry(Why.SWAPPED, 1),
            Map.entry(Why.REPLAYED, 1),
            Map.entry(Why.FAILED, 1),
            Map.entry(Why.STOPPED, 1));
    assertThat(left.words())
        .isEqualTo(
            "1 of 8 recorded answers are shown. Left out: 1 recorded and played again, 1 failed"
                + " over to another provider, 1 given by another model than the one asked for, 1"
                + " stopped, 1 failed, 1 shared this machine with the other side, 1 came in one"
                + " burst.");
    assertThat(Samples.of("gw/m", all, MetricName.E2E, true).count())
        .as("plain, contended and buffered, buffered")
        .isEqualTo(3);
  }

  @Test
  void takesTheSameAnswersAsTheSheet() {
    List<MeasuredAnswer> all = new ArrayList<>(answers(VALUES));
    all.add(Measured.of("gw/m").marked(Mark.BUFFERED).answer());
    all.add(Measured.of("gw/m").marked(Mark.CONTENDED).answer());
    for (MetricName metric : MetricName.values()) {
      for (boolean contended : new boolean[] {false, true}) {
        assertThat(Samples.of("gw/m", all, metric, contended).count())
            .as(metric + " " + contended)
            .isEqualTo(MeasuredGroup.of("gw/m", all, contended).summary(metric).count());
      }
    }
  }

  @Test
  void putsAnswersIntoTheHourTheyWereSentIn() {
    List<MeasuredAnswer> all = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      all.add(
          Measured.of("gw/m")
              .lasting(200 + i)
              .at(Measured.NOON.plus(Duration.ofHours(i)))
              .answer());
    }
    List<Samples> hours = Samples.of("gw/m", all, MetricName.E2E, false).byHour(ZoneOffset.UTC);
    assertThat(hours).hasSize(24);
    assertThat(hours.get(12).count()).as("noon, and noon of the next day").isEqualTo(2);
    assertThat(hours.get(12).get(1).value()).isEqualTo(224);
    assertThat(hours.get(11).count()).isEqualTo(1);
    assertThat(
            Samples.of("gw/m", all, MetricName.E2E, false)
                .byHour(ZoneOffset.ofHours(2))
                .get(14)
                .count())
        .isEqualTo(2);
  }

  private static Samples latencies(long... values) {
    return Samples.of("gw/m", answers(values), MetricName.E2E, false);
  }

  private static List<MeasuredAnswer> answers(long... values) {
    List<MeasuredAnswer> answers = new ArrayList<>();
    for (long value : values) {
      // Its first delta comes after 20 ms, before any of the last ones here.
      Measured plain = Measured.of("gw/m");
      answers.add(
          new Measured(
                  plain.model(),
                  plain.at(),
                  20,
                  value,
                  plain.tokens(),
                  plain.source(),
                  plain.outcome(),
                  plain.cost(),
                  plain.marks(),
                  plain.tags(),
                  null,
                  null)
              .answer());
    }
    return answers;
  }
}
