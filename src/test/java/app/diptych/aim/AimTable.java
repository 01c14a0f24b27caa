package app.diptych.aim;

import com.sun.javafx.runtime.VersionInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The table of aims in {@code docs/benchmarks.md}, between two marks. What a run does not measure
 * stays with the day it was measured.
 */
final class AimTable {
  private static final Path FILE = Path.of("docs", "benchmarks.md");
  private static final String BEGIN = "<!-- aims -->";
  private static final String END = "<!-- /aims -->";

  private AimTable() {}

  /** Prints it as it is now. */
  public static void main(String[] arguments) throws IOException {
    Parts parts = Parts.of(Files.readAllLines(FILE));
    System.out.println(String.join("\n", parts.table()));
  }

  static synchronized void put(AimRow row) {
    try {
      if (Files.exists(FILE)) {
        Files.write(FILE, with(Files.readAllLines(FILE), row));
      }
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /** The lines of the document with that row in its place. */
  static List<String> with(List<String> document, AimRow row) {
    Parts parts = Parts.of(document);
    Map<String, AimRow> rows = new LinkedHashMap<>();
    parts.table().stream()
        .flatMap(line -> AimRow.read(line).stream())
        .forEach(known -> rows.put(known.what(), known));
    rows.put(row.what(), row);
    List<String> all = new ArrayList<>(parts.before());
    all.add("");
    all.add("Measured on " + machine() + ".");
    all.add("");
    all.add("| # | what | aim | result | | when |");
    all.add("|---|---|---|---|---|---|");
    Stream.of(Aim.values())
        .map(aim -> rows.get(aim.what()))
        .filter(java.util.Objects::nonNull)
        .forEach(known -> all.add(known.line()));
    all.add("");
    all.addAll(parts.after());
    return all;
  }

  private static String machine() {
    return "%s, %d cores, %s, Java %s, JavaFX %s"
        .formatted(
            processor(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            Runtime.version(),
            VersionInfo.getRuntimeVersion());
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException elsewhere) {
      return System.getProperty("os.arch");
    }
  }

  /** The document around the table; the marks belong to what is around it. */
  private record Parts(List<String> before, List<String> table, List<String> after) {
    static Parts of(List<String> document) {
      int begin = document.indexOf(BEGIN);
      int end = document.indexOf(END);
      if (begin < 0 || end < begin) {
        throw new IllegalStateException(FILE + " has no table of aims");
      }
      return new Parts(
          document.subList(0, begin + 1),
          document.subList(begin + 1, end),
          document.subList(end, document.size()));
    }
  }
}
