package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The whole program in a process of its own, where this machine lets it down. */
@Timeout(180)
class ProgramTest {
  @TempDir Path home;

  @Test
  void saysWhyAndEndsWhenTheWindowCannotBeBuilt() throws Exception {
    Ended ended = run(List.of("-Dglass.platform=Headless", "-Dprism.order=sw"), "controlsfx");

    assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
    assertThat(ended.complaints())
        .singleElement()
        .asString()
        .startsWith("diptych: The window cannot be built: ")
        .contains("controlsfx");
    assertThat(ended.err()).doesNotContain("\tat ");
  }

  @Test
  void opensNoWindowWithoutAFolderForTemporaryFiles() throws Exception {
    Ended ended =
        run(
            List.of(
                "-Dglass.platform=Headless", "-Dprism.order=sw", "-Djava.io.tmpdir=" + missing()),
            "");

    assertThatNothingWasStarted(ended);
  }

  @Test
  void comparesNothingWithoutAFolderForTemporaryFiles() throws Exception {
    Ended ended = run(List.of("-Djava.io.tmpdir=" + missing()), "", "compare", "-p", "hi");

    assertThatNothingWasStarted(ended);
  }

  @Test
  void handsOverToTheWindowThatIsOpenAndEnds() throws Exception {
    List<String> headless =
        List.of(
            "-Dglass.platform=Headless",
            "-Dprism.order=sw",
            "-XX:TieredStopAtLevel=4",
            "-XX:CICompilerCount=2");
    Process window = start("first.txt", headless, "");
    try {
      Path socket = home.resolve("data").resolve("window.sock");
      while (!Files.exists(socket) && window.isAlive()) {
        LockSupport.parkNanos(20_000_000);
      }
      assertThat(window.isAlive()).as(Files.readString(home.resolve("first.txt"))).isTrue();
      Path model = Files.writeString(home.resolve("some.gguf"), "no model");
      Ended second = run(headless, "", model.toString());
      assertThat(second.exit()).as(second.err()).isZero();
      assertThat(second.complaints()).isEmpty();
      assertThat(window.isAlive()).isTrue();
      if (OS.LINUX.isCurrentOs()) {
        Map<String, Integer> nice = QuietCompilerTest.nice(window);
        int others = QuietCompilerTest.others(nice);
        assertThat(nice)
            .containsEntry(QuietCompiler.NAME, QuietCompilerTest.nicer(others))
            .containsEntry("JavaFX Applicat", others);
      }
    } finally {
      window.destroyForcibly().waitFor();
    }
  }

  @Test
  void saysThatAWordIsNeitherACommandNorAFile() throws Exception {
    Ended ended = run(List.of("-Dglass.platform=Headless"), "", "comparee");
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.complaints())
        .singleElement()
        .asString()
        .contains("no command and no file named comparee", "--help");
  }

  @Test
  void quotesNothingOfAFileItCannotReadOnTheConsole() throws Exception {
    Path data = Files.createDirectories(home.resolve("data"));
    Files.writeString(data.resolve("prices.json"), "Geheimnis: wie lautet der Prompt?");
    Ended ended = run(List.of(), "", "prices", "list");
    assertThat(ended.err())
        .contains("WARNING The prices in ", "prices.json cannot be read (", " at app.diptych.")
        .doesNotContain("Geheim", "\tat ", "\n\n");
  }

  @Test
  void saysOfAFaultThatNobodyCaughtItsCodeKindAndPlaceAndNoMessage() throws Exception {
    Ended ended = run(UncaughtMain.class.getName(), List.of(), "");
    assertThat(ended.exit()).isZero();
    assertThat(ended.err().lines())
        .singleElement()
        .asString()
        .containsPattern("ERROR|SEVERE")
        .containsPattern("Uncaught on lonely: E-\\w{4} ")
        .contains("(java.lang.IllegalStateException, caused by java.io.IOException at ")
        .contains("UncaughtMain")
        .doesNotContain("Geheim");
  }

  private void assertThatNothingWasStarted(Ended ended) {
    assertThat(ended.exit()).as(ended.err()).isEqualTo(2);
    assertThat(ended.complaints())
        .singleElement()
        .asString()
        .contains(missing().toString(), "cannot be written", "java.io.tmpdir");
    assertThat(ended.err()).doesNotContain("\tat ");
  }

  private Path missing() {
    return home.resolve("missing");
  }

  private record Ended(int exit, String err) {
    /** Java itself has something to say as well, for example about a missing folder. */
    List<String> complaints() {
      return err.lines().filter(line -> line.startsWith("diptych: ")).toList();
    }
  }

  /**
   * @param without the beginning of the name of a library to leave out, empty for none
   */
  private Ended run(List<String> options, String without, String... arguments)
      throws IOException, InterruptedException {
    return run("app.diptych.Diptych", options, without, arguments);
  }

  private Ended run(String main, List<String> options, String without, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(main, "err.txt", options, without, arguments);
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the program ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), Files.readString(home.resolve("err.txt")));
  }

  private Process start(String err, List<String> options, String without, String... arguments)
      throws IOException {
    return start("app.diptych.Diptych", err, options, without, arguments);
  }

  private Process start(
      String main, String err, List<String> options, String without, String... arguments)
      throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-XX:TieredStopAtLevel=1");
    line.addAll(options);
    line.addAll(List.of("--module-path", libraries("", true), "--add-modules", "javafx.controls"));
    line.addAll(
        List.of(
            "--enable-native-access=javafx.graphics,ALL-UNNAMED",
            "--add-opens=javafx.graphics/com.sun.javafx.text=ALL-UNNAMED",
            "--add-opens=javafx.graphics/com.sun.javafx.font.freetype=ALL-UNNAMED"));
    line.addAll(List.of("-cp", libraries(without, false), main));
    line.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .redirectOutput(home.resolve("out.txt").toFile())
            .redirectError(home.resolve(err).toFile());
    builder.environment().put("DIPTYCH_HOME", home.resolve("data").toString());
    return builder.start();
  }

  private static String libraries(String without, boolean toolkit) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> name(entry).startsWith("javafx") == toolkit)
        .filter(entry -> without.isEmpty() || !name(entry).startsWith(without))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String name(String entry) {
    return String.valueOf(Path.of(entry).getFileName());
  }
}
