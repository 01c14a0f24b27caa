package app.diptych.session;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.session.Named.None;
import app.diptych.session.Named.One;
import app.diptych.session.RecordingNames.Recorded;
import app.diptych.trial.Recording;
import app.diptych.trial.RunningTrial;
import app.diptych.trial.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RecordingNamesTest {
  @TempDir Path home;

  private OpenWorkspace open;

  @BeforeEach
  void openWorkspace() throws Exception {
    open = new OpenWorkspace(home.resolve("workspace.db"));
  }

  @AfterEach
  void closeWorkspace() {
    open.close();
  }

  @Test
  void findsAnAnswerByIdBeginningOrTitleAndByNumberOrIdOfTheTrial() throws Exception {
    String session = open.session("Colours of the sky");
    open.trial(session, "Why blue?", "It scatters.", "Because.");
    String second = open.trial(session, "Why red?", "It is late.", "Dust in it.");
    for (String name :
        List.of(
            session + "#2/B",
            session.substring(0, 8) + "#2/b",
            session.substring(0, 3) + "#2/B",
            "Colours of the sky#2/B",
            session + "#" + second + "/B")) {
      Recorded found = found("recorded:" + name);
      assertThat(found.name()).isEqualTo("recorded:" + session.substring(0, 8) + "#2/B");
      assertThat(found.answer().answer().text()).isEqualTo("Dust in it.");
      assertThat(found.answer().prompt()).isEqualTo("Why red?");
      assertThat(found.answer().answeredBy()).isEqualTo("scripted");
      assertThat(found.answer().contended()).isTrue();
      assertThat(found.answer().pieces())
          .extracting(Recording.Piece::text)
          .containsExactly("hm ", "Dust ", "in ", "it.");
    }
  }

  @Test
  void saysWhatWouldHelpWhenThereIsNoSuchThing() throws Exception {
    assertNone("recorded:x#1/A", "There is no session \"x\".", "Nothing is saved here yet");
    String session = open.session("Skies");
    String brief = session.substring(0, 8);
    assertNone("recorded:Skies#1/A", "has no trials yet", "Run a prompt");
    open.trial(session, "Why blue?", "It scatters.", "Because.");
    assertNone("recorded:x#1/A", "There is no session \"x\".", brief + " (Skies)");
    assertNone("recorded:#1/A", "No session is named.", brief + " (Skies)");
    assertNone("recorded:Skies#7/A", "has no trial 7.", "Its only trial is 1.");
    open.trial(session, "Why red?", "It is late.", "Dust.");
    assertNone("recorded:Skies#0/A", "has no trial 0.", "Its trials are 1 to 2.");
    assertNone("recorded:Skies#1/C", "There is no side \"C\"", "recorded:SESSION#TRIAL/SIDE");
    assertNone(
        "recorded:Skies#1", "does not name a recorded answer", "recorded:SESSION#TRIAL/SIDE");
    assertNone(
        "recorded:Skies/A", "does not name a recorded answer", "recorded:SESSION#TRIAL/SIDE");
    assertNone("recorded:", "does not name a recorded answer", "recorded:SESSION#TRIAL/SIDE");
  }

  @Test
  void namesTheSideThereIs() throws Exception {
    String session = open.session("One");
    open.trial(session, "Hi", null, Map.of(Side.B, open.answering("demo/base", "Hi", "Hello.")));
    assertNone("recorded:One#1/A", "has no side A.", "Its only side is B.");
    assertThat(found("recorded:One#1/B").answer().answer().text()).isEqualTo("Hello.");
  }

  @Test
  void asksForMoreWhenANameFitsSeveralSessions() throws Exception {
    String one = open.session("Twice");
    String two = open.session("Twice");
    open.trial(one, "Hi", "Hello.", "Hey.");
    assertNone("recorded:Twice#1/A", "\"Twice\" fits 2 sessions.", one.substring(0, 8));
    assertNone("recorded:Twice#1/A", "\"Twice\" fits 2 sessions.", two.substring(0, 8));
    assertThat(found("recorded:" + one + "#1/A").answer().session()).isEqualTo("Twice");
  }

  @Test
  void aDeletedSessionHasNoNameUntilItIsBack() throws Exception {
    String session = open.session("Gone");
    open.trial(session, "Hi", "Hello.", "Hey.");
    OpenWorkspace.done(open.sessions().delete(session));
    assertNone("recorded:" + session + "#1/A", "There is no session", "Nothing is saved here yet");
    OpenWorkspace.done(open.sessions().restore(session));
    assertThat(found("recorded:" + session + "#1/A").answer().answer().text()).isEqualTo("Hello.");
  }

  @Test
  void anAnswerUnderWayIsNoRecordingYet() throws Exception {
    String session = open.session("Slow");
    CountDownLatch go = new CountDownLatch(1);
    RunningTrial running =
        open.start(
            session,
            null,
            Map.of(
                Side.A,
                open.setup(
                    "demo/small",
                    "Hi",
                    stage -> {
                      stage.say(new TextDelta("Hel"));
                      go.await();
                      stage.say(new TextDelta("lo"));
                      stage.say(new Finished(FinishReason.STOP));
                    })));
    open.settle();
    assertNone("recorded:Slow#1/A", "is still being answered", "Wait");
    go.countDown();
    running.await();
    open.settle();
    assertThat(found("recorded:Slow#1/A").answer().answer().text()).isEqualTo("Hello");
  }

  @Test
  void anAnswerThatCameWithoutItsTimingCannotBeGivenAgain() throws Exception {
    String session = open.session("Here");
    open.trial(session, "Hi", "Hello.", "Hey.");
    SavedSession whole = open.sessions().whole(session).orElseThrow();
    OpenWorkspace.done(open.sessions().delete(session));
    SessionSummary other = renamed(whole.summary(), "elsewhere");
    OpenWorkspace.done(
        open.sessions()
            .add(
                new SavedSession(
                    other,
                    whole.trials().stream()
                        .map(trial ->
                            new SavedSession.Whole(moved(trial.trial()), Map.of(), List.of()))
                        .toList())));
    assertNone("recorded:elsewhere#1/A", "has no timing for side A", "piece by piece");
  }

  private static SessionSummary renamed(SessionSummary old, String id) {
    return new SessionSummary(
        id,
        old.title(),
        old.notes(),
        old.createdAt(),
        old.changedAt(),
        old.pinned(),
        old.archived(),
        old.deleted(),
        old.madeFrom(),
        old.trials(),
        old.failures(),
        old.votes(),
        old.models(),
        old.tags());
  }

  private static SavedTrial moved(SavedTrial trial) {
    return new SavedTrial(
        trial.id() + "-again",
        "elsewhere",
        trial.number(),
        null,
        null,
        trial.startedAt(),
        trial.prompt(),
        trial.answers(),
        null);
  }

  private Recorded found(String name) throws Exception {
    Named<Recorded> named = open.sessions().names().answer(name);
    assertThat(named).as(name).isInstanceOf(One.class);
    return ((One<Recorded>) named).value();
  }

  private void assertNone(String name, String message, String hint) throws Exception {
    Named<Recorded> named = open.sessions().names().answer(name);
    assertThat(named).as(name).isInstanceOf(None.class);
    Failure.ModelNotFound failure = ((None<Recorded>) named).failure();
    assertThat(failure.message()).contains(message);
    assertThat(failure.hint()).contains(hint);
  }
}
