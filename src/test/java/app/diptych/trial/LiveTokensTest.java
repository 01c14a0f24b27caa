package app.diptych.trial;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionEvent.ReasoningDelta;
import app.diptych.completion.CompletionEvent.Started;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionEvent.UsageReported;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.Message;
import app.diptych.completion.Origin;
import app.diptych.completion.Sampling;
import app.diptych.completion.Usage;
import app.diptych.timing.NanoClock;
import app.diptych.timing.RequestMetrics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tokens of an answer that still streams, from a gateway that sends several at a time. */
class LiveTokensTest {
  private static final long DELTA = Duration.ofMillis(20).toNanos();

  @BeforeEach
  void load() {
    TokenEstimate.load();
  }

  @Test
  void areThoseOfTheSameAnswerOnceItIsStopped() {
    Transcript transcript = transcript(false);
    say(transcript);
    RequestMetrics live = transcript.metrics();
    transcript.accept(new Failed(new Failure.Cancelled()), 101 * DELTA);
    RequestMetrics last = transcript.answer().metrics();
    assertThat(live.deltas()).isEqualTo(100);
    assertThat(live.outputTokens().orElseThrow()).isGreaterThan(200);
    assertThat(live.outputTokens()).isEqualTo(last.outputTokens());
    assertThat(live.outputTokensPerSecond()).isEqualTo(last.outputTokensPerSecond());
    assertThat(transcript.metrics().outputTokens()).isEqualTo(last.outputTokens());
  }

  @Test
  void areThoseToldOnceTheyAreTold() {
    Transcript transcript = transcript(false);
    say(transcript);
    transcript.accept(
        new UsageReported(new Usage(9, 321, 0, 0, Usage.Source.REPORTED)), 101 * DELTA);
    assertThat(transcript.metrics().outputTokens()).contains(321);
  }

  @Test
  void areTheDeltasOfAModelOfThisMachine() {
    Transcript transcript = transcript(true);
    say(transcript);
    assertThat(transcript.metrics().outputTokens()).contains(100);
  }

  private static void say(Transcript transcript) {
    transcript.accept(new Started(Origin.gateway("g/m", null), 0), 0);
    for (int i = 1; i <= 100; i++) {
      String piece = " and then the keeper";
      transcript.accept(i < 20 ? new ReasoningDelta(piece) : new TextDelta(piece), i * DELTA);
      transcript.metrics();
    }
  }

  private static Transcript transcript(boolean local) {
    CompletionRequest request =
        new CompletionRequest("m", List.of(Message.user("Go")), Sampling.providerDefaults());
    SideSetup setup =
        new SideSetup("g/m", local, new ScriptedProvider(NanoClock.system(), _ -> {}), request);
    return new Transcript(Side.A, setup, TrialListener.NONE);
  }
}
