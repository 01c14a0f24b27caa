package app.diptych.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.completion.Failure;
import app.diptych.review.Verdict;
import app.diptych.session.Workspace.Role;
import app.diptych.session.WorkspaceException.Kind;
import app.diptych.trial.RunningTrial;
import app.diptych.trial.Side;
import app.diptych.trial.SideState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is saved is saved once, in order, with the time it happened, and stays as it was. */
@Timeout(60)
class SavingTest {
  @TempDir Path home;

  @Test
  void savesNothingOfASideOnceItsEndIsSaved() throws Exception {
    try (OpenWorkspace open = open()) {
      String session = open.session("s");
      open.trial(session, "p", "one two three", "x");
      open.quiet();
      assertThat(number("SELECT count(*) FROM delta")).isZero();
      assertThat(number("SELECT count(*) FROM side WHERE state = 'FINISHED'")).isEqualTo(2);
    }
    try (OpenWorkspace open = open()) {
      assertThat(open.workspace.interruptedSides()).isZero();
    }
  }

  @Test
  void savesABatchThatIsWrittenTwiceOnlyOnce() throws Exception {
    try (OpenWorkspace open = open()) {
      String session = open.session("s");
      RunningTrial running = open.start(session, null, Map.of(Side.A, open.endless()));
      awaitRow("SELECT count(*) FROM delta WHERE batch = 2");
      try (Connection other = connection()) {
        RowSum.teach(other, true);
        SideRecorder again = new SideRecorder(Side.A, 0);
        again.happened(new app.diptych.completion.CompletionEvent.TextDelta("on and "), 1);
        SideRecorder.Batch batch = again.batch();
        assertThat(batch).isNotNull();
        if (batch != null) {
          Sql.run(other, "BEGIN IMMEDIATE");
          TrialRows.stream(other, running.trial().id(), batch);
          TrialRows.stream(other, running.trial().id(), batch);
          assertThat(Sql.number(other, "SELECT count(*) FROM delta WHERE batch = 0")).isEqualTo(1);
          assertThat(Sql.number(other, "SELECT length(text) FROM delta WHERE batch = 0"))
              .isEqualTo(7);
          Sql.run(other, "ROLLBACK");
        }
      }
      running.cancel();
    }
  }

  @Test
  void keepsTheTimeAtWhichThingsHappenedHoweverLongTheyWait() throws Exception {
    Instant then = Instant.parse("2030-01-02T03:04:05Z");
    try (OpenWorkspace open = open()) {
      CountDownLatch free = holdUp(open);
      open.clock.set(then);
      String id = Sessions.newId();
      CompletableFuture<Void> created = open.sessions().create(id, "t", null);
      open.clock.set(then.plus(Duration.ofHours(5)));
      free.countDown();
      OpenWorkspace.done(created);
      assertThat(open.sessions().find(id).orElseThrow().createdAt())
          .isBetween(then, then.plusSeconds(60));
    }
  }

  @Test
  void keepsTheOrderOfTrialsAndTheVerdictThatHoldsWhenTheClockIsSetBack() throws Exception {
    try (OpenWorkspace open = open()) {
      String session = open.session("s");
      String first = open.trial(session, "first", "a", "b");
      OpenWorkspace.done(open.sessions().vote(first, Verdict.A, "before"));
      Instant changed = open.sessions().find(session).orElseThrow().changedAt();
      open.clock.set(Instant.parse("2001-01-01T00:00:00Z"));
      open.trial(session, "second", "a", "b");
      OpenWorkspace.done(open.sessions().vote(first, Verdict.B, "after"));
      assertThat(open.sessions().trials(session))
          .extracting(SavedTrial::prompt)
          .containsExactly("first", "second");
      assertThat(open.sessions().trials(session).getFirst().vote())
          .extracting("note")
          .isEqualTo("after");
      assertThat(open.sessions().find(session).orElseThrow().changedAt()).isEqualTo(changed);
    }
  }

