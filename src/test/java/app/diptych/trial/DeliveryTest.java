package app.diptych.trial;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CallPhases;
import app.diptych.completion.CompletionEvent.FailedOver;
import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.PhasesMeasured;
import app.diptych.completion.CompletionEvent.Retrying;
import app.diptych.completion.CompletionEvent.Started;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionEvent.UsageReported;
import app.diptych.completion.CompletionEvent.Waiting;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Delivery;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Origin;
import app.diptych.completion.Sampling;
import app.diptych.completion.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DeliveryTest {
  private static final long SECOND = 1_000_000_000L;
  private static final CompletionRequest REQUEST =
      new CompletionRequest("m", List.of(Message.user("Hello")), Sampling.providerDefaults());
  private static final Failure BUSY = new Failure.Overloaded("The gateway is busy.", "Wait.");

  private final Transcript transcript = transcript();

  private static Transcript transcript() {
    return new Transcript(
        Side.A,
        new SideSetup(
            "gw/m",
            false,
            (_, _) -> {
              throw new AssertionError("Nobody is asked here");
            },
            REQUEST),
        TrialListener.NONE);
  }

  @Test
  void keepsQueueAndRetriesOutOfEveryLatency() {
    transcript.startedAt(0);
    transcript.accept(new Waiting(2, Duration.ofSeconds(1)), 1 * SECOND);
    assertThat(transcript.state()).isEqualTo(SideState.QUEUED);
    transcript.accept(new Retrying(2, Duration.ofSeconds(1), BUSY, false), 3 * SECOND);
    transcript.accept(new Started(Origin.gateway("gw/m", null), 5 * SECOND), 6 * SECOND);
    transcript.accept(new TextDelta("Hi"), 6 * SECOND);
    transcript.accept(new Finished(new FinishReason("stop")), 7 * SECOND);

    Answer answer = transcript.answer();
    assertThat(answer.metrics().timeToFirstToken()).contains(Duration.ofSeconds(1));
    assertThat(answer.delivery().held()).isEqualTo(Duration.ofSeconds(4));
    assertThat(answer.delivery().tries()).isEqualTo(2);
    assertThat(answer.failedOver()).isFalse();
  }

  @Test
  void saysWhyAnotherProviderAnsweredAndWhereTheTimeWent() {
    CallPhases phases =
        new CallPhases(
            Duration.ofMillis(1),
            null,
            Duration.ofMillis(3),
            null,
            null,
            Duration.ofMillis(20),
            null,
            Map.of("x", 1.5));
    transcript.accept(new FailedOver("other/m", BUSY, false), SECOND);
    transcript.accept(new Started(Origin.gateway("other/m", null), SECOND), SECOND);
    transcript.accept(new PhasesMeasured(phases), SECOND);
    transcript.accept(new Finished(new FinishReason("stop")), SECOND);

    Answer answer = transcript.answer();
    assertThat(answer.failedOver()).isTrue();
    assertThat(answer.delivery())
        .isEqualTo(new Delivery(Duration.ZERO, 1, "The gateway is busy.", phases));
    assertThat(TrialJson.side(answer).get("delivery"))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"heldMs": 0.0, "tries": 1, "failedOver": "The gateway is busy.",
                     "phases": {"lateMs": 1.0, "lookupMs": null, "connectMs": 3.0, "handshakeMs": null,
                       "sendingMs": null, "waitingMs": 20.0, "receivingMs": null,
                       "serverMs": {"x": 1.5}}}\
                    """));
  }

  @Test
  void saysThatAnAnswerCameInOneBurst() {
    answerInPieces(5 * SECOND, 1_000);
    Answer answer = transcript.answer();

    assertThat(answer.buffered()).isTrue();
    assertThat(TrialJson.side(answer).at("/timing/buffered").asBoolean()).isTrue();
  }

  @Test
  void saysHowManyTokensADeltaCarriesOnceTheyAreKnown() {
    transcript.accept(new Started(Origin.gateway("gw/m", null), 0), SECOND);
    transcript.accept(new TextDelta("Hello "), SECOND);
    transcript.accept(new TextDelta("you all"), 2 * SECOND);
    assertThat(TrialJson.side(transcript.answer()).at("/timing/tokensPerDelta").isNull())
        .as("nobody told the tokens yet")
        .isTrue();
    transcript.accept(new UsageReported(new Usage(3, 7, 0, 0, Usage.Source.REPORTED)), 3 * SECOND);
    transcript.accept(new Finished(new FinishReason("stop")), 3 * SECOND);
    assertThat(TrialJson.side(transcript.answer()).at("/timing/tokensPerDelta").asDouble())
        .isEqualTo(3.5);
  }

  @Test
  void writesEveryMetricOfAnAnswerAndNullForWhatIsNotDefined() {
    transcript.accept(new Started(Origin.gateway("gw/m", null), 0), SECOND);
    transcript.accept(new TextDelta("Hello "), SECOND);
    transcript.accept(new TextDelta("you all"), 3 * SECOND);
    transcript.accept(new UsageReported(new Usage(5, 3, 0, 0, Usage.Source.REPORTED)), 3 * SECOND);
    transcript.accept(new Finished(new FinishReason("stop")), 3 * SECOND);
    JsonNode timing = TrialJson.side(transcript.answer(), transcript.recording()).path("timing");
    assertThat(timing.path("ttstMs").asDouble()).isEqualTo(2_000);
    assertThat(timing.path("decodeMs").asDouble()).isEqualTo(2_000);
    assertThat(timing.path("e2eTokensPerSecond").asDouble()).isEqualTo(1);
    assertThat(timing.path("prefillTokensPerSecond").asDouble()).isEqualTo(5);
    assertThat(timing.path("charactersPerSecond").asDouble()).isEqualTo(3.5);
    assertThat(TrialJson.side(transcript.answer()).at("/timing/charactersPerSecond").isNull())
        .as("the first piece is not known")
        .isTrue();
  }

  @Test
  void doubtsNoStreamThatComesAtAHumanPace() {
    answerInPieces(5 * SECOND, 20_000_000);

    assertThat(transcript.answer().buffered()).isFalse();
  }

  @Test
  void saysThatThisMachineWasLateSendingIt() {
    assertThat(late(700, 2_000).sentLate()).contains(Duration.ofMillis(700));
    assertThat(late(10, 100).sentLate()).as("what every machine loses").isEmpty();
    assertThat(late(11, 230).sentLate()).as("less than 5 % of the TTFT").isEmpty();
    assertThat(late(12, 230).sentLate()).contains(Duration.ofMillis(12));
    assertThat(late(null, 2_000).sentLate()).as("not measured").isEmpty();
  }

  private static Answer late(@Nullable Integer lateMillis, int firstMillis) {
    Transcript transcript = transcript();
    long first = Duration.ofMillis(firstMillis).toNanos();
    transcript.accept(new Started(Origin.gateway("gw/m", null), 0), first);
    transcript.accept(new TextDelta("Hi"), first);
    transcript.accept(
        new PhasesMeasured(
            new CallPhases(
                lateMillis == null ? null : Duration.ofMillis(lateMillis),
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of())),
        first);
    transcript.accept(new Finished(new FinishReason("stop")), first);
    return transcript.answer();
  }

  private void answerInPieces(long firstAt, long apartNanos) {
    transcript.accept(new Started(Origin.gateway("gw/m", null), 0), firstAt);
    for (int piece = 0; piece < 40; piece++) {
      transcript.accept(new TextDelta("word "), firstAt + piece * apartNanos);
    }
    transcript.accept(new Finished(new FinishReason("stop")), firstAt + 40 * apartNanos);
  }
}
