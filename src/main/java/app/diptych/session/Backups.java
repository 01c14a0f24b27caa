package app.diptych.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/** Copies of the workspace beside it, in the folder {@code backups}. */
public final class Backups {
  private static final int KEPT = 3;
  private static final Duration DAY = Duration.ofDays(1);
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private Backups() {}

  /** The backups of a workspace, newest first. */
  public static List<Path> of(Path workspace) {
    Path folder = folder(workspace);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".db"))
          .sorted((a, b) -> modified(b).compareTo(modified(a)))
          .toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  /**
   * Puts a backup in the place of a workspace nobody has open; what was there is kept beside it.
   *
   * @return where the old file went
   */
  public static Path restore(Path backup, Path workspace, Instant now) throws IOException {
    Path aside = workspace.resolveSibling("workspace-damaged-" + NAME.format(now) + ".db");
    Path fresh = workspace.resolveSibling(workspace.getFileName() + ".restoring");
    Files.copy(backup, fresh, StandardCopyOption.REPLACE_EXISTING);
    if (Files.exists(workspace)) {
      Files.move(workspace, aside);
    }
    for (String part : List.of("-wal", "-shm")) {
      Path sidecar = workspace.resolveSibling(workspace.getFileName() + part);
      if (Files.exists(sidecar)) {
        Files.move(sidecar, aside.resolveSibling(aside.getFileName() + part));
      }
    }
    Files.move(fresh, workspace, StandardCopyOption.ATOMIC_MOVE);
    return aside;
  }

  /** Where the copy from before a migration goes. */
  static Path beforeVersion(Path workspace, int version) {
    return folder(workspace).resolve("before-migration-from-version-" + version + ".db");
  }

  /** Copies what a connection sees, whole and consistent, to a file that is not there yet. */
  static void make(Connection connection, Path target) throws SQLException {
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
      Files.deleteIfExists(target);
    } catch (IOException refused) {
      throw new SQLException("The folder for backups cannot be written: " + target, refused);
    }
    Sql.update(connection, "VACUUM INTO ?", target.toString());
  }

  /** Makes a backup unless there is one of the last day; drops the oldest ones. */
  static void makeDaily(Connection connection, Path workspace, Instant now) {
    List<Path> there = daily(workspace);
    if (!there.isEmpty() && modified(there.getFirst()).isAfter(now.minus(DAY))) {
      return;
    }
    try {
      if (Sql.number(connection, "SELECT count(*) FROM session") > 0) {
        make(connection, folder(workspace).resolve("daily-" + NAME.format(now) + ".db"));
        for (Path old : there.stream().skip(KEPT - 1).toList()) {
          Files.deleteIfExists(old);
        }
      }
    } catch (SQLException | IOException refused) {
      System.getLogger("diptych")
          .log(System.Logger.Level.WARNING, "No backup of the workspace could be made", refused);
    }
  }

  private static List<Path> daily(Path workspace) {
    return of(workspace).stream()
        .filter(file -> file.getFileName().toString().startsWith("daily-"))
        .toList();
  }

  private static Path folder(Path workspace) {
    return workspace.toAbsolutePath().resolveSibling("backups");
  }

  private static Instant modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException gone) {
      return Instant.EPOCH;
    }
  }
}
