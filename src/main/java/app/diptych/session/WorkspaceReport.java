package app.diptych.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * How a workspace is doing, as found by reading all of it. Nothing is made or changed.
 *
 * @param exists whether there is a file
 * @param bytes its size, with the log beside it
 * @param version of its schema
 * @param newer whether this program is too old to write it
 * @param problems what is wrong with it, a line each; empty when all is well
 * @param backup the newest one
 */
public record WorkspaceReport(
    Path file,
    boolean exists,
    long bytes,
    int version,
    boolean newer,
    long sessions,
    long trials,
    List<String> problems,
    Optional<Backup> backup) {
  public WorkspaceReport {
    problems = List.copyOf(problems);
  }

  /** Blocks for as long as reading the file takes. */
  public static WorkspaceReport of(Path file) {
    Optional<Backup> backup = Backups.of(file).stream().findFirst();
    if (!Files.exists(file)) {
      return new WorkspaceReport(file, false, 0, 0, false, 0, 0, List.of(), backup);
    }
    long bytes = size(file) + size(file.resolveSibling(file.getFileName() + "-wal"));
    if (size(file) == 0) {
      List<String> empty = backup.isPresent() ? List.of("the file is empty") : List.of();
      return new WorkspaceReport(file, true, bytes, 0, false, 0, 0, empty, backup);
    }
    try (Connection connection = new Database(file).openToRead()) {
      int version = Schema.version(connection);
      List<String> problems = Checkup.of(connection);
      boolean well = problems.isEmpty();
      return new WorkspaceReport(
          file,
          true,
          bytes,
          version,
          version > Schema.VERSION,
          well ? Sql.number(connection, "SELECT count(*) FROM session") : 0,
          well ? Sql.number(connection, "SELECT count(*) FROM trial") : 0,
          problems,
          backup);
    } catch (SQLException | WorkspaceException broken) {
      return new WorkspaceReport(
          file, true, bytes, 0, false, 0, 0, List.of(String.valueOf(broken.getMessage())), backup);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException gone) {
      return 0;
    }
  }
}
