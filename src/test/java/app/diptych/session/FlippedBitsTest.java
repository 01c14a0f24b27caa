package app.diptych.session;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.prompt.Prompt;
import app.diptych.review.Verdict;
import app.diptych.session.WorkspaceException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file in which bits were flipped, or of which a piece is missing: it opens right, or it is
 * refused, or the look after it that follows says so. No wrong answer or verdict is ever read.
 */
@Timeout(1_800)
class FlippedBitsTest {
  @TempDir Path home;

  private Path damaged() {
    return home.resolve("damaged").resolve("workspace.db");
  }

  private byte[] file;
  private byte[] log;
  private Content truth;

  /** All states the workspace was in, oldest first: a torn log is one of them. */
  private final List<Content> history = new ArrayList<>();

  /** Everything a person can read. */
  private record Content(
      Map<String, SavedSession> sessions, List<Prompts.Used> prompts, String value) {
    static Content of(OpenWorkspace open) throws WorkspaceException {
      Map<String, SavedSession> sessions = new LinkedHashMap<>();
      for (SessionSummary summary : open.sessions().list(SessionQuery.all())) {
        open.sessions().whole(summary.id()).ifPresent(one -> sessions.put(summary.id(), one));
      }
      return new Content(
          sessions, open.workspace.prompts().list(), open.workspace.value("v").orElse(""));
    }
  }

  @BeforeEach
  void makeAWorkspace() throws Exception {
    Path whole = home.resolve("workspace.db");
    String first;
    String trial;
    try (OpenWorkspace open = new OpenWorkspace(whole)) {
      first = open.session("first");
      trial = open.trial(first, "the first prompt", "an answer with some words", "and another");
      open.quiet();
    }
    Files.createDirectories(damaged().getParent());
    try (OpenWorkspace open = new OpenWorkspace(whole)) {
      history.add(Content.of(open));
      String second = open.session("second");
      history.add(Content.of(open));
      OpenWorkspace.done(open.sessions().rename(second, "renamed"));
      history.add(Content.of(open));
      OpenWorkspace.done(open.sessions().duplicate(first, "copy", "copied"));
      history.add(Content.of(open));
      OpenWorkspace.done(open.sessions().vote(trial, Verdict.A, "because"));
      history.add(Content.of(open));
      OpenWorkspace.done(open.workspace.prompts().save(Prompt.of("p", "P", "text")));
      history.add(Content.of(open));
      OpenWorkspace.done(open.workspace.value("v", "x"));
      truth = Content.of(open);
      history.add(truth);
      file = Files.readAllBytes(whole);
      log = Files.readAllBytes(home.resolve("workspace.db-wal"));
      OpenWorkspace.done(open.workspace.saveCopy(damaged().resolveSibling("one-file.db")));
    }
  }

  @Test
  void noticesFlippedBitsInTheFile() throws Exception {
    flipTheFile(1, 300);
  }

  @Test
  void noticesFlippedBitsInTheLog() throws Exception {
    flipTheLog(2, 80);
  }

  @Test
  void noticesThatAPieceIsMissing() throws Exception {
    truncate(3, 60);
  }

  @Test
  @Tag("crash")
  void noticesFlippedBitsEverywhere() throws Exception {
    flipTheFile(4, 12_000);
    flipTheLog(5, 2_000);
    truncate(6, 1_000);
  }

  private void flipTheFile(long seed, int times) throws Exception {
    byte[] one = Files.readAllBytes(damaged().resolveSibling("one-file.db"));
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < times; i++) {
      byte[] bytes = one.clone();
      // Evenly spread, so that every kind of page gets its share.
      int at = (int) ((long) bytes.length * i / times) + random.nextInt(bytes.length / times);
      int bit = random.nextInt(8);
      bytes[at] ^= (byte) (1 << bit);
      refused += look(bytes, new byte[0], List.of(truth), "bit " + bit + " of byte " + at) ? 0 : 1;
    }
    assertThat(refused).as("flips that mattered").isPositive();
  }

  private void flipTheLog(long seed, int times) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < times; i++) {
      byte[] bytes = log.clone();
      int at = random.nextInt(bytes.length);
      bytes[at] ^= (byte) (1 << random.nextInt(8));
      look(file, bytes, history, "byte " + at + " of the log");
    }
  }

  private void truncate(long seed, int times) throws Exception {
    byte[] one = Files.readAllBytes(damaged().resolveSibling("one-file.db"));
    Random random = new Random(seed);
    for (int i = 0; i < times; i++) {
      boolean inLog = i % 3 == 0;
      if (inLog) {
        int length = random.nextInt(log.length);
        look(file, Arrays.copyOf(log, length), history, length + " bytes of the log");
      } else {
        // An empty file without a backup beside it is a new one; with a backup it is refused.
        int length =
            i % 3 == 1 ? 1 + random.nextInt(one.length - 1) : (1 + random.nextInt(28)) * 4096;
        look(
            Arrays.copyOf(one, Math.min(length, one.length - 1)),
            new byte[0],
            List.of(truth),
            length + " bytes of the file");
      }
    }
  }

  /**
   * @param right what may be read
   * @return whether everything was read
   */
  private boolean look(byte[] bytes, byte[] wal, List<Content> right, String what)
      throws Exception {
    Files.write(damaged(), bytes);
    Files.deleteIfExists(damaged().resolveSibling("workspace.db-shm"));
    Files.write(damaged().resolveSibling("workspace.db-wal"), wal);
    try (OpenWorkspace open = new OpenWorkspace(damaged())) {
      Content found = Content.of(open);
      if (!right.contains(found)) {
        assertEachIsRight(found, what);
        assertThat(isNoticed(open)).as("noticed later: " + what).isTrue();
      }
      return true;
    } catch (WorkspaceException refused) {
      assertThat(refused.kind()).as(what).isIn(Kind.DAMAGED, Kind.FOREIGN, Kind.READ_ONLY);
      return false;
    }
  }

  /** Something may be missing, but nothing may be other than it was. */
  private void assertEachIsRight(Content found, String what) {
    for (SavedSession session : found.sessions().values()) {
      assertThat(history)
          .as("%s: %s", what, session)
          .anyMatch(state -> isPart(session, state.sessions().get(session.summary().id())));
    }
    assertThat(truth.prompts()).as(what).containsAll(found.prompts());
    assertThat(List.of("", truth.value())).as(what).contains(found.value());
  }

  /** An index that lost its way may hide a row until the file is looked after, never change one. */
  private static boolean isPart(SavedSession found, @Nullable SavedSession whole) {
    return whole != null
        && found.summary().equals(whole.summary())
        && found.trials().stream()
            .allMatch(trial -> whole.trials().stream().anyMatch(all -> isPart(trial, all)));
  }

  private static boolean isPart(SavedSession.Whole found, SavedSession.Whole whole) {
    SavedTrial trial = found.trial();
    SavedTrial all = whole.trial();
    boolean same =
        trial.id().equals(all.id())
            && trial.number() == all.number()
            && trial.prompt().equals(all.prompt())
            && trial.startedAt().equals(all.startedAt());
    return same
        && all.answers().entrySet().containsAll(trial.answers().entrySet())
        && whole.recordings().entrySet().containsAll(found.recordings().entrySet())
        && whole.votes().containsAll(found.votes())
        && (trial.vote() == null || trial.vote().equals(all.vote()));
  }

  private static boolean isNoticed(OpenWorkspace open) {
    try {
      open.workspace.lookAfter();
      return false;
    } catch (WorkspaceException told) {
      return told.kind() == Kind.DAMAGED;
    }
  }
}
