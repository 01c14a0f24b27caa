package app.diptych.batch;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.gateway.RehearsalGateway;
import app.diptych.gateway.RehearsalPlan;
import app.diptych.session.Batches.SavedBatch;
import app.diptych.session.Batches.SettledItem;
import app.diptych.session.SavedTrial;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Side;
import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A batch that is killed and resumed has every answer once, and asks none again that was there. */
class NoRowTwiceTest {
  private static final int AT_ONCE = 6;
  private static final long PATIENCE_SECONDS = 240;

  /** With fewer rows than this the heap tells nothing. */
  private static final int MEASURED = 1_000;

  /** What the heap may have gained: far less than the answers of the rows between. */
  private static final long GROWTH = 4_000_000;

  @TempDir Path home;

  /** How many the gateway has had; it counts each before it answers. */
  private LongSupplier requests = () -> 0;

  @Test
  @Timeout(300)
  void killedTwiceAndStoppedOnceItHasEveryAnswerOnce() throws Exception {
    run(40);
  }

  /** As many as the product promises; the program has little memory, so it holds none of them. */
  @Test
  @Tag("crash")
  @Timeout(3600)
  void tenThousandRowsKilledTwiceHaveTwentyThousandAnswers() throws Exception {
    run(10_000);
  }

  private void run(int rows) throws Exception {
    Path data = home.resolve("rows.jsonl");
    try (BufferedWriter out = Files.newBufferedWriter(data)) {
      for (int i = 0; i < rows; i++) {
        out.write("{\"id\": \"row-" + i + "\", \"prompt\": \"Tell of " + i + "\"}\n");
      }
    }
    RehearsalPlan plan =
        new RehearsalPlan(
            1,
            1_000_000,
            Duration.ofMillis(2),
            Duration.ofSeconds(5),
            8,
            Duration.ofSeconds(2),
            List.of(),
            1,
            0);
    try (RehearsalGateway gateway =
        RehearsalGateway.open(
            0, plan, Thread.ofPlatform().daemon().factory(), NanoClock.system(), _ -> {})) {
      requests = gateway::completions;
      String url = gateway.url().toString();
      Process first = start(url, data, false);
      long early = rows < MEASURED ? 0 : live(first, rows * 2L / 5);
      endAfter(first, rows / 2, true);
      endAfter(start(url, data, true), rows, true);
      endAfter(start(url, data, true), 3L * rows / 2, false);
      Process last = start(url, data, true);
      if (rows >= MEASURED) {
        long late = live(last, 2L * rows - 200);
        System.out.printf(
            "live heap: %,d bytes after %,d rows, %,d bytes after %,d%n",
            early, rows / 5, late, rows - 100);
        assertThat(late).isLessThan(early + GROWTH);
      }
      assertThat(last.waitFor(PATIENCE_SECONDS * (1 + rows / 1000), TimeUnit.SECONDS)).isTrue();
      assertThat(last.exitValue()).as(Files.readString(home.resolve("log"))).isZero();
    }
    check(rows);
    // Beyond one request an answer there are only those that were under way at each end, or waited
    // for the disk.
    assertThat(requests.getAsLong()).isBetween(2L * rows, 2L * rows + 3 * 2 * 2 * AT_ONCE);
  }

  /** Ends it once the gateway has had so many requests: kill -9, or as Ctrl+C does. */
  private void endAfter(Process program, long asked, boolean kill) throws Exception {
    awaitAsked(program, asked);
    if (kill) {
      program.destroyForcibly();
    } else {
      program.destroy();
    }
    assertThat(program.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  private void awaitAsked(Process program, long asked) throws Exception {
    long patience =
        System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS * (1 + asked / 1000)).toNanos();
    while (requests.getAsLong() < asked) {
      assertThat(System.nanoTime()).as("so slow that something hangs").isLessThan(patience);
      // It may have asked all the rest, and ended, since they were counted.
      assertThat(program.isAlive() || requests.getAsLong() >= asked)
          .as(Files.readString(home.resolve("log")))
          .isTrue();
      Thread.onSpinWait();
      program.waitFor(2, TimeUnit.MILLISECONDS);
    }
  }

  /** What is alive in the heap of a program once the gateway has had so many requests, in bytes. */
  private long live(Process program, long asked) throws Exception {
    awaitAsked(program, asked);
    Process look =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(program.pid()),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String said = new String(look.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    List<String> total = said.lines().filter(line -> line.startsWith("Total")).toList();
    assertThat(total).as(said).hasSize(1);
    String[] words = total.getFirst().strip().split("\\s+");
    return Long.parseLong(words[words.length - 1]);
  }

  private Process start(String url, Path data, boolean resume) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Xmx96m",
                "-cp",
                System.getProperty("java.class.path"),
                "app.diptych.Diptych",
                "--home",
                home.resolve("home").toString(),
                "batch",
                data.toString(),
                "--gateway",
                "rehearse=" + url,
                "--a",
                "rehearse/rehearsal/steady",
                "--b",
                "rehearse/rehearsal/steady",
                "--concurrency",
                String.valueOf(AT_ONCE)));
    if (resume) {
      command.add("--resume");
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("log").toFile())
        .start();
  }

  private void check(int rows) throws Exception {
    var writer = Executors.newSingleThreadScheduledExecutor();
    try (Workspace workspace =
        Workspace.open(
            home.resolve("home").resolve("workspace.db"),
            Workspace.Role.OWNER,
            writer,
            NanoClock.system())) {
      assertThat(workspace.interruptedSides()).isZero();
      List<SavedBatch> batches = workspace.batches().list();
      assertThat(batches).hasSize(1);
      SavedBatch batch = batches.getFirst();
      assertThat(batch.endedAt()).isNotNull();
      List<SettledItem> items = workspace.batches().items(batch.id(), -1, rows + 1);
      assertThat(items).hasSize(rows);
      Set<String> trials = new HashSet<>();
      items.forEach(item -> trials.add(item.trial()));
      assertThat(trials).hasSize(rows);
      List<SavedTrial> saved = workspace.sessions().trials(batch.session());
      assertThat(saved)
          .hasSize(rows)
          .allSatisfy(trial -> {
            assertThat(trials).contains(trial.id());
            assertThat(trial.answers()).containsOnlyKeys(Side.A, Side.B);
            trial
                .answers()
                .values()
                .forEach(answer -> {
                  assertThat(answer.failure()).isNull();
                  assertThat(answer.text()).startsWith("Rehearsal");
                });
          });
      assertThat(saved.stream().map(SavedTrial::prompt).distinct()).hasSize(rows);
      assertThat(workspace.sessions().find(batch.session()).orElseThrow().trials()).isEqualTo(rows);
      BatchSummary summary = BatchSummary.of(workspace, batch);
      assertThat(Stream.of(Side.values()).map(side -> summary.side(side).answered()))
          .containsExactly((long) rows, (long) rows);
    } finally {
      writer.shutdownNow();
    }
  }
}
