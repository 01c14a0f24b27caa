package app.diptych.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.Failure;
import app.diptych.report.PastAnswers;
import app.diptych.review.Tally;
import app.diptych.review.Verdict;
import app.diptych.session.Workspace.Role;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.RunningTrial;
import app.diptych.trial.Side;
import app.diptych.trial.SideState;
import app.diptych.trial.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WorkspaceTest {
  @TempDir Path home;

  @Test
  void bringsADeletedSessionBackWhenSomebodyGoesOnWithIt() throws Exception {
    try (OpenWorkspace open = new OpenWorkspace(home.resolve("workspace.db"))) {
      String session = open.session("s");
      String trial = open.trial(session, "p", "a", "b");
      OpenWorkspace.done(open.sessions().delete(session));
      assertThat(open.sessions().models()).isEmpty();
      assertThat(open.sessions().list(SessionQuery.of("", SessionQuery.Shelf.DELETED)))
          .extracting(SessionSummary::id)
          .containsExactly(session);
      OpenWorkspace.done(open.sessions().vote(trial, Verdict.A, ""));
      assertThat(open.sessions().find(session).orElseThrow().deleted()).isFalse();
      OpenWorkspace.done(open.sessions().delete(session));
      open.trial(session, "p", "a", "b");
      assertThat(open.sessions().find(session).orElseThrow().deleted()).isFalse();
      assertThat(open.sessions().models()).containsExactly("demo/base", "demo/small");
    }
  }

  @Test
  void givesTheVerdictsThatHoldWithoutTheirAnswers() throws Exception {
    try (OpenWorkspace open = open()) {
      String session = open.session("s");
      String one = open.trial(session, "p", "a", "b");
      String two = open.trial(session, "q", "a", "b");
      String gone = open.trial(open.session("gone"), "r", "a", "b");
      OpenWorkspace.done(open.sessions().vote(one, Verdict.A, ""));
      OpenWorkspace.done(open.sessions().vote(one, Verdict.TIE, "after all"));
      OpenWorkspace.done(open.sessions().vote(two, Verdict.B, ""));
      OpenWorkspace.done(open.sessions().vote(two, null, ""));
      OpenWorkspace.done(open.sessions().vote(gone, Verdict.B, ""));
      assertThat(open.workspace.verdicts()).isEqualTo(Map.of(one, Verdict.TIE, gone, Verdict.B));
      OpenWorkspace.done(
          open.sessions().delete(open.sessions().trial(gone).orElseThrow().session()));
      assertThat(open.workspace.verdicts()).isEqualTo(Map.of(one, Verdict.TIE));
    }
  }

  @Test
  void isTheSameUntilSomebodyWritesIntoIt() throws Exception {
    try (OpenWorkspace open = new OpenWorkspace(home.resolve("workspace.db"))) {
      String session = open.session("s");
      Revision first = open.workspace.revision();
      open.workspace.sessions().list(SessionQuery.all());
      assertThat(open.workspace.revision()).isEqualTo(first);
      OpenWorkspace.done(open.sessions().rename(session, "t"));
      Revision second = open.workspace.revision();
      assertThat(second).isNotEqualTo(first);
      try (Connection other = open.writerConnection()) {
        Sql.run(other, "UPDATE session SET notes = 'by another program'");
      }
      assertThat(open.workspace.revision()).isNotEqualTo(second);
    }
  }

  @Test
  void givesBackEverythingThatWasSaved() throws Exception {
    Trial ran;
    String session;
    try (OpenWorkspace open = open()) {
      session = open.session("Foxes");
      ran =
          open.trial(
              session,
              "Tell of a fox",
              null,
              Map.of(
                  Side.A, open.answering("demo/small", "Tell of a fox", "The red fox runs."),
                  Side.B, open.answering("demo/base", "Tell of a fox", "A fox 🦊 sleeps.")));
    }
    try (OpenWorkspace open = open()) {
      SavedTrial saved = open.sessions().trials(session).getFirst();
      assertThat(saved.answers()).isEqualTo(ran.answers());
      assertThat(saved.prompt()).isEqualTo("Tell of a fox");
      assertThat(saved.number()).isEqualTo(1);
      SessionSummary summary = open.sessions().find(session).orElseThrow();
      assertThat(summary.trials()).isEqualTo(1);
      assertThat(summary.models()).containsExactlyInAnyOrder("demo/small", "demo/base");
    }
  }

  @Test
  void handsOverTrialsOneByOneAsTheyAreTogether() throws Exception {
    try (OpenWorkspace open = open()) {
      SavedSession past = PastAnswers.session(1);
      open.sessions().add(past).get(60, TimeUnit.SECONDS);
      List<SavedTrial> one = new ArrayList<>();
      open.sessions().each(past.summary().id(), one::add);
      assertThat(one).hasSize(60).isEqualTo(open.sessions().trials(past.summary().id()));
    }
  }

  @Test
  void stopsHandingOverTrialsWhenItIsInterrupted() throws Exception {
    try (OpenWorkspace open = open()) {
      SavedSession past = PastAnswers.session(1);
      open.sessions().add(past).get(60, TimeUnit.SECONDS);
      List<SavedTrial> read = new ArrayList<>();
      assertThatThrownBy(() ->
              open.sessions()
                  .each(
                      past.summary().id(),
                      trial -> {
                        read.add(trial);
                        if (read.size() == 3) {
                          Thread.currentThread().interrupt();
                        }
                      }))
          .isInstanceOf(InterruptedException.class);
      assertThat(read).hasSize(3);
      assertThat(open.sessions().trials(past.summary().id())).hasSize(60);
    }
  }

  @Test
  void givesBackTheStreamPieceByPiece() throws Exception {
    try (OpenWorkspace open = open()) {
      String session = open.session("s");
      String trial = open.trial(session, "p", "one two three", "x");
      Recording recording = open.sessions().recording(trial, Side.A).orElseThrow();
      assertThat(recording.pieces("one two three", "hm "))
          .extracting(Recording.Piece::text)
          .containsExactly("hm ", "one ", "two ", "three");
      assertThat(recording.isReasoning(0)).isTrue();
      assertThat(recording.offset(0)).isNotNegative().isLessThanOrEqualTo(recording.offset(3));
    }
  }

  @Test
  void aQuickAnswerIsNotOpenedAgainByTheSaveThatWasPlannedForIt() throws Exception {
    try (OpenWorkspace open = open()) {
      String session = open.session("s");
      String trial = open.trial(session, "p", "quick", "quicker");
      long late = open.clock.nanos() + Duration.ofMillis(4L * TrialRecorder.PACE_MILLIS).toNanos();
      while (open.clock.nanos() < late) {
        open.settle();
      }
      SavedTrial saved = open.sessions().trial(trial).orElseThrow();
      assertThat(saved.answers().values())
          .extracting(Answer::state)
          .containsOnly(SideState.FINISHED);
      assertThat(number("SELECT count(*) FROM delta")).isZero();
    }
  }

  @Test
  void hasStreamedTextOnTheDiskBeforeTheAnswerEnds() throws Exception {
    try (OpenWorkspace open = open()) {
      String session = open.session("s");
      RunningTrial running = open.start(session, null, Map.of(Side.A, open.endless()));
      awaitRow("SELECT count(*) FROM delta WHERE text LIKE '%and on%'");
      running.cancel();
      running.await();
      open.settle();
      assertThat(number("SELECT count(*) FROM delta")).isZero();
      SavedTrial saved = open.sessions().trials(session).getFirst();
      assertThat(saved.answer(Side.A).orElseThrow().text()).startsWith("on and on");
      assertThat(open.workspace.longestLag()).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void leavesAnAnswerFinishedThatEndedBeforeItsFirstSave() throws Exception {
    String session;
    try (OpenWorkspace open = open()) {
      session = open.session("s");
      open.trial(session, "p", "quick", "quicker");
      open.settleLate();
      assertThat(number("SELECT count(*) FROM delta")).isZero();
    }
    try (OpenWorkspace open = open()) {
      assertThat(open.workspace.interruptedSides()).isZero();
      assertThat(open.sessions().trials(session).getFirst().answers().values())
          .extracting(Answer::state)
          .containsOnly(SideState.FINISHED);
    }
  }

  @Test
  void marksWhatACrashCutOffAndKeepsItsText() throws Exception {
    Path copy = home.resolve("crashed.db");
    String session;
    try (OpenWorkspace open = open()) {
      session = open.session("s");
      RunningTrial running = open.start(session, null, Map.of(Side.A, open.endless()));
      // Twice in one save: the first save may have come after a single piece.
      awaitRow("SELECT count(*) FROM delta WHERE text LIKE '%and on%'");
      // What a crash leaves: the file as it is in the middle of an answer.
      OpenWorkspace.done(open.workspace.saveCopy(copy));
      running.cancel();
    }
    try (OpenWorkspace guest = new OpenWorkspace(copy, Role.GUEST)) {
      assertThat(guest.workspace.interruptedSides()).isZero();
    }
    try (OpenWorkspace open = new OpenWorkspace(copy)) {
      assertThat(open.workspace.interruptedSides()).isEqualTo(1);
      var answer = open.sessions().trials(session).getFirst().answer(Side.A).orElseThrow();
      assertThat(answer.failure()).isEqualTo(new Failure.Interrupted());
      assertThat(answer.text()).startsWith("on and on ");
      assertThat(answer.metrics().timeToFirstToken()).isPresent();
      assertThat(open.sessions().list(SessionQuery.words("on and"))).hasSize(1);
    }
  }

  @Test
  void countsTheVerdictThatHoldsAndTakesItBack() throws Exception {
    try (OpenWorkspace open = open()) {
      String session = open.session("s");
      String trial = open.trial(session, "p", "a", "b");
      OpenWorkspace.done(open.sessions().vote(trial, Verdict.A, ""));
      OpenWorkspace.done(open.sessions().vote(trial, Verdict.BOTH_BAD, "neither knows"));
      assertThat(open.sessions().find(session).orElseThrow().votes())
          .isEqualTo(new Tally(0, 0, 0, 1));
      assertThat(open.sessions().trials(session).getFirst().vote())
          .extracting("note")
          .isEqualTo("neither knows");
      OpenWorkspace.done(open.sessions().vote(trial, null, ""));
      assertThat(open.sessions().find(session).orElseThrow().votes()).isEqualTo(Tally.NONE);
      assertThat(open.sessions().trials(session).getFirst().vote()).isNull();
      assertThat(number("SELECT count(*) FROM verdict")).isEqualTo(3);
    }
  }

  @Test
  void findsSessionsByWordsOfTitlePromptAndAnswersAlsoInChinese() throws Exception {
    try (OpenWorkspace open = open()) {
      String foxes = open.session("Foxes");
      open.trial(foxes, "Tell of a fox", "The lighthouse keeper's café", "none");
      String chinese = open.session("Chinese");
      open.trial(chinese, "什么是递归函数?", "递归是自己调用自己。", "none");
      assertThat(found(open, "cafe")).containsExactly(foxes);
      assertThat(found(open, "lightho")).containsExactly(foxes);
      assertThat(found(open, "递归")).containsExactly(chinese);
      assertThat(found(open, "foxes")).containsExactly(foxes);
      assertThat(found(open, "fox NOT \"( OR *")).isEmpty();
      assertThat(found(open, "%_\\")).isEmpty();
    }
  }

  @Test
  void listsByModelTagVerdictFailureAndDate() throws Exception {
    try (OpenWorkspace open = open()) {
      String good = open.session("good");
      String trial = open.trial(good, "p", "a", "b");
      OpenWorkspace.done(open.sessions().vote(trial, Verdict.TIE, ""));
      OpenWorkspace.done(open.sessions().tag(good, List.of("fox", " fox", "")));
      String bad = open.session("bad");
      open.trial(
          bad,
          "p",
          null,
          Map.of(
              Side.A,
              open.failing(
                  "other/model",
                  "p",
                  new TextDelta("par"),
                  new Failed(new Failure.ConnectionLost("Cut.", "Again.")))));
      Sessions sessions = open.sessions();
      assertThat(ids(sessions, query("demo/small", null, null, false))).containsExactly(good);
      assertThat(ids(sessions, query(null, "fox", null, false))).containsExactly(good);
      assertThat(ids(sessions, query(null, null, Verdict.TIE, false))).containsExactly(good);
      assertThat(ids(sessions, query(null, null, null, true))).containsExactly(bad);
      assertThat(sessions.tags()).containsExactly("fox");
      assertThat(sessions.models()).containsExactly("demo/base", "demo/small", "other/model");
      assertThat(sessions.trials(bad).getFirst().answer(Side.A).orElseThrow().text())
          .isEqualTo("par");
    }
  }

  @Test
  void deletesArchivesPinsDuplicatesAndBringsBack() throws Exception {
    try (OpenWorkspace open = open()) {
      Sessions sessions = open.sessions();
      String first = open.session("first");
      String trial = open.trial(first, "p", "a", "b");
      OpenWorkspace.done(sessions.vote(trial, Verdict.A, "clear"));
      String second = open.session("second");
      OpenWorkspace.done(sessions.pin(first, true));
      assertThat(ids(sessions, SessionQuery.all())).containsExactly(first, second);
      OpenWorkspace.done(sessions.delete(first));
      assertThat(ids(sessions, SessionQuery.all())).containsExactly(second);
      OpenWorkspace.done(sessions.restore(first));
      OpenWorkspace.done(sessions.archive(second, true));
      assertThat(ids(sessions, SessionQuery.all())).containsExactly(first);
      OpenWorkspace.done(sessions.duplicate(first, "copy", "first (copy)"));
      SavedSession copy = sessions.whole("copy").orElseThrow();
      SavedSession original = sessions.whole(first).orElseThrow();
      assertThat(copy.summary().madeFrom()).isEqualTo(first);
      assertThat(copy.summary().votes()).isEqualTo(new Tally(1, 0, 0, 0));
      assertThat(copy.trials().getFirst().recordings())
          .isEqualTo(original.trials().getFirst().recordings());
      assertThat(copy.trials().getFirst().trial().answers())
          .isEqualTo(original.trials().getFirst().trial().answers());
      assertThat(copy.trials().getFirst().trial().id()).isNotEqualTo(trial);
    }
  }

  @Test
  void keepsALedgerEntryForEveryRequestEvenWhenItsSessionIsGone() throws Exception {
    try (OpenWorkspace open = open()) {
      open.trial(open.session("s"), "p", "a", "b");
      assertThat(number("SELECT count(*) FROM ledger WHERE usage IS NOT NULL")).isEqualTo(2);
    }
  }

  @Test
  void opensAWorkspaceOfANewerVersionForReadingOnly() throws Exception {
    try (OpenWorkspace open = open()) {
      open.trial(open.session("kept"), "p", "a", "b");
    }
    sql("PRAGMA user_version = 99");
    try (OpenWorkspace open = open()) {
      assertThat(open.workspace.readOnly()).get().asString().contains("newer version");
      assertThat(open.sessions().list(SessionQuery.all())).hasSize(1);
      assertThat(open.sessions().rename("x", "y")).isCompletedExceptionally();
    }
  }

  @Test
  void refusesAFileThatIsNoWorkspaceAndLeavesItAlone() throws Exception {
    Files.writeString(file(), "not a database, just text that is long enough to be looked at");
    assertThatThrownBy(this::open)
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("not a workspace");
    assertThat(Files.readString(file())).startsWith("not a database");
    Files.delete(file());
    sql("CREATE TABLE somebody_elses (x)");
    assertThatThrownBy(this::open).hasMessageContaining("another program");
  }

  private List<String> found(OpenWorkspace open, String words) throws Exception {
    return ids(open.sessions(), SessionQuery.words(words));
  }

  private static List<String> ids(Sessions sessions, SessionQuery query) throws Exception {
    return sessions.list(query).stream().map(SessionSummary::id).toList();
  }

  private static SessionQuery query(
      @Nullable String model, @Nullable String tag, @Nullable Verdict verdict, boolean failures) {
    return new SessionQuery(
        "", model, tag, null, null, verdict, failures, SessionQuery.Shelf.CURRENT, 10);
  }

  private OpenWorkspace open() throws WorkspaceException {
    return new OpenWorkspace(file());
  }

  private Path file() {
    return home.resolve("workspace.db");
  }

  private void awaitRow(String query) throws Exception {
    while (number(query) == 0) {
      Thread.onSpinWait();
    }
  }

  private long number(String query) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file())) {
      return Sql.number(connection, query);
    }
  }

  private void sql(String statement) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file())) {
      Sql.run(connection, statement);
    }
  }
}
