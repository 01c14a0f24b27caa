package app.diptych.app;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Reads what {@link Fallback} noted of changed routes, in this and earlier runs. */
final class RouteRecord {
  private static final int MOST_BYTES = 1 << 18;

  private RouteRecord() {}

  /** Its last lines, oldest first; none when there is no record, or it cannot be read. */
  static List<String> read(Path audit) {
    try (RandomAccessFile file = new RandomAccessFile(audit.toFile(), "r")) {
      long before = Math.max(0, file.length() - MOST_BYTES);
      file.seek(before);
      byte[] end = new byte[(int) (file.length() - before)];
      file.readFully(end);
      List<String> lines =
          new String(end, StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
      // The first line of a part may have lost its beginning.
      return before > 0 && !lines.isEmpty() ? lines.subList(1, lines.size()) : lines;
    } catch (IOException none) {
      return List.of();
    }
  }
}
