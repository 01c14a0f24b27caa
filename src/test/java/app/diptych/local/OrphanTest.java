package app.diptych.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications that are killed with a worker running, and what they leave behind. */
@Timeout(120)
class OrphanTest {
  private static final Duration STEP = Duration.ofMillis(50);
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path folder;

  @TempDir Path models;

  @ParameterizedTest
  @ValueSource(strings = {"idle", "busy"})
  void endsTheWorkerOfAKilledApplication(String state) throws Exception {
    Process parent = start(Demo.endless(models), state);
    try {
      ProcessHandle worker = worker(parent);
      assertThat(isAlive(worker)).isTrue();

      parent.destroyForcibly().waitFor();

      assertThat(endsSoon(worker)).isTrue();
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void removesTheFolderOfAKilledApplicationAndNoneInUse() throws Exception {
    Process parent = start(Demo.small(), "idle");
    try {
      ProcessHandle worker = worker(parent);
      List<Path> taken = folders();
      assertThat(taken).hasSize(1);
      try (WorkerDirectory ours = WorkerDirectory.create(folder)) {
        assertThat(taken.getFirst()).as("in use by a living process").isNotEmptyDirectory();

        parent.destroyForcibly().waitFor();
        assertThat(endsSoon(worker)).isTrue();
        assertThat(taken.getFirst()).as("left behind").isNotEmptyDirectory();

        try (WorkerDirectory next = WorkerDirectory.create(folder)) {
          assertThat(taken.getFirst()).doesNotExist();
          assertThat(folders()).containsExactlyInAnyOrder(ours.path(), next.path());
        }
      }
      assertThat(folders()).isEmpty();
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void leavesFoldersAloneThatNoWorkerMade() throws IOException {
    Path stranger = Files.createDirectory(folder.resolve("work"));
    Path file = Files.createFile(stranger.resolve("s"));
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.createFile(other.resolve("diptych.lock"));

    WorkerDirectory.create(folder).close();

    assertThat(file).exists();
    assertThat(other).isNotEmptyDirectory();
  }

  private Process start(Path model, String state) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ParentMain.class.getName(),
            model.toString(),
            folder.toString(),
            state)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static ProcessHandle worker(Process parent) throws IOException {
    BufferedReader told = parent.inputReader(StandardCharsets.UTF_8);
    String line = String.valueOf(told.readLine());
    assertThat(line).startsWith("worker ");
    return ProcessHandle.of(Long.parseLong(line.substring(7))).orElseThrow();
  }

  private List<Path> folders() throws IOException {
    try (Stream<Path> found = Files.list(folder.toRealPath())) {
      return found.toList();
    }
  }

  private static boolean endsSoon(ProcessHandle process)
      throws InterruptedException, ExecutionException, IOException {
    for (Duration waited = Duration.ZERO; waited.compareTo(SOON) < 0; waited = waited.plus(STEP)) {
      if (!isAlive(process)) {
        return true;
      }
      try {
        process.onExit().get(STEP.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException goesOn) {
        // It is looked at again.
      }
    }
    return false;
  }

  /** An orphan that ended stays in the table of processes where nobody asks for its status. */
  private static boolean isAlive(ProcessHandle process) throws IOException {
    Path state = Path.of("/proc", Long.toString(process.pid()), "stat");
    if (!process.isAlive()) {
      return false;
    }
    if (!Files.exists(state)) {
      return !Files.isDirectory(Path.of("/proc/self"));
    }
    try {
      String line = Files.readString(state);
      return !line.substring(line.lastIndexOf(')')).startsWith(") Z");
    } catch (IOException gone) {
      return false;
    }
  }
}
