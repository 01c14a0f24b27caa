package app.diptych.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import app.diptych.timing.Goodput.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is counted of many requests: good ones, shares and the output over the time. */
class GoodputTest {
  private static final Goodput QUARTER = limits(new Limit(MetricName.E2E, 250));

  @Test
  void countsRequestsThatMeetTheLimit() {
    // AIPerf: E2E at most 250 ms on 100, 300 and 250 ms: 2 are good; exactly at the limit is good.
    List<RequestMetrics> answers = Stream.of(100, 300, 250).map(GoodputTest::lasting).toList();
    assertThat(QUARTER.share(answers, 1)).isEqualTo(new Share(2, 4));
    assertThat(QUARTER.perSecond(answers, Duration.ofSeconds(4))).hasValue(0.5);
    assertThat(QUARTER.perSecond(answers, Duration.ZERO)).isEmpty();
  }

  @Test
  void aMetricThatIsMissingMeetsNoLimit() {
    RequestMetrics oneToken = Timeline.of(new long[] {1_000_000}, 0).metrics(1, true);
    assertThat(limits(new Limit(MetricName.ITL, 1_000)).isGood(oneToken)).isFalse();
    assertThat(limits(new Limit(MetricName.TTFT, 1)).isGood(oneToken)).isTrue();
    assertThat(
            limits(new Limit(MetricName.TTFT, 1), new Limit(MetricName.TOKENS_PER_SECOND, 1))
                .isGood(oneToken))
        .isFalse();
  }

  @Test
  void aRateMustBeAtLeastItsLimit() {
    RequestMetrics hundred =
        Timeline.of(new long[] {0, 10_000_000}, 0).metrics(2, true); // ITL 10 ms
    assertThat(limits(new Limit(MetricName.TOKENS_PER_SECOND, 100)).isGood(hundred)).isTrue();
    assertThat(limits(new Limit(MetricName.TOKENS_PER_SECOND, 101)).isGood(hundred)).isFalse();
  }

  @Test
  void refusesLimitsThatSayNothing() {
    assertThatThrownBy(() -> new Goodput(List.of())).hasMessageContaining("needs a limit");
    assertThatThrownBy(() -> new Limit(MetricName.E2E, Double.NaN)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new Limit(MetricName.E2E, 0)).hasMessageContaining("above 0");
  }

  @ParameterizedTest(name = "{0} of {1}")
  // Wilson 1927 as statsmodels computes it
  @CsvSource({
    "8, 10, 0.490162, 0.943318",
    "15, 20, 0.531299, 0.888138",
    "0, 10, 0, 0.277533",
    "10, 10, 0.722467, 1",
    "60, 100, 0.502003, 0.690599",
    "19, 38, 0.348499, 0.651501",
  })
  void givesAShareWilsonsInterval(long some, long all, double low, double high) {
    Interval interval = new Share(some, all).interval().orElseThrow();
    assertThat(interval.low()).isCloseTo(low, within(1e-6));
    assertThat(interval.high()).isCloseTo(high, within(1e-6)).isLessThanOrEqualTo(1);
  }

  @Test
  void aShareOfNothingIsNone() {
    assertThat(new Share(0, 0).value()).isEmpty();
    assertThat(new Share(0, 0).interval()).isEmpty();
    assertThat(new Share(1, 4).rest()).isEqualTo(new Share(3, 4));
  }

  @Test
  void dividesAllTokensByTheTimeFromTheFirstStartToTheLastEndUnlessItWasIdle() {
    Instant zero = Instant.EPOCH;
    Throughput all =
        new Throughput(40, zero.plusSeconds(1), zero.plusSeconds(6), Duration.ofSeconds(6));
    assertThat(all.tokensPerSecond()).hasValue(8);
    assertThat(all.isIdle()).isFalse();
    Throughput day = new Throughput(41, zero, zero.plusSeconds(86_400), Duration.ofSeconds(7));
    assertThat(day.isIdle()).as("7 s of work in a day").isTrue();
    assertThat(day.idle()).isCloseTo(1 - 7 / 86_400.0, within(1e-9));
    assertThat(Throughput.NOTHING.tokensPerSecond()).isEmpty();
    assertThat(Throughput.NOTHING.isIdle()).isFalse();
    assertThat(new Throughput(5, zero, zero, Duration.ZERO).tokensPerSecond()).isEmpty();
  }

  @Test
  void readsLimitsAsTheyAreTyped() {
    Goodput good = Goodput.parse(List.of("ttft=500", " tok/s per user = 20.50"));
    assertThat(good.words()).isEqualTo("TTFT at most 500 ms, tok/s per user at least 20.5 tok/s");
  }

  @ParameterizedTest
  @CsvSource({
    "ttft, no number",
    "ttft=fast, no number",
    "ttft=-1, above 0",
    "ttft=NaN, above 0",
    "goodput=5, no metric of one answer",
    "=5, no metric of one answer"
  })
  void refusesALimitThatIsNone(String typed, String why) {
    assertThatThrownBy(() -> Goodput.parse(List.of(typed)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void refusesTwoLimitsForOneMetric() {
    assertThatThrownBy(() -> Goodput.parse(List.of("TTFT=1", "ttft=2")))
        .hasMessage("There are two limits for TTFT. Leave one out.");
  }

  private static Goodput limits(Limit... limits) {
    return new Goodput(List.of(limits));
  }

  private static RequestMetrics lasting(int millis) {
    return Timeline.of(new long[] {1_000_000, millis * 1_000_000L}, 0).metrics(10, true);
  }
}
