package app.diptych.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.prompt.Prompt;
import app.diptych.review.Verdict;
import app.diptych.session.Restore.Restored;
import app.diptych.session.WorkspaceException.Kind;
import app.diptych.timing.NanoClock;
import app.diptych.trial.RunningTrial;
import app.diptych.trial.Side;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A damaged workspace is noticed, told with what to do, and put right with as little lost. */
@Timeout(60)
class DamageTest {
  private static final Instant NOW = NanoClock.system().now();

  @TempDir Path home;

  @Test
  void putsTheBackupBackWithEverythingNewerThatCanBeRead() throws Exception {
    String session;
    String torn;
    try (OpenWorkspace open = open()) {
      session = open.session("before");
      String voted = open.trial(session, "old", "a", "b");
      OpenWorkspace.done(open.workspace.prompts().save(Prompt.of("p", "P", "one")));
      open.workspace.lookAfter();
      OpenWorkspace.done(open.sessions().vote(voted, Verdict.B, "after the backup"));
      open.trial(session, "newer", "whole", "b");
      torn = open.trial(session, "torn", "unlucky", "b");
      open.trial(open.session("new session"), "newest", "also whole", "b");
      OpenWorkspace.done(open.workspace.prompts().save(Prompt.of("p", "P", "two")));
      open.quiet();
    }
    flip("unlucky");
    assertThat(WorkspaceReport.of(file()).problems()).isNotEmpty();

    Restored restored = Restore.newest(file(), NOW);

    assertThat(restored.trials()).isEqualTo(2);
    assertThat(restored.lost()).isEqualTo(1);
    assertThat(restored.aside()).exists();
    assertThat(WorkspaceReport.of(file()).problems()).isEmpty();
    try (OpenWorkspace open = open()) {
      List<SavedTrial> trials = open.sessions().trials(session);
      assertThat(trials).extracting(SavedTrial::prompt).containsExactly("old", "newer");
      assertThat(trials).extracting(SavedTrial::id).doesNotContain(torn);
      assertThat(trials.getFirst().vote()).extracting("note").isEqualTo("after the backup");
      assertThat(open.sessions().list(SessionQuery.words("also whole"))).hasSize(1);
      assertThat(open.workspace.prompts().list().getFirst().prompt().text()).isEqualTo("two");
      try (Connection connection = connection()) {
        assertThat(Sql.number(connection, "SELECT count(*) FROM ledger")).isEqualTo(8);
      }
    }
  }

  @Test
  void putsTheBackupBackWhenNothingCanBeReadAnyMore() throws Exception {
    withBackup("kept");
    Files.write(file(), new byte[8192]);
    assertThatThrownBy(this::open)
        .isInstanceOf(WorkspaceException.class)
        .extracting("kind")
        .isEqualTo(Kind.DAMAGED);
    Restored restored = Restore.newest(file(), NOW);
    assertThat(restored.trials()).isZero();
    assertThat(Files.readAllBytes(Objects.requireNonNull(restored.aside())))
        .isEqualTo(new byte[8192]);
    try (OpenWorkspace open = open()) {
      assertThat(open.sessions().list(SessionQuery.all()))
          .extracting(SessionSummary::title)
          .containsExactly("kept");
    }
  }

  @Test
  void takesAnEmptyFileBesideABackupForDamageAndAMissingOneForANewStart() throws Exception {
    withBackup("kept");
    Files.write(file(), new byte[0]);
    assertThatThrownBy(this::open).hasMessageContaining("damaged");
    Files.delete(file());
    try (OpenWorkspace open = open()) {
      assertThat(open.workspace.orphan()).isPresent();
      assertThat(open.sessions().list(SessionQuery.all())).isEmpty();
      open.trial(open.session("meanwhile"), "p", "a", "b");
    }
    assertThat(Restore.newest(file(), NOW).trials()).isEqualTo(1);
    try (OpenWorkspace open = open()) {
      assertThat(open.workspace.orphan()).isEmpty();
      assertThat(open.sessions().list(SessionQuery.all()))
          .extracting(SessionSummary::title)
          .containsExactlyInAnyOrder("kept", "meanwhile");
    }
  }

