package app.diptych.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The oracles of AIPerf's own unit tests (read 2026-11), in nanoseconds here. */
class RequestMetricsTest {

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

  private static Timeline text(long start, long... readAt) {
    Timeline.Recorder recorder = new Timeline.Recorder(start);
    for (long at : readAt) {
      recorder.text(at);
    }
    return recorder.timeline();
  }
}
