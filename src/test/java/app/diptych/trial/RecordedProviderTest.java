package app.diptych.trial;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Origin;
import app.diptych.completion.RecordedEvents;
import app.diptych.completion.RecordedEvents.Recorded;
import app.diptych.timing.NanoClock;
import app.diptych.timing.Pace;
import app.diptych.timing.RequestMetrics;
import app.diptych.trial.Recording.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RecordedProviderTest {
  private static final long MILLI = 1_000_000;

  private final SteppedClock clock = new SteppedClock();

  @Test
  void givesEachPieceAtItsOwnTimeAndEndsTheSame() throws Exception {
    RecordedEvents events =
        tell(
            Recordings.finished(
                List.of(
                    Recordings.thought(120, "Let me see. "),
                    Recordings.text(250.5, "The sky "),
                    Recordings.text(250.5, "is "),
                    Recordings.text(4_000, "blue."))),
            Recordings.PROMPT);
    assertThat(events.text()).isEqualTo("The sky is blue.");
    assertThat(events.reasoning()).isEqualTo("Let me see. ");
    assertThat(offsets(events))
        .containsExactly(120 * MILLI, 250 * MILLI + 500_000, 250 * MILLI + 500_000, 4_000 * MILLI);
    assertThat(events.usage()).isEqualTo(Recordings.USAGE);
    assertThat(events.finishReason()).isEqualTo(FinishReason.STOP);
  }

  @Test
  void givesWhatIsLateAtOnceAndInItsOrder() throws Exception {
    RecordedEvents events =
        tell(
            Recordings.finished(
                List.of(
                    Recordings.text(50, "one "),
                    Recordings.text(-3, "two "),
                    Recordings.text(20, "three "),
                    Recordings.text(60, "four"))),
            Recordings.PROMPT);
    assertThat(events.text()).isEqualTo("one two three four");
    assertThat(offsets(events)).containsExactly(50 * MILLI, 50 * MILLI, 50 * MILLI, 60 * MILLI);
  }

  @Test
  void failsTheWayTheRecordingFailed() throws Exception {
    for (Failure failure :
        List.of(
            new Failure.RateLimited("Too many.", "Wait.", null),
            new Failure.Interrupted(),
            new Failure.Cancelled())) {
      RecordedEvents events =
          tell(Recordings.failed(Recordings.every(10, 4), failure), Recordings.PROMPT);
      assertThat(events.text()).isEqualTo("w0 w1 w2 w3 ");
      assertThat(events.failure()).isEqualTo(failure);
    }
  }

  @Test
  void saysThatItIsARecordingAndOfWhom() throws Exception {
    RecordedEvents same = tell(Recordings.finished(Recordings.every(10, 2)), Recordings.PROMPT);
    assertThat(same.started().origin())
        .isEqualTo(
            new Origin(
                "demo/small (recorded)", "recording, engine 1.0", "CPU", null, "hash", null));
  }

  @Test
  void saysWhenItWasMadeForAnotherPrompt() throws Exception {
    RecordedAnswer recorded = Recordings.finished(Recordings.every(10, 2));
    assertThat(answer(recorded, Recordings.PROMPT).recordedElsewhere()).isFalse();
    Answer other = answer(recorded, "Why is grass green?");
    assertThat(other.recordedElsewhere()).isTrue();
    assertThat(other.text()).isEqualTo("w0 w1 ");
  }

  @Test
  void aRecordingOfARecordingNamesWhoAnsweredFirst() throws Exception {
    Answer first = answer(Recordings.finished(Recordings.every(10, 2)), "Something else?");
    RecordedAnswer again =
        new RecordedAnswer("Skies", 4, Side.B, clock.now(), false, first, Recordings.every(10, 2));
    assertThat(again.answeredBy()).isEqualTo("demo/small");
    RecordedEvents events = tell(again, "Something else?");
    assertThat(events.started().origin().answeredBy()).isEqualTo("demo/small (recorded)");
    assertThat(events.started().origin().engine()).isEqualTo("recording");
  }

  @Test
  void theRunnerMeasuresWhatWasMeasuredThen() throws Exception {
    Random random = new Random(20261124);
    for (int round = 0; round < 50; round++) {
      List<Piece> pieces = new ArrayList<>();
      long at = random.nextLong(2_000 * MILLI);
      for (int i = random.nextInt(1, 40); i > 0; i--) {
        at += random.nextLong(80 * MILLI);
        pieces.add(new Piece(at, i > 30, "x".repeat(random.nextInt(1, 6))));
      }
      RecordedAnswer recorded = Recordings.finished(pieces);
      RequestMetrics then = recorded.answer().metrics();
      Answer again = answer(recorded, Recordings.PROMPT);
      assertThat(again.timeline()).isEqualTo(recorded.answer().timeline());
      assertThat(again.metrics().timeToFirstToken()).isEqualTo(then.timeToFirstToken());
      assertThat(again.metrics().timeToFirstOutput()).isEqualTo(then.timeToFirstOutput());
      assertThat(again.metrics().outputTokensPerSecond()).isEqualTo(then.outputTokensPerSecond());
      assertThat(again.metrics().endToEnd()).isEqualTo(then.endToEnd());
      assertThat(again.usage()).isEqualTo(recorded.answer().usage());
    }
  }

  @Test
  void theTranscriptKeepsThePiecesForTheNextReplay() throws Exception {
    List<Piece> pieces =
        List.of(
            Recordings.thought(5, "hm"), Recordings.text(9, "The sky"), Recordings.text(12, "!"));
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      RunningTrial running = start(workers, Recordings.finished(pieces), Recordings.PROMPT);
      running.await();
      assertThat(running.transcript(Side.A).recording().pieces("The sky!", "hm")).isEqualTo(pieces);
    }
  }

  @Test
  void stopsAtOnceHoweverLongThePauseWouldBe() throws Exception {
    RecordedAnswer recorded =
        Recordings.finished(
            List.of(Recordings.text(0, "first "), new Piece(Long.MAX_VALUE, false, "for ever")));
    RecordedEvents events = new RecordedEvents();
    Call call =
        new RecordedProvider(recorded, NanoClock.system(), Thread.ofVirtual().factory())
            .start(Recordings.request(Recordings.PROMPT), events);
    events.awaitFirstDelta();
    call.cancel();
    call.await();
    assertThat(events.failure()).isEqualTo(new Failure.Cancelled());
    assertThat(events.text()).isEqualTo("first ");
  }

  private Answer answer(RecordedAnswer recorded, String prompt) throws Exception {
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      return start(workers, recorded, prompt).await().answer(Side.A);
    }
  }

  private RunningTrial start(ExecutorService workers, RecordedAnswer recorded, String prompt) {
    SideSetup setup =
        new SideSetup(
            "recorded:1f6ad20c#3/A", true, provider(recorded), Recordings.request(prompt));
    return new TrialRunner(workers, clock).start(Map.of(Side.A, setup), TrialListener.NONE);
  }

  private RecordedEvents tell(RecordedAnswer recorded, String prompt) throws Exception {
    return RecordedEvents.of(provider(recorded), Recordings.request(prompt));
  }

  private RecordedProvider provider(RecordedAnswer recorded) {
    return new RecordedProvider(
        recorded, clock, new Pace(clock, clock::rest), Thread.ofVirtual().factory());
  }

  private static List<Long> offsets(RecordedEvents events) {
    long zero = events.started().sentAtNanos();
    return events.recorded().stream()
        .filter(recorded -> isDelta(recorded.event()))
        .map(Recorded::atNanos)
        .map(at -> at - zero)
        .toList();
  }

  private static boolean isDelta(CompletionEvent event) {
    return event instanceof CompletionEvent.TextDelta
        || event instanceof CompletionEvent.ReasoningDelta;
  }
}
