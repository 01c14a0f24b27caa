package app.diptych.promise;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Failure;
import app.diptych.review.Verdict;
import app.diptych.session.CrashChild;
import app.diptych.session.OpenWorkspace;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionQuery;
import app.diptych.session.SessionSummary;
import app.diptych.session.WorkspaceReport;
import app.diptych.trial.Side;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The promise: a program that is killed at any moment loses no verdict and hardly any text. */
class NoLostVerdictTest {
  /** Text may be so much older than the kill and still be lost. */
  private static final Duration MOST_LOST = Duration.ofMillis(200);

  /** All the child ever says. */
  private static final String WORDS =
      LongStream.range(0, 20_000).mapToObj(n -> "w" + n + " ").collect(Collectors.joining());

  private static final Duration LATELY = Duration.ofSeconds(2);

  /** Threads that have to be woken up for one save. */
  private static final int STEPS = 3;

  @TempDir Path home;

  @Test
  @Timeout(300)
  void survivesTenKillsAtRandomMoments() throws Exception {
    kill(10, 1);
  }

  @Test
  @Tag("crash")
  @Timeout(3_600)
  void survivesThreeHundredKillsAtRandomMoments() throws Exception {
    kill(300, 2);
  }

  /** What a child told before it was killed. */
  private static final class Told {
    final List<long[]> texts = new ArrayList<>();
    final List<long[]> held = new ArrayList<>();
    final List<String> votes = new ArrayList<>();

    void hear(String line) {
      String[] words = line.split(" ");
      if (words[0].equals("text") && words.length == 3) {
        texts.add(new long[] {Long.parseLong(words[1]), Long.parseLong(words[2])});
      } else if (words[0].equals("held") && words.length == 3) {
        held.add(new long[] {Long.parseLong(words[1]), Long.parseLong(words[2])});
      } else if (words[0].equals("voted") && words.length == 2 && words[1].length() == 36) {
        votes.add(words[1]);
      }
    }

    /** Whether it streams, and how long the machine takes for a save is known. */
    boolean isSteady() {
      return !texts.isEmpty() && !held.isEmpty();
    }

    /** How long the text was that had been told so long before the end. */
    long lengthBefore(Duration end) {
      if (texts.isEmpty()) {
        return 0;
      }
      long last = texts.getLast()[0];
      long limit = last - end.toNanos() - machine(last);
      return texts.stream().filter(text -> text[0] <= limit).mapToLong(t -> t[1]).max().orElse(0);
    }

    /**
     * What a save of ours, a few steps long, may take longer because the machine is busy. The
     * simple save that was under way at the end tells nothing more, so its time up to then counts.
     */
    private long machine(long last) {
      if (held.isEmpty()) {
        return STEPS * LATELY.toNanos();
      }
      long pace = CrashChild.PACE.toNanos();
      long underWay = Math.max(0, last - held.getLast()[0] - pace);
      return STEPS
          * held.stream()
              .filter(one -> one[0] > last - LATELY.toNanos())
              .mapToLong(one -> one[1])
              .reduce(underWay, Math::max);
    }
  }

  private void kill(int times, long seed) throws Exception {
    Random random = new Random(seed);
    int bounded = 0;
    for (int i = 0; i < times; i++) {
      Path file = home.resolve("crash-" + i + ".db");
      // Every fifth one dies early: while it starts, makes the file or begins. Every second one not
      // before some text has to be there, however long this machine takes for a save.
      Told told =
          i % 5 == 4
              ? runBriefly(file, random.nextInt(600))
              : run(file, random.nextInt(1_500), i % 2 == 0);
      bounded += told.lengthBefore(MOST_LOST) > 0 ? 1 : 0;
      check(file, told);
    }
    assertThat(bounded).as("kills after which some text had to be there").isGreaterThan(times / 5);
  }

  /** A kill that leaves what the child had told readable. */
  private static void kill(Process child) {
    child.toHandle().destroyForcibly();
  }

  private static Told runBriefly(Path file, int millis) throws Exception {
    Process child = start(file);
    child.waitFor(millis, TimeUnit.MILLISECONDS);
    kill(child);
    Told told = new Told();
    try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
      out.lines().forEach(told::hear);
    }
    child.waitFor();
    return told;
  }

  private static Process start(Path file) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            CrashChild.class.getName(),
            file.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /**
   * @param late whether the time counts only from when some text has to be there
   */
  private static Told run(Path file, int millis, boolean late) throws Exception {
    Process child = start(file);
    Told told = new Told();
    try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      long until = Long.MAX_VALUE;
      while (line != null) {
        told.hear(line);
        if (until == Long.MAX_VALUE
            && told.isSteady()
            && (!late || told.lengthBefore(MOST_LOST) > 0)) {
          until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        }
        if (System.nanoTime() >= until && child.isAlive()) {
          kill(child);
        }
        line = out.readLine();
      }
    }
    child.waitFor();
    return told;
  }

  private static void check(Path file, Told told) throws Exception {
    try (OpenWorkspace open = new OpenWorkspace(file)) {
      List<SessionSummary> sessions = open.sessions().list(SessionQuery.all());
      List<SavedTrial> trials =
          sessions.isEmpty() ? List.of() : open.sessions().trials(sessions.getFirst().id());
      if (trials.isEmpty()) {
        assertThat(told.votes).isEmpty();
        assertThat(told.lengthBefore(MOST_LOST)).isZero();
        return;
      }
      var streamed = trials.getFirst().answer(Side.A).orElseThrow();
      assertThat(streamed.failure()).isEqualTo(new Failure.Interrupted());
      assertThat(WORDS).startsWith(streamed.text());
      assertThat((long) streamed.text().length())
          .as("text saved of what was told")
          .isGreaterThanOrEqualTo(told.lengthBefore(MOST_LOST));
      assertThat(trials)
          .filteredOn(trial -> trial.vote() != null && trial.vote().verdict() == Verdict.TIE)
          .extracting(SavedTrial::id)
          .containsAll(told.votes);
    }
    assertThat(WorkspaceReport.of(file).problems()).isEmpty();
    Files.deleteIfExists(file);
  }
}
