package app.diptych.session;

import app.diptych.session.Workspace.Role;
import app.diptych.session.WorkspaceException.Kind;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps from a file to a workspace that can be used. */
final class Opening {
  private static final String NEWER =
      "This workspace was made by a newer version of Diptych, so nothing can be changed or saved."
          + " Update Diptych, or choose another folder with --home.";

  private final Database database;
  private final NanoClock clock;

  Opening(Database database, NanoClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * What is open now.
   *
   * @param readOnly why nothing can be saved, or null
   * @param orphan the newest backup when there was no file, or null
   */
  record Opened(
      WorkspaceLock lock,
      Connection connection,
      @Nullable String readOnly,
      int interrupted,
      @Nullable Backup orphan) {}

  Opened run(Role role) throws WorkspaceException {
    WorkspaceLock lock = lock(role);
    try {
      return open(lock, role);
    } catch (WorkspaceException | RuntimeException refused) {
      lock.close();
      throw refused;
    }
  }

  private WorkspaceLock lock(Role role) throws WorkspaceException {
    try {
      WorkspaceLock.makeFolder(database.file());
    } catch (IOException refused) {
      throw database.unreachable(refused);
    }
    WorkspaceLock lock = WorkspaceLock.use(database.file());
    if (lock == null) {
      throw new WorkspaceException(
          Kind.IN_USE, "A backup of the workspace is being put back: try again in a moment.");
    }
    if (role == Role.OWNER && !lock.own()) {
      lock.close();
      throw new WorkspaceException(
          Kind.IN_USE, "Diptych has this workspace open already: " + database.file() + ".");
    }
    return lock;
  }

  private Opened open(WorkspaceLock lock, Role role) throws WorkspaceException {
    List<Backup> backups = Files.exists(database.file()) ? List.of() : Backups.of(database.file());
    Backup orphan = backups.isEmpty() ? null : backups.getFirst();
    Connection connection = database.openToWrite();
    boolean good = false;
    try {
      Opened opened = prepare(lock, connection, role, orphan);
      good = true;
      return opened;
    } catch (SQLException broken) {
      throw database.explain(broken);
    } finally {
      if (!good) {
        Database.close(connection);
      }
    }
  }

  private Opened prepare(
      WorkspaceLock lock, Connection connection, Role role, @Nullable Backup orphan)
      throws SQLException {
    int version = Schema.version(connection);
    if (version > Schema.VERSION) {
      Sql.run(connection, "PRAGMA query_only = ON");
      return new Opened(lock, connection, NEWER, 0, null);
    }
    RowSum.teach(connection, true);
    if (version < Schema.VERSION) {
      if (version > 0) {
        Backups.makeBeforeMigration(connection, database.file(), version);
      }
      Schema.migrate(connection);
    }
    RowSum.keep(connection);
    int[] interrupted = {0};
    if (role == Role.OWNER) {
      Sql.inTransaction(
          connection, () -> interrupted[0] = Recovery.run(connection, clock.now(), lock::isAlive));
    }
    return new Opened(lock, connection, null, interrupted[0], orphan);
  }

  /** Opens a copy of an open workspace. */
  static Connection again(Database database) throws WorkspaceException, SQLException {
    Connection connection = database.openToWrite();
    RowSum.teach(connection, true);
    RowSum.keep(connection);
    return connection;
  }
}
