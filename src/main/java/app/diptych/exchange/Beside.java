package app.diptych.exchange;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What lies beside a file that was chosen. */
final class Beside {
  /** A folder with more files is no set of files that belong together. */
  private static final int MOST_FILES = 500;

  private Beside() {}

  /**
   * The files of a folder that end alike and pass the test, by name; none when the folder cannot be
   * listed.
   *
   * @param not left out
   */
  static List<Source> in(@Nullable Path folder, String ending, Source not, Predicate<Source> test) {
    List<Path> files = new ArrayList<>();
    if (folder == null) {
      return List.of();
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + ending)) {
      for (Path file : all) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && !Files.isSameFile(file, not.file())) {
          files.add(file);
        }
        if (files.size() > MOST_FILES) {
          return List.of();
        }
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      return List.of();
    }
    files.sort(null);
    return files.stream().flatMap(file -> readable(file).stream()).filter(test).toList();
  }

  private static List<Source> readable(Path file) {
    try {
      return List.of(Source.of(file));
    } catch (ExchangeException unreadable) {
      return List.of();
    }
  }

  /** Says which files were taken that the user did not choose; nothing when there were none. */
  static List<String> told(Source chosen, List<Source> all) {
    String names =
        all.stream()
            .filter(source -> source != chosen)
            .map(Source::name)
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? List.of()
        : List.of(chosen.name() + " was read together with what lies near it: " + names + ".");
  }

  /** The folder the file lies in. */
  static @Nullable Path folder(Source source) {
    return source.file().toAbsolutePath().getParent();
  }
}
