package app.diptych.session;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.prompt.Prompt;
import app.diptych.review.Verdict;
import app.diptych.session.FaultyDisk.Fault;
import app.diptych.trial.RunningTrial;
import app.diptych.trial.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that fills or breaks at any step of any save: nothing already saved is lost or changed.
 */
@Timeout(600)
class FaultTest {
  @TempDir Path home;

  private Path base;
  private List<SavedSession> truth;
  private FaultyDisk disk;

  @BeforeEach
  void makeAWorkspace() throws Exception {
    base = home.resolve("base.db");
    try (OpenWorkspace open = new OpenWorkspace(base)) {
      String session = open.session("old");
      String trial = open.trial(session, "an old prompt", "an old answer", "another");
      OpenWorkspace.done(open.sessions().vote(trial, Verdict.A, "old"));
      open.quiet();
      truth = whole(open);
    }
    disk = new FaultyDisk();
  }

  @AfterEach
  void giveTheDiskBack() {
    disk.close();
  }

  @Test
  void savesEverythingOnceTheTroubleEndsWhateverStepItBeganAt() throws Exception {
    everyStep(Fault.FULL, 7);
    everyStep(Fault.FULL_ONCE, 11);
    everyStep(Fault.BROKEN, 13);
  }

  @Test
  void keepsWhatWasSavedWhenTheProgramDiesAtAnyStep() throws Exception {
    everyDeath(Fault.BROKEN, 7);
    everyDeath(Fault.TORN, 5);
  }

  @Test
  @Tag("crash")
  void savesEverythingOnceTheTroubleEndsAtTrulyEveryStep() throws Exception {
    for (Fault fault : List.of(Fault.FULL, Fault.FULL_ONCE, Fault.BROKEN, Fault.TORN)) {
      everyStep(fault, 1);
    }
  }

  @Test
  @Tag("crash")
  void keepsWhatWasSavedWhenTheProgramDiesAtTrulyEveryStep() throws Exception {
    for (Fault fault : List.of(Fault.FULL, Fault.BROKEN, Fault.TORN)) {
      everyDeath(fault, 1);
    }
  }

  /** Lets each so many-th step fail, until none of so high a number is taken any more. */
  private void everyStep(Fault fault, int stride) throws Exception {
    boolean reached = true;
    for (int step = 1; reached; step += stride) {
      Path file = copy("step.db");
      try (OpenWorkspace open = new OpenWorkspace(file)) {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        open.workspace.listen(new Heard(told));
        disk.failAt(step, fault);
        Saves saves = new Saves(open);
        saves.awaitEndOrTrouble();
        reached = disk.hasFailed();
        disk.heal();
        open.workspace.tryAgain();
        saves.awaitAll();
        open.settle();
        // A change is done a moment before the end of the trouble is told.
        while (!told.isEmpty() && !told.getLast().equals("fine")) {
          Thread.onSpinWait();
        }
        assertThat(told).as("told at step " + step).doesNotContain("OTHER");
        if (!told.isEmpty()) {
          assertThat(told).as("told at step " + step).endsWith("fine");
          assertThat(told.getFirst()).as("told at step " + step).isIn("FULL", "BROKEN");
        }
        assertThat(whole(open)).as("old at step " + step).containsAll(truth);
        saves.check();
      }
      assertThat(WorkspaceReport.of(file).problems()).as("at step " + step).isEmpty();
    }
  }

  /** Lets the disk die at each so many-th step, and looks at what is on it then. */
  private void everyDeath(Fault fault, int stride) throws Exception {
    boolean reached = true;
    for (int step = 1; reached; step += stride) {
      Path file = copy("death.db");
      Path after = home.resolve("after.db");
      List<CompletableFuture<Void>> done;
      try (OpenWorkspace open = new OpenWorkspace(file)) {
        disk.failAt(step, fault);
        Saves saves = new Saves(open);
        saves.awaitEndOrTrouble();
        reached = disk.hasFailed();
        done = saves.done();
        copy(file, after);
        disk.heal();
        open.workspace.tryAgain();
      }
      try (OpenWorkspace open = new OpenWorkspace(after)) {
        assertThat(whole(open)).as("old after step " + step).containsAll(truth);
        Saves.checkDone(open, done);
      }
      assertThat(WorkspaceReport.of(after).problems()).as("after step " + step).isEmpty();
    }
  }

  /** One of each kind of save, as the window makes them. */
  private static final class Saves {
    private static final String NEW = "new";
    private final OpenWorkspace open;
    private final RunningTrial running;
    private final List<CompletableFuture<Void>> all = new ArrayList<>();

