package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {
  private static final Logger LOG = System.getLogger("diptych");
  private static final Discretion DISCRETION =
      new Discretion(Map.of("GATE_API_KEY", "gate-key-0123456789"), "/home/annemarie", "annemarie");

  private final java.util.logging.Logger behind = java.util.logging.Logger.getLogger("diptych");

  @TempDir Path home;

  /**
   * Thousands of lines are not also for whoever reads what the tests print, and what is left of
   * other tests may still say something on threads of its own.
   */
  @BeforeEach
  void beQuiet() {
    long here = Thread.currentThread().threadId();
    behind.setFilter(entry -> entry.getLongThreadID() == here);
    behind.setUseParentHandlers(false);
  }

  @AfterEach
  void speakAgain() {
    behind.setUseParentHandlers(true);
    behind.setFilter(_ -> true);
  }

  @Test
  void makesNoFileBeforeThereIsSomethingToSay() throws IOException {
    Path folder = home.resolve("logs");
    try (LogFiles log = LogFiles.in(folder, DISCRETION)) {
      LOG.log(Logger.Level.DEBUG, "details");
      assertThat(folder).doesNotExist();
      LOG.log(Logger.Level.WARNING, "The first line");
      assertThat(all(folder)).contains("WARNING The first line");
      assertThat(log.last()).singleElement().asString().endsWith("WARNING The first line");
    }
    LOG.log(Logger.Level.WARNING, "After it was closed");
    assertThat(all(folder)).doesNotContain("After");
  }

  @Test
  void keepsKeysTextsAndWhoTheUserIsOut() throws IOException {
    try (LogFiles log = LogFiles.in(home, DISCRETION)) {
      LOG.log(
          Logger.Level.ERROR,
          "Uncaught on gateway-1 at /home/annemarie/x\nwith gate-key-0123456789 and"
              + " sk-kanarienvogel-2222222222",
          new IllegalStateException(
              "Cannot take the secret prompt", new IOException("and its secret answer")));
      String lines = all(home) + String.join("\n", log.last());
      assertThat(lines)
          .contains("Uncaught on gateway-1 at ~/x with ", "java.lang.IllegalStateException")
          .contains("Caused by: java.io.IOException", "LogFilesTest")
          .doesNotContain("secret", "annemarie", "0123456789", "kanarienvogel");
    }
  }

  @Test
  void keepsOnlyAFewSmallFilesHoweverMuchIsSaid() throws IOException {
    int bytes = 10_000;
    try (LogFiles log = LogFiles.in(home, bytes, DISCRETION)) {
      for (int i = 0; i < 3_000; i++) {
        LOG.log(Logger.Level.INFO, "Line " + i + " " + "x".repeat(i % 300));
      }
      // A line that begins within the limit may end beyond it.
      try (Stream<Path> files = Files.list(home)) {
        assertThat(files.filter(file -> file.toString().endsWith(".log")).map(LogFilesTest::size))
            .hasSize(LogFiles.FILES)
            .allMatch(size -> size < bytes + 1_000);
      }
      assertThat(all(home)).contains("Line 2999").doesNotContain("Line 17 ");
      assertThat(log.last()).hasSizeLessThan(100);
    }
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files).as("no lock is left").allMatch(file -> file.toString().endsWith(".log"));
    }
  }

  @Test
  void goesOnBehindWhatWasKeptBeforeAndBesideAnotherProgram() throws IOException {
    try (LogFiles log = LogFiles.in(home, DISCRETION)) {
      LOG.log(Logger.Level.INFO, "one");
      assertThat(log.last()).hasSize(1);
    }
    try (LogFiles log = LogFiles.in(home, DISCRETION);
        LogFiles beside = LogFiles.in(home, DISCRETION)) {
      LOG.log(Logger.Level.INFO, "two");
      assertThat(List.of(log.last(), beside.last())).allMatch(lines -> lines.size() == 1);
    }
    assertThat(all(home)).contains("one", "two");
  }

  @Test
  void isQuietWhenItsFolderCannotBeMade() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "no folder");
    try (LogFiles log = LogFiles.in(file.resolve("logs"), DISCRETION)) {
      LOG.log(Logger.Level.INFO, "said");
      assertThat(log.last()).hasSize(1);
    }
  }

  private static String all(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".log")).sorted().toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException gone) {
      return 0;
    }
  }
}
