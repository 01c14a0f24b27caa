package app.diptych.session;

import app.diptych.session.WorkspaceException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/** The file: how it is opened, checked and copied. */
final class Database {
  /** How long a statement waits for another process that is writing, in milliseconds. */
  private static final int BUSY = 5_000;

  private final Path file;

  Database(Path file) {
    this.file = file.toAbsolutePath();
  }

  Path file() {
    return file;
  }

  /** Makes the file when there is none. */
  Connection openToWrite() throws WorkspaceException {
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException refused) {
      throw unreachable(refused);
    }
    SQLiteConfig config = config();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    return connect(config);
  }

  Connection openToRead() throws WorkspaceException {
    SQLiteConfig config = config();
    config.setReadOnly(true);
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    return connect(config);
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY);
    return config;
  }

  private Connection connect(SQLiteConfig config) throws WorkspaceException {
    try {
      Connection connection = config.createConnection("jdbc:sqlite:" + file);
      try {
        Sql.number(connection, "SELECT count(*) FROM sqlite_schema");
        return connection;
      } catch (SQLException broken) {
        connection.close();
        throw broken;
      }
    } catch (SQLException broken) {
      throw explain(broken);
    }
  }

  /** Refuses a file that is not ours, whatever tables it has. */
  void requireOurs(Connection connection) throws WorkspaceException {
    try {
      boolean empty = Sql.number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
      if (!empty && Sql.number(connection, "PRAGMA application_id") != Schema.APPLICATION) {
        throw new WorkspaceException(
            Kind.FOREIGN,
            "This file is a database of another program: "
                + file
                + ". Choose another folder with --home.");
      }
    } catch (SQLException broken) {
      throw explain(broken);
    }
  }

  WorkspaceException explain(SQLException broken) {
    SQLiteErrorCode code =
        broken instanceof SQLiteException known
            ? known.getResultCode()
            : SQLiteErrorCode.SQLITE_ERROR;
    if (code == SQLiteErrorCode.SQLITE_NOTADB) {
      return new WorkspaceException(
          Kind.FOREIGN,
          "This file is not a workspace: "
              + file
              + ". Move it away, or choose another folder with --home.",
          broken);
    }
    if (isEnvironment(broken)) {
      return unreachable(broken);
    }
    return new WorkspaceException(
        Kind.DAMAGED,
        "The workspace is damaged: "
            + file
            + ". Run diptych doctor to see the backups and put one back.",
        broken);
  }

  private WorkspaceException unreachable(Exception cause) {
    return new WorkspaceException(
        Kind.UNREACHABLE,
        "The workspace cannot be opened: "
            + file
            + " ("
            + Trouble.of(cause).words()
            + "). Check the folder's rights and space, or choose another with --home.",
        cause);
  }

  /** Whether the disk is to blame and not what was asked: the same may work later. */
  static boolean isEnvironment(SQLException failed) {
    return Trouble.of(failed) != Trouble.OTHER;
  }
}
