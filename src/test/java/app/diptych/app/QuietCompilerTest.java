package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Which threads of a program step back; where Linux tells. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class QuietCompilerTest {
  /** Steps back and stays, until its input ends. */
  static final class Quiet {
    private Quiet() {}

    public static void main(String[] arguments) throws IOException {
      QuietCompiler.begin();
      System.out.println("ready");
      var _ = System.in.read();
    }
  }

  @Test
  void onlyTheSecondCompilerStepsBack() throws Exception {
    Process process = start("-XX:+TieredCompilation", 2);
    try (BufferedReader told = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(told.readLine()).isEqualTo("ready");
      Map<String, Integer> nice = nice(process);
      int others = others(nice);
      assertThat(nice).containsEntry(QuietCompiler.NAME, nicer(others));
      nice.remove(QuietCompiler.NAME);
      assertThat(nice).hasSizeGreaterThan(5);
      assertThat(nice.values()).containsOnly(others);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void doesNothingWhereThereIsNoSecondCompiler() throws Exception {
    Process process = start("-XX:TieredStopAtLevel=1", 1);
    try (BufferedReader told = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(told.readLine()).isEqualTo("ready");
      Map<String, Integer> nice = nice(process);
      assertThat(nice.values()).containsOnly(others(nice));
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static Process start(String option, int compilers) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            option,
            // More of them would be made later, as nice as the one that makes them.
            "-XX:CICompilerCount=" + compilers,
            "-cp",
            System.getProperty("java.class.path"),
            Quiet.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** How nice the threads are that nobody told anything: as whoever runs the tests wants. */
  static int others(Map<String, Integer> nice) {
    return Objects.requireNonNull(nice.get("java"));
  }

  static int nicer(int others) {
    return Math.min(QuietCompiler.NICEST, others + QuietCompiler.NICER);
  }

  /** How far each thread of a process steps back, by its name. */
  static Map<String, Integer> nice(Process process) throws IOException {
    Map<String, Integer> nice = new TreeMap<>();
    Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
    try (Stream<Path> all = Files.list(threads)) {
      for (Path thread : all.toList()) {
        String stat = stat(thread);
        int name = stat.lastIndexOf(')');
        if (name > 0) {
          // The nineteenth number is the seventeenth after the name: proc_pid_stat(5).
          List<String> rest = List.of(stat.substring(name + 2).split(" "));
          nice.merge(
              stat.substring(stat.indexOf('(') + 1, name),
              Integer.parseInt(rest.get(16)),
              Math::max);
        }
      }
    }
    return nice;
  }

  /** Empty for a thread that has just ended. */
  private static String stat(Path thread) {
    try {
      return Files.readString(thread.resolve("stat"));
    } catch (IOException ended) {
      return "";
    }
  }
}
