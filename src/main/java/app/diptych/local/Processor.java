package app.diptych.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The processor of this machine. Engines use the widest instructions it has, so another one may
 * round another way.
 */
final class Processor {
  private static final Path LINUX = Path.of("/proc/cpuinfo");
  private static final int LONGEST = 80;
  private static final String NAME = look();

  private Processor() {}

  /** Its name and family, as far as the system tells without being searched. */
  static String name() {
    return NAME;
  }

  private static String look() {
    String family = System.getProperty("os.arch", "");
    String model = System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", "");
    if (Files.isReadable(LINUX)) {
      try (Stream<String> lines = Files.lines(LINUX)) {
        model =
            lines
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(model);
      } catch (IOException | java.io.UncheckedIOException untold) {
        // The family is known all the same.
      }
    }
    String name = Printable.text(model.isEmpty() ? family : model + ", " + family);
    return name.length() <= LONGEST ? name : name.substring(0, LONGEST);
  }
}
