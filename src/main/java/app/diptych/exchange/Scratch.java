package app.diptych.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is gone with everything in it once it was used. */
final class Scratch {
  private Scratch() {}

  interface Use<T> {
    T in(Path folder) throws IOException;
  }

  static <T> T use(Use<T> use) throws IOException {
    Path folder = Files.createTempDirectory("diptych-preview-");
    try {
      return use.in(folder);
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        for (Path one : deepestFirst) {
          Files.deleteIfExists(one);
        }
      }
    }
  }
}
