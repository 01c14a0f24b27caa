package app.diptych.app;

import app.diptych.completion.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What whoever mends a fault needs to know, and nothing of what the user was doing it with.
 *
 * @param code see {@link FaultCode}
 * @param text to be copied or sent
 */
record FaultReport(String code, String text) {
  /** Reports of other faults that are kept beside it. */
  private static final int MOST_FILES = 20;

  /**
   * @param thread the name of the thread it happened on
   * @param log the last lines of the log
   */
  static FaultReport of(
      Throwable fault, String thread, Instant at, List<String> log, Discretion discretion) {
    String code = FaultCode.of(fault);
    Runtime memory = Runtime.getRuntime();
    StringBuilder text = new StringBuilder();
    text.append(Product.NAME).append(' ').append(Product.version());
    text.append("  ").append(code).append("  ").append(at.truncatedTo(ChronoUnit.SECONDS));
    text.append("\n\nSystem: ").append(property("os.name")).append(' ');
    text.append(property("os.version")).append(' ').append(property("os.arch"));
    text.append("\nJava: ").append(property("java.vm.vendor")).append(' ');
    text.append(property("java.runtime.version"));
    text.append("\nJavaFX: ").append(property("javafx.runtime.version"));
    text.append("\nLocale: ").append(Locale.getDefault().toLanguageTag());
    text.append("\nProcessors: ").append(memory.availableProcessors());
    text.append(
        "\nMemory: %d of %d MB in use"
            .formatted(
                (memory.totalMemory() - memory.freeMemory()) >> 20, memory.maxMemory() >> 20));
    text.append("\nThread: ").append(discretion.line(thread));
    text.append("\n\n").append(discretion.trace(fault));
    if (!log.isEmpty()) {
      text.append("\nBefore that:\n").append(String.join("\n", log)).append('\n');
    }
    text.append("\nPrompts, answers, keys, and the messages of exceptions are left out.\n");
    return new FaultReport(code, text.toString());
  }

  private static String property(String name) {
    return System.getProperty(name, "none");
  }

  /** Writes it into that folder, over an older one of the same fault. */
  Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(code + ".txt");
    Files.writeString(file, text);
    forgetOldest(folder);
    return file;
  }

  private static void forgetOldest(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> newest =
          all.filter(file -> String.valueOf(file.getFileName()).matches("E-\\w{4}\\.txt"))
              .sorted(Comparator.comparing(FaultReport::changed).reversed())
              .toList();
      for (Path old : newest.subList(Math.min(MOST_FILES, newest.size()), newest.size())) {
        Files.deleteIfExists(old);
      }
    }
  }

  private static FileTime changed(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException gone) {
      return FileTime.fromMillis(0);
    }
  }
}
