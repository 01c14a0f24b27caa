package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.aim.Aim;
import app.diptych.report.PastAnswers;
import app.diptych.session.SavedSession;
import app.diptych.session.Workspace;
import app.diptych.session.Workspace.Role;
import app.diptych.timing.NanoClock;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long the measure page takes to come when it is opened for the first time in a window that was
 * just opened on 100,000 recorded requests, read ahead or not, and in a program that is still
 * starting: each time in a new process, with the cache of classes that users have.
 */
@Tag("bench")
@Timeout(1_800)
class FirstMeasureBenchTest {
  private static final int SESSIONS = 834;
  private static final int PROCESSES = 5;

  /** As many as somebody has after an hour. */
  private static final int FEW_SESSIONS = 4;

  @TempDir Path home;

  /** After its first frame, in milliseconds. */
  private static final List<Integer> SOON = List.of(0, 1_000, 2_000, 3_000);

  @Test
  void comesAtOnceWhenItIsOpenedForTheFirstTime() throws Exception {
    Path many = Files.createDirectory(home.resolve("many"));
    Path few = Files.createDirectory(home.resolve("few"));
    fill(many, SESSIONS);
    fill(few, FEW_SESSIONS);
    Built.once();
    List<double[]> ahead = new ArrayList<>();
    List<double[]> early = new ArrayList<>();
    List<double[]> floor = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      ahead.add(firstOpening(many, FirstMeasure.AHEAD));
      early.add(firstOpening(many));
      floor.add(firstOpening(few));
    }
    System.out.printf(
        Locale.ROOT,
        "  first opening in a new window, read ahead: charts %.0f ms (aim 500), sheet %.0f ms, at most %.0f (aim 500), medians of %d processes%n",
        median(ahead, 0),
        median(ahead, 1),
        ahead.stream().mapToDouble(one -> one[1]).max().orElseThrow(),
        PROCESSES);
    Aim.HISTORY_FIRST.measured(median(ahead, 1));
    for (int millis : SOON) {
      System.out.printf(
          Locale.ROOT,
          "  %d ms after the first frame of the program: %s; with %,d answers: %s%n",
          millis,
          starting(many, millis),
          FEW_SESSIONS * PastAnswers.IN_A_SESSION,
          starting(few, millis));
    }
    System.out.printf(
        Locale.ROOT,
        "  before it was read ahead: charts %.0f ms, sheet %.0f ms; with %,d answers, which is what a page takes in a program that has not shown one: %.0f and %.0f ms%n",
        median(early, 0),
        median(early, 1),
        FEW_SESSIONS * PastAnswers.IN_A_SESSION,
        median(floor, 0),
        median(floor, 1));
    assertThat(ahead).allMatch(one -> one[0] > 0);
  }

  /** Models load, and numbers are read ahead, while the page is opened. */
  private String starting(Path workspace, int millis) throws Exception {
    List<double[]> openings = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      openings.add(firstOpening(workspace, FirstMeasure.STARTING, Integer.toString(millis)));
    }
    return "charts %.0f ms, sheet %.0f ms".formatted(median(openings, 0), median(openings, 1));
  }

  private static double median(List<double[]> openings, int which) {
    double[] sorted = openings.stream().mapToDouble(one -> one[which]).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static void fill(Path home, int count) throws Exception {
    ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    try (Workspace workspace =
        Workspace.open(home.resolve("workspace.db"), Role.OWNER, writer, NanoClock.system())) {
      for (int i = 0; i < count; i++) {
        SavedSession session = PastAnswers.session(i);
        // Verdicts on every tenth: nobody judges a hundred thousand answers.
        workspace
            .sessions()
            .add(i % 10 == 0 ? session : PastAnswers.unjudged(session))
            .get(60, TimeUnit.SECONDS);
      }
    } finally {
      writer.shutdownNow();
    }
  }

  /** Milliseconds, in the order in which they are told. */
  private double[] firstOpening(Path workspace, String... how) throws Exception {
    Path told = home.resolve("told");
    Process process =
        new ProcessBuilder(command(workspace, how))
            .redirectErrorStream(true)
            .redirectOutput(told.toFile())
            .start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("It ends").isTrue();
      assertThat(process.exitValue()).as(Files.readString(told)).isZero();
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(told).stream()
        .filter(line -> line.startsWith(FirstMeasure.TOLD))
        .flatMap(
            line -> Stream.of(line.substring(FirstMeasure.TOLD.length()).strip().split(" ", -1)))
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  /** As ./diptych starts the product, with its cache, and with the tests behind it. */
  private static List<String> command(Path workspace, String... how) {
    Stream<String> tests =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !isOfTheProduct(Path.of(entry).getFileName().toString()));
    String classPath =
        Stream.concat(Stream.of("target/start/diptych.jar", "target/libraries/*"), tests)
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-opens=javafx.graphics/com.sun.javafx.text=ALL-UNNAMED",
            "--add-opens=javafx.graphics/com.sun.javafx.font.freetype=ALL-UNNAMED",
            "--module-path=target/modules",
            "--add-modules=javafx.controls",
            "--enable-native-access=javafx.graphics,ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-Xms96m",
            "-Xmx1g",
            "-XX:AOTCache=target/start/diptych.aot",
            // One that does not fit is no reason to go on without it.
            "-XX:AOTMode=on",
            "-Dglass.platform=Headless",
            "-Dprism.order=sw",
            "-Djava.awt.headless=true",
            "-Dorg.sqlite.lib.path=" + Path.of("target/start/sqlite").toAbsolutePath(),
            "-Dde.kherud.llama.lib.path=" + Path.of("target/start/llama").toAbsolutePath(),
            "-cp",
            classPath,
            FirstMeasure.class.getName(),
            workspace.toString());
    return Stream.concat(command.stream(), Stream.of(how)).toList();
  }

  /** Its classes are in the jar, and JavaFX in modules. */
  private static boolean isOfTheProduct(String entry) {
    return entry.equals("classes") || entry.startsWith("javafx-");
  }
}