  @Test
  void keepsOnlyTheLastOfManyDraftsThatWaitForTheDisk() throws Exception {
    try (OpenWorkspace open = open()) {
      CountDownLatch free = holdUp(open);
      CompletableFuture<Void> last = open.workspace.value("draft", "");
      for (int i = 0; i < 50_000; i++) {
        last = open.workspace.value("draft", "x".repeat(100) + i);
      }
      free.countDown();
      OpenWorkspace.done(last);
      assertThat(open.workspace.value("draft")).get().asString().endsWith("49999");
    }
  }

  @Test
  void refusesOneBadChangeAndKeepsTheOthersOfItsBatch() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    try (OpenWorkspace open = open()) {
      open.workspace.listen(new Heard(told));
      CountDownLatch free = holdUp(open);
      CompletableFuture<Void> good = open.sessions().create("one", "one", null);
      CompletableFuture<Void> bad = open.sessions().create("one", "again", null);
      CompletableFuture<Void> more = open.sessions().create("two", "two", null);
      free.countDown();
      OpenWorkspace.done(good);
      OpenWorkspace.done(more);
      assertThat(bad).isCompletedExceptionally();
      assertThat(told).singleElement().asString().startsWith("A change could not be saved");
      assertThat(open.sessions().list(SessionQuery.all())).hasSize(2);
    }
  }

  @Test
  void leavesOneFileBehindAndRefusesChangesOnceItIsClosed() throws Exception {
    OpenWorkspace open = open();
    open.session("s");
    open.sessions().list(SessionQuery.all());
    open.close();
    assertThat(home.resolve("workspace.db-wal")).doesNotExist();
    assertThat(open.sessions().rename("x", "y")).isCompletedExceptionally();
  }

  @Test
  void leavesTrialsAloneThatALivingProcessRecords() throws Exception {
    try (OpenWorkspace window = open()) {
      String session = window.session("s");
      RunningTrial running = window.start(session, null, Map.of(Side.A, window.endless()));
      awaitRow("SELECT count(*) FROM delta");
      try (OpenWorkspace again = open()) {
        assertThat(again.workspace.interruptedSides()).isZero();
      }
      running.cancel();
      running.await();
      window.settle();
      assertThat(
              window.sessions().trials(session).getFirst().answer(Side.A).orElseThrow().failure())
          .isEqualTo(new Failure.Cancelled());
    }
  }

  @Test
  void entersARequestIntoTheLedgerOnceWithItsUsageAlsoWhenACrashCutItOff() throws Exception {
    Path crashed = home.resolve("crashed.db");
    try (OpenWorkspace open = open()) {
      RunningTrial running = open.start(open.session("s"), null, Map.of(Side.A, open.endless()));
      awaitRow("SELECT count(*) FROM delta");
      OpenWorkspace.done(open.workspace.saveCopy(crashed));
      running.cancel();
    }
    new OpenWorkspace(crashed).close();
    new OpenWorkspace(crashed).close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + crashed)) {
      assertThat(Sql.list(connection, "SELECT outcome, usage FROM ledger", row -> row.getString(1)))
          .containsExactly("Interrupted");
      String usage =
          Sql.first(connection, "SELECT usage FROM ledger", row -> row.getString(1)).orElseThrow();
      assertThat(usage).contains("\"source\":\"estimated\"");
    }
  }

  @Test
  void keepsWhatHappenedBesidesTheText() throws Exception {
    try (OpenWorkspace open = open()) {
      String trial = open.trial(open.session("s"), "p", "one two", "x");
      List<SavedEvent> events = open.sessions().events(trial, Side.A);
      assertThat(events)
          .extracting(SavedEvent::kind)
          .contains("started", "usage", SideState.WAITING.name(), SideState.FINISHED.name());
      assertThat(events)
          .filteredOn(event -> event.kind().equals(SideState.FINISHED.name()))
          .allMatch(event -> event.atNanos() > 0);
      OpenWorkspace.done(
          open.sessions()
              .duplicate(open.sessions().trial(trial).orElseThrow().session(), "c", "c"));
      String copy = open.sessions().trials("c").getFirst().id();
      assertThat(open.sessions().events(copy, Side.A)).isEqualTo(events);
    }
  }

  @Test
  void refusesARowThatIsNotWhatWasWrittenAndReadsTheOthers() throws Exception {
    try (OpenWorkspace open = open()) {
      String good = open.session("good");
      open.trial(good, "p", "right", "b");
      String bad = open.session("bad");
      String trial = open.trial(bad, "p", "right", "b");
      open.quiet();
      try (Connection other = connection()) {
        Sql.update(
            other,
            "UPDATE side SET text = 'wrong' WHERE side = 'A' AND trial = (SELECT key FROM trial WHERE"
                + " id = ?)",
            trial);
      }
      assertThatThrownBy(() -> open.sessions().trials(bad))
          .isInstanceOf(WorkspaceException.class)
          .hasMessageContaining("damaged")
          .extracting("kind")
          .isEqualTo(Kind.DAMAGED);
      assertThat(open.sessions().trials(good)).hasSize(1);
      assertThat(open.sessions().list(SessionQuery.all())).hasSize(2);
    }
  }

  @Test
  void sumsUpEveryColumnOfEveryTable() throws Exception {
    try (OpenWorkspace open = open();
        Connection connection = connection()) {
      open.settle();
      List<String> tables =
          Sql.list(
              connection,
              "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%' AND name"
                  + " NOT LIKE 'sqlite%'",
              row -> row.getString(1));
      assertThat(RowSum.tables().keySet()).containsExactlyInAnyOrderElementsOf(tables);
      for (String table : tables) {
        List<String> columns =
            Sql.list(
                connection,
                "SELECT name FROM pragma_table_info(?) WHERE name <> 'sum'",
                row -> row.getString(1),
                table);
        assertThat(RowSum.tables().get(table))
            .as(table)
            .containsExactlyInAnyOrderElementsOf(columns);
      }
    }
  }

  @Test
  void leavesADatabaseOfAnotherProgramAsItWasToTheLastByte() throws Exception {
    Path file = home.resolve("workspace.db");
    try (Connection connection = connection()) {
      Sql.run(
          connection, "CREATE TABLE somebody_elses (x)", "INSERT INTO somebody_elses VALUES (1)");
    }
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(this::open).hasMessageContaining("another program");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void waitsForAnotherProcessThatWritesAndSavesEverythingInOrder() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    try (OpenWorkspace open = open();
        Connection other = connection()) {
      open.workspace.listen(new Heard(told));
      Sql.run(other, "BEGIN IMMEDIATE");
      CompletableFuture<Void> created = open.sessions().create("s", "s", null);
      CompletableFuture<Void> renamed = open.sessions().rename("s", "t");
      Sql.run(other, "INSERT INTO meta (name, value) VALUES ('other', 'x')", "COMMIT");
      OpenWorkspace.done(created);
      OpenWorkspace.done(renamed);
      assertThat(open.sessions().find("s").orElseThrow().title()).isEqualTo("t");
      assertThat(told).isEmpty();
    }
  }

  @Test
  void opensANewWorkspaceFromManyPlacesAtOnce() throws Exception {
    Path file = home.resolve("new").resolve("workspace.db");
    List<CompletableFuture<Void>> opening = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      opening.add(
          CompletableFuture.runAsync(() -> {
            try {
              new OpenWorkspace(file, Role.GUEST).close();
            } catch (WorkspaceException refused) {
              throw new IllegalStateException(refused);
            }
          }));
    }
    for (CompletableFuture<Void> one : opening) {
      one.get(30, TimeUnit.SECONDS);
    }
  }

  private OpenWorkspace open() throws WorkspaceException {
    return new OpenWorkspace(home.resolve("workspace.db"));
  }

  /** Keeps the writer busy until the latch is counted down. */
  private static CountDownLatch holdUp(OpenWorkspace open) {
    CountDownLatch free = new CountDownLatch(1);
    open.writer()
        .execute(() -> {
          try {
            free.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });
    return free;
  }

  private Connection connection() throws Exception {
    return DriverManager.getConnection("jdbc:sqlite:" + home.resolve("workspace.db"));
  }

  private void awaitRow(String query) throws Exception {
    while (number(query) == 0) {
      Thread.onSpinWait();
    }
  }

  private long number(String query) throws Exception {
    try (Connection connection = connection()) {
      return Sql.number(connection, query);
    }
  }
}
