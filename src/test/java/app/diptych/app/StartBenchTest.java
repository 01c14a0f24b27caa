package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.aim.Aim;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ratio 7: process start to the first frame that can be used, against an empty stage, in turn, and
 * what the program weighs when nothing happens. On a screen when there is one, else drawn into
 * memory; from the image in target/package too when it was built.
 */
@Tag("bench")
class StartBenchTest {
  private static final int ROUNDS = 5;
  private static final List<String> SOURCES =
      List.of(Path.of("diptych").toAbsolutePath().toString());
  private static final Path IMAGE = Path.of("target/package/image/diptych/bin/diptych");

  @TempDir Path folder;

  private record Started(double millis, double cpuMillis, long residentKb) {}

  @Test
  void printsTheStartAgainstAnEmptyStage() throws Exception {
    boolean image = Files.isExecutable(IMAGE);
    List<Started> empty = new ArrayList<>();
    List<Started> sources = new ArrayList<>();
    List<Started> packaged = new ArrayList<>();
    Built.once();
    for (int round = 0; round < ROUNDS; round++) {
      empty.add(start(emptyStage(), 0));
      sources.add(start(SOURCES, 0));
      if (image) {
        packaged.add(start(List.of(IMAGE.toAbsolutePath().toString()), 0));
      }
    }
    print("empty stage", empty, empty);
    print("from the sources", sources, empty);
    Aim.START.measured(median(sources, false) / median(empty, false));
    if (image) {
      print("image with its cache", packaged, empty);
      Aim.START_IMAGE.measured(median(packaged, false) / median(empty, false));
    }
    assertThat(sources).allMatch(start -> start.millis() > 0);
  }

  @Test
  void printsTheWeightWhenIdle() throws Exception {
    if (Files.isExecutable(IMAGE)) {
      print("image, idle", start(List.of(IMAGE.toAbsolutePath().toString()), 20));
    }
    Built.once();
    Started idle = start(SOURCES, 20);
    print("from the sources, idle", idle);
    Aim.IDLE.measured(idle.residentKb() / 1024.0);
  }

  private Started start(List<String> command, int idleSeconds) throws Exception {
    Path home = Files.createTempDirectory(folder, "home");
    Path frame = home.resolve("frame");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("DIPTYCH_HOME", home.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder
        .environment()
        .put(
            "JAVA_TOOL_OPTIONS",
            (screen() ? "" : "-Dglass.platform=Headless -Dprism.order=sw ")
                + "-Ddiptych.firstFrame="
                + frame
                + " -Ddiptych.firstFrame.closeAfter="
                + (idleSeconds + 1));
    builder.redirectErrorStream(true).redirectOutput(home.resolve("log").toFile());
    long before = System.nanoTime();
    Process process = builder.start();
    while (!Files.exists(frame) && process.isAlive()) {
      Thread.sleep(2);
    }
    double millis = (System.nanoTime() - before) / 1e6;
    double cpu =
        process.info().totalCpuDuration().map(spent -> spent.toNanos() / 1e6).orElse(Double.NaN);
    assertThat(frame).as(Files.readString(home.resolve("log"))).exists();
    Thread.sleep(idleSeconds * 1000L);
    long resident = resident(process);
    process.waitFor();
    return new Started(millis, cpu, resident);
  }

  private static boolean screen() {
    return !System.getenv().getOrDefault("DISPLAY", "").isEmpty();
  }

  /** With the options of ./diptych, but for its cache: what JavaFX alone takes. */
  private static List<String> emptyStage() {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("javafx-"))
            .collect(Collectors.joining(File.pathSeparator));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--module-path",
        "target/modules",
        "--add-modules=javafx.controls",
        "--enable-native-access=javafx.graphics,ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-XX:+UseSerialGC",
        "-Xms96m",
        "-Xmx1g",
        "-cp",
        classPath,
        EmptyStage.class.getName());
  }

  private static long resident(Process process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    }
  }

  private static void print(String what, List<Started> starts, List<Started> floor) {
    System.out.printf(
        "%-24s %6.0f ms (%.2f x), processor %6.0f ms (%.2f x), medians of %d%n",
        what,
        median(starts, false),
        median(starts, false) / median(floor, false),
        median(starts, true),
        median(starts, true) / median(floor, true),
        starts.size());
  }

  private static void print(String what, Started start) {
    System.out.printf("%-24s %6.1f MB resident%n", what, start.residentKb() / 1024.0);
  }

  private static double median(List<Started> starts, boolean cpu) {
    return starts.stream()
        .mapToDouble(start -> cpu ? start.cpuMillis() : start.millis())
        .sorted()
        .skip(starts.size() / 2)
        .findFirst()
        .orElseThrow();
  }
}