  @Test
  void leavesTheLogOfAFileThatWasEmptiedAlone() throws Exception {
    withBackup("kept");
    Path log = home.resolve("workspace.db-wal");
    Files.write(file(), new byte[0]);
    Files.writeString(log, "the last commits");
    assertThatThrownBy(this::open).hasMessageContaining("damaged");
    assertThat(log).hasContent("the last commits");
  }

  @Test
  void putsNothingBackWhileSomebodyHasTheWorkspaceOpen() throws Exception {
    withBackup("kept");
    try (OpenWorkspace open = open()) {
      assertThatThrownBy(() -> Restore.newest(file(), NOW))
          .isInstanceOf(WorkspaceException.class)
          .hasMessageContaining("close Diptych");
      assertThat(open.sessions().list(SessionQuery.all())).hasSize(1);
    }
  }

  @Test
  void saysThatThereIsNoBackup() throws Exception {
    open().close();
    assertThatThrownBy(() -> Restore.newest(file(), NOW)).hasMessageContaining("no backup");
    assertThat(file()).exists();
  }

  @Test
  void neverTakesATinyFileForANewOne() throws Exception {
    Files.writeString(file(), "not mine");
    assertThatThrownBy(this::open)
        .isInstanceOf(WorkspaceException.class)
        .extracting("kind")
        .isEqualTo(Kind.FOREIGN);
    assertThat(file()).hasContent("not mine");
  }

  @Test
  void givesUpWhatWasDeletedAMonthAgoAndNothingElse() throws Exception {
    try (OpenWorkspace open = open()) {
      open.clock.set(NOW);
      String old = open.session("old");
      String trial = open.trial(old, "unusual", "a", "b");
      String recent = open.session("recent");
      String kept = open.session("kept");
      open.trial(kept, "unusual", "a", "b");
      OpenWorkspace.done(open.sessions().delete(old));
      open.clock.set(NOW.plus(Duration.ofDays(20)));
      OpenWorkspace.done(open.sessions().delete(recent));
      open.clock.set(NOW.plus(Duration.ofDays(31)));
      open.workspace.lookAfter();
      open.settle();
      assertThat(open.sessions().whole(old)).isEmpty();
      assertThat(open.sessions().trial(trial)).isEmpty();
      assertThat(open.workspace.noted(trial)).as("what was spent stays known").hasSize(2);
      OpenWorkspace.done(open.sessions().restore(recent));
      assertThat(open.sessions().list(SessionQuery.all())).hasSize(2);
      open.workspace.lookAfter();
      try (Connection connection = open.writerConnection()) {
        assertThat(Sql.number(connection, "SELECT count(*) FROM trial")).isEqualTo(1);
        assertThat(Sql.number(connection, "SELECT count(*) FROM search")).isEqualTo(1);
      }
    }
  }

  @Test
  void makesNoBackupOfADamagedWorkspaceAndDropsNone() throws Exception {
    withBackup("kept");
    try (OpenWorkspace open = open()) {
      open.trial(open.session("later"), "p", "unlucky", "b");
      open.quiet();
    }
    flip("unlucky");
    try (OpenWorkspace open = open()) {
      open.clock.set(NOW.plus(Duration.ofDays(5)));
      assertThatThrownBy(() -> open.workspace.lookAfter())
          .isInstanceOf(WorkspaceException.class)
          .extracting("kind")
          .isEqualTo(Kind.DAMAGED);
    }
    assertThat(Backups.of(file())).hasSize(1);
  }

  @Test
  void skipsABackupThatIsDamagedItself() throws Exception {
    withBackup("kept");
    Path newer = home.resolve("backups").resolve(Backup.name(9, 0));
    Files.write(newer, new byte[4096]);
    assertThat(Backups.of(file()).getFirst().file()).isEqualTo(newer);
    assertThat(Restore.newestWhole(file()).orElseThrow().number()).isEqualTo(1);
  }

  @Test
  void keepsAFewBackupsWhateverTheClockSays() throws Exception {
    try (OpenWorkspace open = open()) {
      open.session("s");
      for (int day = 0; day < 60; day++) {
        Instant now = NOW.plus(Duration.ofHours(25L * day));
        open.clock.set(now);
        open.workspace.lookAfter();
        open.workspace.lookAfter();
        assertThat(Backups.of(file())).hasSizeLessThanOrEqualTo(5);
      }
      List<Backup> backups = Backups.of(file());
      assertThat(backups.getFirst().number()).isEqualTo(60);
      assertThat(Duration.between(backups.getLast().madeAt(), backups.getFirst().madeAt()))
          .isGreaterThanOrEqualTo(Duration.ofDays(7));
      open.clock.set(NOW.minus(Duration.ofDays(900)));
      open.workspace.lookAfter();
      assertThat(Backups.of(file()).getFirst().number()).isEqualTo(61);
    }
    try (Stream<Path> files = Files.list(home.resolve("backups"))) {
      assertThat(files).allMatch(file -> file.toString().endsWith(".db"));
    }
  }

