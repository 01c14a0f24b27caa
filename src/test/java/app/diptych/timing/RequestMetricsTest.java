package app.diptych.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The oracles of AIPerf's own unit tests (read 2026-11), in nanoseconds here. */
class RequestMetricsTest {

  /** What a replay shows of a moment is what was known then. */
  @Test
  void metricsAfterSoManyDeltasAreThoseOfATimelineThatEndsThere() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      long[] offsets = new long[random.nextInt(12)];
      long at = 0;
      for (int i = 0; i < offsets.length; i++) {
        at += random.nextInt(round % 5 == 0 ? 3 : 50_000_000) - (round % 7 == 0 ? 5_000_000 : 0);
        offsets[i] = at;
      }
      Timeline whole = Timeline.of(offsets, random.nextInt(-1, offsets.length));
      for (int deltas = 0; deltas <= offsets.length; deltas++) {
        assertThat(whole.metricsAfter(deltas, 3 * deltas))
            .usingRecursiveComparison()
            .isEqualTo(whole.first(deltas).metrics(3 * deltas, false));
      }
    }
  }

  @Test
  void dividesTheTimeAfterTheFirstTokenByTheTokensAfterIt() {
    // start 100, first 120, last 200, 6 tokens: ITL (200 - 120) / (6 - 1) = 16
    RequestMetrics metrics = text(100, 120, 200).metrics(6, true);
    assertThat(metrics.timeToFirstToken()).contains(Duration.ofNanos(20));
    assertThat(metrics.interTokenLatency()).contains(Duration.ofNanos(16));
    assertThat(metrics.endToEnd()).contains(Duration.ofNanos(100));
    assertThat(metrics.outputTokensPerSecond()).contains(1e9 / 16);
  }

  @Test
  void countsTokensAndNotDeltas() {
    // start 1000, chunks at 1040, 1080, 1120 with 3 tokens each: TTFT 40, ITL (120 - 40) / 8 = 10
    RequestMetrics metrics = text(1000, 1040, 1080, 1120).metrics(9, true);
    assertThat(metrics.timeToFirstToken()).contains(Duration.ofNanos(40));
    assertThat(metrics.interTokenLatency()).contains(Duration.ofNanos(10));
    assertThat(metrics.deltas()).isEqualTo(3);
  }

  @Test
  void hasNoInterTokenLatencyForOneToken() {
    RequestMetrics metrics = text(0, 50).metrics(1, true);
    assertThat(metrics.interTokenLatency()).isEmpty();
    assertThat(metrics.outputTokensPerSecond()).isEmpty();
    assertThat(metrics.timeToFirstToken()).contains(Duration.ofNanos(50));
  }

  @Test
  void hasNoInterTokenLatencyForAnAnswerInOnePiece() {
    assertThat(text(0, 50).metrics(80, true).interTokenLatency()).isEmpty();
  }

  @Test
  void hasNoTimeBetweenTokensWhenAllDeltasWereReadAtOnce() {
    RequestMetrics metrics = text(0, 50, 50, 50, 50).metrics(12, true);
    assertThat(metrics.interTokenLatency()).isEmpty();
    assertThat(metrics.timePerOutputToken()).isEmpty();
    assertThat(metrics.timeToSecondToken()).isEmpty();
    assertThat(metrics.outputTokensPerSecond()).isEmpty();
    assertThat(metrics.endToEnd()).contains(Duration.ofNanos(50));
    assertThat(metrics.doubts()).containsExactly(Doubt.ONE_DELTA);
    assertThat(new Goodput(List.of(new Goodput.Limit(MetricName.ITL, 50))).isGood(metrics))
        .isFalse();
    assertThat(text(0, 50, 50, 50).gapsInNanos()).isEmpty();
    assertThat(text(0, 50, 50, 60).metrics(12, true).timeToSecondToken()).isEmpty();
    assertThat(text(0, 50, 50, 60).metrics(11, true).interTokenLatency())
        .contains(Duration.ofNanos(1));
  }

  @Test
  void hasNoTokenMetricsWhenNobodyKnowsTheTokens() {
    RequestMetrics metrics = text(0, 10, 20).metrics(null, true);
    assertThat(metrics.interTokenLatency()).isEmpty();
    assertThat(metrics.endToEnd()).contains(Duration.ofNanos(20));
  }

  @Test
  void countsReasoningForTheFirstTokenButNotForTheFirstOutput() {
    Timeline.Recorder recorder = new Timeline.Recorder(100);
    recorder.reasoning(110);
    recorder.reasoning(120);
    recorder.text(150);
    RequestMetrics metrics = recorder.metrics(3, true);
    assertThat(metrics.timeToFirstToken()).contains(Duration.ofNanos(10));
    assertThat(metrics.timeToFirstOutput()).contains(Duration.ofNanos(50));
  }

  @Test
  void hasNoFirstOutputWhenOnlyReasoningCame() {
    Timeline.Recorder recorder = new Timeline.Recorder(0);
    recorder.reasoning(10);
    assertThat(recorder.metrics(1, false).timeToFirstOutput()).isEmpty();
  }

  @Test
  void hasNoEndToEndLatencyForAnAnswerThatBrokeOff() {
    RequestMetrics metrics = text(0, 10, 20).metrics(2, false);
    assertThat(metrics.endToEnd()).isEmpty();
    assertThat(metrics.timeToFirstToken()).contains(Duration.ofNanos(10));
  }

  @Test
  void knowsNothingOfAnAnswerWithoutDeltas() {
    RequestMetrics metrics = Timeline.EMPTY.metrics(0, true);
    assertThat(metrics.timeToFirstToken()).isEmpty();
    assertThat(metrics.timeToFirstOutput()).isEmpty();
    assertThat(metrics.endToEnd()).isEmpty();
    assertThat(metrics.interTokenLatency()).isEmpty();
  }

  @Test
  void isTheSameLiveAndAfterwards() {
    Timeline.Recorder recorder = new Timeline.Recorder(7);
    for (int i = 1; i <= 500; i++) {
      recorder.text(7 + i * 3L);
    }
    RequestMetrics live = recorder.metrics(500, true);
    RequestMetrics after = recorder.timeline().metrics(500, true);
    assertThat(live.timeToFirstToken()).isEqualTo(after.timeToFirstToken());
    assertThat(live.interTokenLatency()).isEqualTo(after.interTokenLatency());
    assertThat(live.endToEnd()).isEqualTo(after.endToEnd());
    assertThat(recorder.timeline().offset(499)).isEqualTo(Duration.ofNanos(1500));
  }

  @Test
  void aStreamThatStallsGetsSlowerFromTheMomentItsNextTokenIsOverdue() {
    long second = 1_000_000_000L;
    Timeline.Recorder recorder = new Timeline.Recorder(0);
    for (int i = 0; i <= 50; i++) {
      recorder.text(second + i * second / 50);
    }
    RequestMetrics live = recorder.metrics(51, false);
    assertThat(live.outputTokensPerSecondBy(2 * second)).contains(50.0);
    assertThat(live.outputTokensPerSecondBy(2 * second + second / 50)).contains(50.0);
    assertThat(live.outputTokensPerSecondBy(3 * second + second / 50)).contains(25.0);
    assertThat(live.outputTokensPerSecondBy(second))
        .as("told of a moment before the last delta")
        .contains(50.0);
    assertThat(recorder.metrics(1, false).outputTokensPerSecondBy(9 * second)).isEmpty();
  }

  @Test
  void takesTheGapsBetweenDeltasAsTheyAre() {
    // AIPerf: chunks at 100, 150, 210: ICL 50 and 60
    assertThat(text(0, 100, 150, 210).gapsInNanos()).containsExactly(50, 60);
    assertThat(text(0, 100).gapsInNanos()).isEmpty();
    assertThat(text(0, 100, 90, 210).gapsInNanos()).isEmpty();
  }

  @Test
  void tellsTheSecondTokenAndTheDecodeDuration() {
    RequestMetrics metrics = text(1000, 1040, 1080, 1120).metrics(9, true);
    assertThat(metrics.timeToSecondToken()).contains(Duration.ofNanos(40));
    assertThat(metrics.decodeDuration()).contains(Duration.ofNanos(80));
    assertThat(metrics.timePerOutputToken()).isEqualTo(metrics.interTokenLatency());
    assertThat(metrics.endToEndTokensPerSecond()).contains(9 * 1e9 / 120);
    assertThat(metrics.tokensPerDelta()).contains(3.0);
    assertThat(text(0, 50).metrics(1, true).timeToSecondToken()).isEmpty();
  }

  @Test
  void takesTheRoundTripFromALatencyAndStopsAtNothing() {
    assertThat(RequestMetrics.withoutNetwork(Duration.ofMillis(120), Duration.ofMillis(30)))
        .isEqualTo(Duration.ofMillis(90));
    assertThat(RequestMetrics.withoutNetwork(Duration.ofMillis(20), Duration.ofMillis(30)))
        .isZero();
  }

  @Test
  void dividesPromptTokensByTheWaitAndCharactersByTheTimeTheyCameIn() {
    Amounts amounts = new Amounts(100, 0, 4, 0, null, 16, 4);
    RequestMetrics metrics = text(0, 1_000, 2_000, 4_000).measure(amounts, true);
    assertThat(metrics.prefillTokensPerSecond()).contains(100 * 1e9 / 1_000);
    assertThat(metrics.charactersPerSecond()).contains(12 * 1e9 / 3_000);
    assertThat(metrics.doubts()).isEmpty();
  }

  @Test
  void leavesHiddenReasoningOutOfTheTimeBetweenTokens() {
    // 5,000 tokens thought unseen, then 11 in 10 deltas' time: 10 ns each and not 0.02
    Amounts amounts = new Amounts(3, 0, 5_011, 5_000, null, 44, 4);
    RequestMetrics metrics = text(0, 900, 950, 1_000).measure(amounts, true);
    assertThat(metrics.interTokenLatency()).contains(Duration.ofNanos(10));
    assertThat(metrics.outputTokens()).contains(5_011);
    assertThat(metrics.doubts()).containsExactly(Doubt.HIDDEN_REASONING);
  }

  @Test
  void makesNothingOfImpossibleUsage() {
    for (Amounts amounts :
        new Amounts[] {
          new Amounts(3, 0, -5, 0, null, 40, 4),
          new Amounts(3, 0, 5, -1, null, 40, 4),
          new Amounts(3, 0, 5, 6, null, 40, 4),
          new Amounts(3, 0, 1_000_000, 0, null, 40, 4),
          new Amounts(3, 0, 1, 0, null, 4_000, 4),
        }) {
      RequestMetrics metrics = text(0, 10, 20).measure(amounts, true);
      assertThat(metrics.outputTokens()).as("%s", amounts).isEmpty();
      assertThat(metrics.interTokenLatency()).isEmpty();
      assertThat(metrics.endToEndTokensPerSecond()).isEmpty();
      assertThat(metrics.tokensPerDelta()).isEmpty();
      assertThat(metrics.timeToFirstToken()).contains(Duration.ofNanos(10));
      assertThat(metrics.doubts()).hasSize(1);
    }
    Amounts cached = new Amounts(3, 4, 5, 0, null, 20, 4);
    RequestMetrics metrics = text(0, 10, 20).measure(cached, true);
    assertThat(metrics.prefillTokensPerSecond()).isEmpty();
    assertThat(metrics.doubts()).containsExactly(Doubt.IMPOSSIBLE_USAGE);
  }

  @Test
  void notesUsageThatIsMoreThanATenthOffTheTextAndUsesIt() {
    RequestMetrics off = text(0, 10, 30).measure(new Amounts(3, 0, 112, 0, 100, 400, 4), true);
    assertThat(off.doubts()).containsExactly(Doubt.TOKENS_DISAGREE);
    assertThat(off.outputTokens()).contains(112);
    RequestMetrics near = text(0, 10, 30).measure(new Amounts(3, 0, 110, 0, 100, 400, 4), true);
    assertThat(near.doubts()).isEmpty();
  }

  @Test
  void hasNoTimesWhenTheClockWentBack() {
    for (Timeline timeline :
        new Timeline[] {text(0, 10, 5, 20), text(100, 90, 120), Timeline.of(new long[] {-1}, 0)}) {
      RequestMetrics metrics = timeline.metrics(3, true);
      for (MetricName name : MetricName.values()) {
        if (name != MetricName.TOKENS_PER_DELTA) {
          assertThat(name.of(metrics)).as(name.label()).isEmpty();
        }
      }
      assertThat(metrics.doubts()).contains(Doubt.CLOCK_WENT_BACK);
    }
  }

  @Test
  void saysWhyAnAnswerOfNoOrOneTokenHasNoTimeBetweenTokens() {
    assertThat(Timeline.EMPTY.metrics(0, true).doubts()).containsExactly(Doubt.NO_TOKENS);
    assertThat(text(0, 10).metrics(1, true).doubts()).containsExactly(Doubt.ONE_TOKEN);
    assertThat(text(0, 10).metrics(80, true).doubts()).containsExactly(Doubt.ONE_DELTA);
  }

  @Test
  void neverMakesANumberThatIsNone() {
    Random random = new Random(5);
    for (int round = 0; round < 20_000; round++) {
      long[] offsets = random.longs(random.nextInt(4), -3, 6).toArray();
      int[] n = random.ints(6, -3, 40).toArray();
      Timeline timeline = Timeline.of(offsets, offsets.length == 0 ? -1 : 0);
      RequestMetrics metrics =
          timeline.measure(
              new Amounts(n[0], n[1], n[2], n[3], n[4], n[5], n[5] - 1), random.nextBoolean());
      for (MetricName name : MetricName.values()) {
        name.of(metrics)
            .ifPresent(value -> assertThat(value).as(name.label()).isFinite().isNotNegative());
      }
    }
  }

  @Test
  void everyMetricSaysInOneSentenceWhatItIs() {
    for (MetricName name : MetricName.values()) {
      assertThat(name.definition()).as(name.label()).endsWith(".");
      assertThat(name.source().words()).isNotBlank();
    }
  }

  private static Timeline text(long start, long... readAt) {
    Timeline.Recorder recorder = new Timeline.Recorder(start);
    for (long at : readAt) {
      recorder.text(at);
    }
    return recorder.timeline();
  }
}
