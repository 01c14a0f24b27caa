package app.diptych.session;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Failure;
import app.diptych.review.Tally;
import app.diptych.trial.Side;
import app.diptych.trial.SideState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of every version there ever was open for ever. */
@Timeout(60)
class MigrationTest {
  private static final Path FIXTURES = Path.of("src", "test", "resources");

  @TempDir Path home;

  static List<Integer> versions() {
    return IntStream.rangeClosed(1, Schema.VERSION).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void bringsAFileOfThatVersionUpToDateWithEverythingInIt(int version) throws Exception {
    Path file = home.resolve("workspace.db");
    Path fixture = FIXTURES.resolve("workspace-v" + version + ".db");
    assertThat(fixture).as("a fixture is kept for every version").exists();
    Files.copy(fixture, file);
    try (OpenWorkspace open = new OpenWorkspace(file)) {
      assertThat(open.workspace.interruptedSides()).isEqualTo(1);
      checkFoxes(open, version);
      checkChinese(open);
      if (version >= 5) {
        assertThat(open.workspace.reviews().ballots(WorkspaceFixture.REVIEW))
            .singleElement()
            .satisfies(ballot -> assertThat(ballot.rater()).isEqualTo("ann"));
        assertThat(open.workspace.reviews().list()).hasSize(1);
      }
      if (version >= 6) {
        assertThat(open.workspace.batches().list())
            .singleElement()
            .satisfies(batch -> assertThat(batch.session()).isEqualTo(WorkspaceFixture.FOXES));
        assertThat(open.workspace.batches().items(WorkspaceFixture.BATCH, -1, 10))
            .singleElement()
            .satisfies(item -> assertThat(item.item()).isEqualTo(4));
      }
      if (version >= 7) {
        assertThat(open.workspace.judgings().of(WorkspaceFixture.FOXES)).hasSize(1);
        assertThat(open.workspace.judgings().said(WorkspaceFixture.JUDGING))
            .singleElement()
            .satisfies(said -> assertThat(said.part()).isEqualTo("A_FIRST"));
      }
      assertThat(open.sessions().list(SessionQuery.all()))
          .extracting(SessionSummary::id)
          .containsExactly(WorkspaceFixture.FOXES, WorkspaceFixture.CHINESE);
      assertThat(open.workspace.prompts().revisions("mine/fox"))
          .extracting(revision -> revision.prompt().text())
          .containsExactly("Tell of two {{animal}}s.", "Tell of a {{animal}}.");
      assertThat(open.workspace.value("open-session")).contains(WorkspaceFixture.FOXES);
      open.workspace.lookAfter();
    }
    assertThat(WorkspaceReport.of(file).problems()).isEmpty();
    assertThat(WorkspaceReport.of(file).version()).isEqualTo(Schema.VERSION);
    checkBackup(file, fixture, version);
  }

  private static void checkFoxes(OpenWorkspace open, int version) throws Exception {
    SessionSummary summary = open.sessions().find(WorkspaceFixture.FOXES).orElseThrow();
    assertThat(summary.title()).isEqualTo("Foxes");
    assertThat(summary.notes()).isEqualTo("For the talk");
    assertThat(summary.pinned()).isTrue();
    assertThat(summary.tags()).containsExactly("animals", "fox");
    assertThat(summary.votes()).isEqualTo(new Tally(1, 0, version < 5 ? 0 : 1, 0));
    assertThat(summary.failures()).isEqualTo(1);
    List<SavedTrial> trials = open.sessions().trials(WorkspaceFixture.FOXES);
    assertThat(trials).hasSize(2);
    SavedTrial first = trials.getFirst();
    assertThat(first.answer(Side.A).orElseThrow().text()).isEqualTo("The red fox runs.");
    assertThat(first.answer(Side.A).orElseThrow().reasoning()).isEqualTo("hm ");
    assertThat(first.answer(Side.B).orElseThrow().text()).isEqualTo("A fox \ud83e\udd8a sleeps.");
    assertThat(first.answers().values()).allMatch(answer -> answer.state() == SideState.FINISHED);
    assertThat(first.vote()).extracting("note").isEqualTo("clearer");
    assertThat(open.sessions().recording(first.id(), Side.A).orElseThrow().size()).isEqualTo(5);
    assertThat(trials.get(1).parent()).isEqualTo(first.id());
    assertThat(trials.get(1).answer(Side.A).orElseThrow().failure())
        .isEqualTo(new Failure.RateLimited("Slow down.", "Wait.", Duration.ofSeconds(3)));
  }

  private static void checkChinese(OpenWorkspace open) throws Exception {
    assertThat(open.sessions().list(SessionQuery.words("\u9012\u5f52")))
        .extracting(SessionSummary::madeFrom)
        .containsExactly(WorkspaceFixture.FOXES);
    List<SavedTrial> trials = open.sessions().trials(WorkspaceFixture.CHINESE);
    var cut = trials.getLast().answer(Side.A).orElseThrow();
    assertThat(cut.failure()).isEqualTo(new Failure.Interrupted());
    assertThat(cut.text()).startsWith("on and on and ");
    assertThat(trials.getFirst().answer(Side.A).orElseThrow().text())
        .isEqualTo("\u9012\u5f52\u662f\u81ea\u5df1\u8c03\u7528\u81ea\u5df1\u3002");
  }

  private static void checkBackup(Path file, Path fixture, int version) throws Exception {
    List<Backup> before = Backups.of(file).stream().filter(backup -> backup.version() > 0).toList();
    if (version == Schema.VERSION) {
      assertThat(before).isEmpty();
      return;
    }
    assertThat(before).extracting(Backup::version).containsExactly(version);
    try (Connection backup =
            DriverManager.getConnection("jdbc:sqlite:" + before.getFirst().file());
        Connection original = DriverManager.getConnection("jdbc:sqlite:" + fixture)) {
      assertThat(Schema.version(backup)).isEqualTo(version);
      for (String table : List.of("session", "trial", "side", "verdict", "ledger", "delta")) {
        String all = "SELECT * FROM " + table + " ORDER BY 1, 2, 3";
        assertThat(rows(backup, all)).isEqualTo(rows(original, all)).isNotEmpty();
      }
    }
  }

  private static List<String> rows(Connection connection, String query) throws Exception {
    return Sql.list(connection, query, row -> Arrays.deepToString(Sql.values(row)));
  }
}