  @Test
  void goesOnWithEverythingWhenTheFolderWasDeletedMeanwhile() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    Path folder = home.resolve("data");
    Path file = folder.resolve("workspace.db");
    String session;
    try (OpenWorkspace open = new OpenWorkspace(file)) {
      open.workspace.listen(new Heard(told));
      session = open.session("s");
      String trial = open.trial(session, "p", "a", "b");
      RunningTrial running = open.start(session, null, Map.of(Side.A, open.endless()));
      // Its words are looked for in the end, however late it begins to speak.
      while (!running.trial().answer(Side.A).text().startsWith("on and on ")) {
        Thread.onSpinWait();
      }
      open.settle();
      delete(folder);
      var vote = open.sessions().vote(trial, Verdict.A, "");
      // What is wrong is known a moment before it is told.
      while (told.isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(told).containsExactly("GONE");
      assertThat(vote).isNotDone();
      OpenWorkspace.done(open.workspace.saveAgain());
      OpenWorkspace.done(vote);
      running.cancel();
      running.await();
      open.settle();
      while (!told.getLast().equals("fine")) {
        Thread.onSpinWait();
      }
      assertThat(told).containsExactly("GONE", "fine");
      assertThat(open.sessions().trials(session)).hasSize(2);
    }
    try (OpenWorkspace open = new OpenWorkspace(file)) {
      List<SavedTrial> trials = open.sessions().trials(session);
      assertThat(trials.getFirst().vote()).isNotNull();
      assertThat(trials.get(1).answer(Side.A).orElseThrow().text()).startsWith("on and on ");
    }
  }

  @Test
  void leavesAFileAloneThatTookThePlaceOfTheWorkspace() throws Exception {
    try (OpenWorkspace open = open()) {
      String session = open.session("s");
      Files.move(file(), home.resolve("moved.db"));
      Files.writeString(file(), "somebody else's");
      var renamed = open.sessions().rename(session, "t");
      while (open.workspace.trouble().isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(open.workspace.trouble()).contains(Trouble.GONE);
      OpenWorkspace.done(open.workspace.saveAgain());
      OpenWorkspace.done(renamed);
      assertThat(file()).hasContent("somebody else's");
      assertThat(open.workspace.file()).isNotEqualTo(file());
      assertThat(open.sessions().find(session).orElseThrow().title()).isEqualTo("t");
    }
  }

  @Test
  void refusesAHugeFileThatIsNoWorkspaceAtOnce() throws Exception {
    try (RandomAccessFile huge = new RandomAccessFile(file().toFile(), "rw")) {
      huge.setLength(4L << 30);
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(WorkspaceException.class)
        .extracting("kind")
        .isEqualTo(Kind.FOREIGN);
    assertThat(Files.size(file())).isEqualTo(4L << 30);
  }

  private void withBackup(String title) throws Exception {
    try (OpenWorkspace open = open()) {
      open.trial(open.session(title), "p", "a", "b");
      open.workspace.lookAfter();
    }
    assertThat(Backups.of(file())).hasSize(1);
  }

  /** Flips one bit in the first place these words are stored as plain text. */
  private void flip(String words) throws Exception {
    byte[] bytes = Files.readAllBytes(file());
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = text.indexOf(words);
    int flipped = 0;
    // The text itself and not the delta or the word in the index: all of them.
    while (at >= 0) {
      bytes[at] ^= 1;
      flipped++;
      at = text.indexOf(words, at + 1);
    }
    assertThat(flipped).isPositive();
    Files.write(file(), bytes);
  }

  private OpenWorkspace open() throws WorkspaceException {
    return new OpenWorkspace(file());
  }

  private Path file() {
    return home.resolve("workspace.db");
  }

  private Connection connection() throws Exception {
    return DriverManager.getConnection("jdbc:sqlite:" + file());
  }

  private static void delete(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
