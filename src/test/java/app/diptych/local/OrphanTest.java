package app.diptych.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications that are killed with a worker running, and what they leave behind. */
@Timeout(120)
class OrphanTest {
  @TempDir Path folder;

  @TempDir Path models;

  @ParameterizedTest
  @ValueSource(strings = {"idle", "busy"})
  void endsTheWorkerOfAKilledApplication(String state) throws Exception {
    Process parent = start(Demo.endless(models), state);
    try {
      ProcessHandle worker = worker(parent);
      assertThat(Orphans.isAlive(worker)).isTrue();

      parent.destroyForcibly().waitFor();

      assertThat(Orphans.endSoon(worker)).isTrue();
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
        assertThat(Orphans.endSoon(worker)).isTrue();
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
            "-XX:TieredStopAtLevel=1",
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
}