    Saves(OpenWorkspace open) throws Exception {
      this.open = open;
      all.add(open.sessions().create(NEW, "first title", null));
      running = open.start(NEW, null, Map.of(Side.A, open.endless()));
      all.add(open.sessions().rename(NEW, "second title"));
      all.add(open.sessions().tag(NEW, List.of("one", "two")));
      all.add(open.sessions().vote(running.trial().id(), Verdict.B, "new"));
      all.add(open.workspace.prompts().save(Prompt.of("p", "P", "text")));
      all.add(open.workspace.value("draft", "half a thought"));
    }

    /** Until all is saved, the end of the answer included, or the disk refuses. */
    void awaitEndOrTrouble() throws Exception {
      while (!isSaved() && open.workspace.trouble().isEmpty()) {
        Thread.onSpinWait();
      }
      running.cancel();
      running.await();
      if (open.workspace.trouble().isEmpty()) {
        CompletableFuture<Void> last = open.workspace.value("last", "yes");
        all.add(last);
        while (!last.isDone() && open.workspace.trouble().isEmpty()) {
          Thread.onSpinWait();
        }
      }
    }

    private boolean isSaved() {
      return all.stream().allMatch(CompletableFuture::isDone)
          && open.workspace.longestLag().compareTo(Duration.ZERO) > 0;
    }

    void awaitAll() throws Exception {
      all.add(open.workspace.value("last", "yes"));
      for (CompletableFuture<Void> one : all) {
        one.get(30, TimeUnit.SECONDS);
      }
    }

    List<CompletableFuture<Void>> done() {
      return all.stream().map(one -> one.isDone() ? one : new CompletableFuture<Void>()).toList();
    }

    void check() throws Exception {
      SavedSession saved = open.sessions().whole(NEW).orElseThrow();
      assertThat(saved.summary().title()).isEqualTo("second title");
      assertThat(saved.summary().tags()).containsExactlyInAnyOrder("one", "two");
      assertThat(saved.trials()).hasSize(1);
      SavedTrial trial = saved.trials().getFirst().trial();
      assertThat(trial.vote()).extracting("note").isEqualTo("new");
      assertThat(trial.answers()).isEqualTo(running.trial().answers());
      assertThat(open.workspace.prompts().list()).hasSize(1);
      assertThat(open.workspace.value("draft")).contains("half a thought");
    }

    /** Whatever was reported as saved is there. */
    static void checkDone(OpenWorkspace open, List<CompletableFuture<Void>> done) throws Exception {
      var session = open.sessions().whole(NEW);
      if (isSaved(done, 0)) {
        assertThat(session).isPresent();
      }
      if (session.isEmpty()) {
        return;
      }
      if (isSaved(done, 1)) {
        assertThat(session.get().summary().title()).isEqualTo("second title");
      }
      if (isSaved(done, 2)) {
        assertThat(session.get().summary().tags()).hasSize(2);
      }
      if (isSaved(done, 3)) {
        assertThat(session.get().trials().getFirst().trial().vote()).isNotNull();
      }
      if (isSaved(done, 4)) {
        assertThat(open.workspace.prompts().list()).hasSize(1);
      }
      if (isSaved(done, 5)) {
        assertThat(open.workspace.value("draft")).isPresent();
      }
      for (SavedSession.Whole trial : session.get().trials()) {
        String text = trial.trial().answer(Side.A).orElseThrow().text();
        assertThat(text.replace("on and ", "")).isEmpty();
      }
    }

    private static boolean isSaved(List<CompletableFuture<Void>> done, int change) {
      return done.get(change).isDone() && !done.get(change).isCompletedExceptionally();
    }
  }

  private static List<SavedSession> whole(OpenWorkspace open) throws Exception {
    List<SavedSession> all = new ArrayList<>();
    for (SessionSummary summary : open.sessions().list(SessionQuery.all())) {
      all.add(open.sessions().whole(summary.id()).orElseThrow());
    }
    return all;
  }

  private Path copy(String name) throws Exception {
    Path file = home.resolve(name);
    copy(base, file);
    return file;
  }

  private static void copy(Path from, Path to) throws Exception {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    for (String log : List.of("-wal", "-shm")) {
      Files.deleteIfExists(to.resolveSibling(to.getFileName() + log));
    }
    Path log = from.resolveSibling(from.getFileName() + "-wal");
    if (Files.exists(log)) {
      Files.copy(log, to.resolveSibling(to.getFileName() + "-wal"));
    }
  }
}
