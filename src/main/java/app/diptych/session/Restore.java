package app.diptych.session;

import app.diptych.session.WorkspaceException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts a backup in the place of a damaged workspace. The damaged file is kept under another name,
 * and what can still be read of it and is newer than the backup is added.
 */
public final class Restore {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);
  private static final List<String> LOGS = List.of("-wal", "-shm");

  private final Path workspace;
  private final Backup backup;
  private @Nullable Path aside;
  private Salvage.@Nullable Saved saved;

  private Restore(Path workspace, Backup backup) {
    this.workspace = workspace.toAbsolutePath();
    this.backup = backup;
  }

  /**
   * What was done.
   *
   * @param aside where the damaged file is now; null when there was none
   * @param trials newer ones that could still be read
   * @param lost newer ones that are known of and could not; more may have been lost with them
   */
  public record Restored(Backup backup, @Nullable Path aside, int trials, int lost) {}

  /**
   * Puts the newest backup back that is whole; nobody else may have the workspace open.
   *
   * @throws WorkspaceException when there is no backup, somebody has it open, or the disk refuses;
   *     everything is then as it was
   */
  public static Restored newest(Path workspace, Instant now) throws WorkspaceException {
    Backup backup =
        newestWhole(workspace)
            .orElseThrow(() ->
                new WorkspaceException(
                    Kind.UNREACHABLE,
                    "There is no backup of "
                        + workspace
                        + ". Move the file away to begin with an empty workspace."));
    Restore restore = new Restore(workspace, backup);
    try {
      if (!WorkspaceLock.alone(workspace, () -> restore.run(now))) {
        throw new WorkspaceException(
            Kind.IN_USE, "The workspace is open: close Diptych everywhere, then try again.");
      }
    } catch (IOException refused) {
      throw new Database(workspace).unreachable(refused);
    }
    return restore.result();
  }

  /** The newest backup in which everything fits together. */
  public static Optional<Backup> newestWhole(Path workspace) {
    return Backups.of(workspace).stream().filter(Restore::isWhole).findFirst();
  }

  private static boolean isWhole(Backup backup) {
    try (Connection connection = new Database(backup.file()).openToRead()) {
      return Checkup.of(connection).isEmpty();
    } catch (SQLException | WorkspaceException broken) {
      return false;
    }
  }

  private Restored result() {
    Salvage.Saved found = saved;
    return new Restored(
        backup, aside, found == null ? 0 : found.trials(), found == null ? 0 : found.lost());
  }

  /** Until the last step the old file is where it was. */
  private void run(Instant now) throws IOException {
    Path fresh = workspace.resolveSibling(workspace.getFileName() + ".restoring");
    discard(fresh);
    if (Files.exists(workspace)) {
      aside = keepAside(now);
    }
    try {
      Files.copy(backup.file(), fresh, StandardCopyOption.REPLACE_EXISTING);
      fill(fresh);
      Backups.force(fresh);
      for (String log : LOGS) {
        Files.deleteIfExists(beside(workspace, log));
      }
      Files.move(fresh, workspace, StandardCopyOption.ATOMIC_MOVE);
      Backups.forceFolder(workspace);
    } catch (SQLException | WorkspaceException refused) {
      throw new IOException(refused.getMessage(), refused);
    } finally {
      discard(fresh);
    }
  }

  private void fill(Path fresh) throws SQLException, WorkspaceException {
    Path old = aside;
    try (Connection connection = new Database(fresh).openToWrite()) {
      RowSum.teach(connection, true);
      Schema.migrate(connection);
      RowSum.keep(connection);
      if (old != null) {
        saved = Salvage.run(old, connection);
      }
      // One file, so that it can be moved.
      Sql.first(connection, "PRAGMA journal_mode = DELETE", row -> row.getString(1));
    }
  }

  private Path keepAside(Instant now) throws IOException {
    Path kept = workspace.resolveSibling("workspace-damaged-" + NAME.format(now) + ".db");
    keep(workspace, kept);
    Path log = beside(workspace, "-wal");
    if (Files.exists(log)) {
      keep(log, beside(kept, "-wal"));
    }
    return kept;
  }

  /** The log is copied: opening the damaged file writes to it. */
  private static void keep(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    Backups.force(to);
  }

  private static void discard(Path fresh) throws IOException {
    Files.deleteIfExists(fresh);
    for (String log : List.of("-wal", "-shm", "-journal")) {
      Files.deleteIfExists(beside(fresh, log));
    }
  }

  private static Path beside(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }
}
