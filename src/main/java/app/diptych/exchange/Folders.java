package app.diptych.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Folders given in the place of the files in them. */
final class Folders {
  /** As deep as any of our formats writes. */
  private static final int DEEPEST = 3;

  private static final int MOST = 100;

  private Folders() {}

  /**
   * The files a folder stands for, in order; what is no folder, or cannot be looked into, itself.
   */
  static List<Path> filesIn(Path given) {
    if (!Files.isDirectory(given)) {
      return List.of(given);
    }
    try (Stream<Path> all = Files.walk(given, DEEPEST)) {
      List<Path> files = all.filter(Folders::mayBeRead).limit(MOST).sorted().toList();
      return files.isEmpty() ? List.of(given) : files;
    } catch (IOException | UncheckedIOException refused) {
      return List.of(given);
    }
  }

  private static boolean mayBeRead(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    // A link in a folder of somebody else may lead anywhere.
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && !name.startsWith(".")
        && (name.endsWith(".jsonl") || name.endsWith(".json") || name.endsWith(".csv"));
  }
}
