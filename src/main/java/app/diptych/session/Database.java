package app.diptych.session;

import app.diptych.session.WorkspaceException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/** The file: how it is opened and checked, and what its errors mean. */
final class Database {
  /** How long a statement waits for another process that is writing, in milliseconds. */
  private static final int BUSY = 5_000;

  /** A log larger than this is cut once its content is in the file, in bytes. */
  private static final int LARGEST_LOG = 16 << 20;

  /** Tries to make a new file a logged one while another process does the same. */
  private static final int TRIES = 100;

  /** The smallest page of a database, in bytes. */
  private static final int SMALLEST = 512;

  private final Path file;

  Database(Path file) {
    this.file = file.toAbsolutePath();
  }

  Path file() {
    return file;
  }

  /** Makes the file when there is none; a file that is not ours is refused as it was found. */
  Connection openToWrite() throws WorkspaceException {
    try {
      WorkspaceLock.makeFolder(file);
      refuseLeftovers();
    } catch (IOException refused) {
      throw unreachable(refused);
    }
    SQLiteConfig config = config();
    config.setSynchronous(SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setJournalSizeLimit(LARGEST_LOG);
    Connection connection = connect(config);
    try {
      requireOurs(connection);
      log(connection);
      return connection;
    } catch (SQLException broken) {
      close(connection);
      throw explain(broken);
    } catch (WorkspaceException refused) {
      close(connection);
      throw refused;
    }
  }

  Connection openToRead() throws WorkspaceException {
    SQLiteConfig config = config();
    config.setReadOnly(true);
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    Connection connection = connect(config);
    try {
      RowSum.teach(connection, Schema.version(connection) <= Schema.VERSION);
      return connection;
    } catch (SQLException broken) {
      close(connection);
      throw explain(broken);
    }
  }

  static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException alreadyBroken) {
      // What was committed is on the disk.
    }
  }

  /**
   * SQLite takes an empty file, and one too small to be a database, for a new one and throws the
   * log beside it away, with everything that is in it.
   */
  private void refuseLeftovers() throws IOException, WorkspaceException {
    long size = Files.exists(file) ? Files.size(file) : 0;
    boolean empty = size == 0;
    if (size > 0 && size < SMALLEST) {
      throw Backups.of(file).isEmpty() ? foreign(null) : damaged(null);
    }
    Path log = file.resolveSibling(file.getFileName() + "-wal");
    boolean lost = Files.exists(log) && Files.size(log) > 0;
    if (empty && (lost || (Files.exists(file) && !Backups.of(file).isEmpty()))) {
      throw damaged(null);
    }
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
        Sql.run(connection, "PRAGMA cell_size_check = ON");
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

  /** Changes are written to a log beside the file first; that is told in the file itself. */
  private static void log(Connection connection) throws SQLException {
    for (int i = 1; ; i++) {
      try {
        if (!journal(connection, "").equals("wal")) {
          journal(connection, " = WAL");
        }
        return;
      } catch (SQLException refused) {
        if (Trouble.of(refused) != Trouble.BUSY || i == TRIES) {
          throw refused;
        }
        pause(refused);
      }
    }
  }

  private static String journal(Connection connection, String change) throws SQLException {
    return Sql.first(connection, "PRAGMA journal_mode" + change, row -> row.getString(1))
        .orElse("");
  }

  private static void pause(SQLException refused) throws SQLException {
    try {
      Thread.sleep(BUSY / TRIES);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw refused;
    }
  }

  /** Refuses a file that is not ours, whatever tables it has. */
  private void requireOurs(Connection connection) throws SQLException, WorkspaceException {
    long application = Sql.number(connection, "PRAGMA application_id");
    boolean empty = Sql.number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
    if (application == Schema.APPLICATION || (empty && application == 0)) {
      return;
    }
    if (!Backups.of(file).isEmpty()) {
      throw damaged(null);
    }
    throw new WorkspaceException(
        Kind.FOREIGN,
        "This file is a database of another program: "
            + file
            + ". Choose another folder with --home.");
  }

  WorkspaceException explain(SQLException broken) {
    SQLiteErrorCode code =
        broken instanceof SQLiteException known
            ? known.getResultCode()
            : SQLiteErrorCode.SQLITE_ERROR;
    if (code == SQLiteErrorCode.SQLITE_NOTADB && Backups.of(file).isEmpty()) {
      return foreign(broken);
    }
    Trouble trouble = Trouble.of(broken);
    return trouble == Trouble.DAMAGED || trouble == Trouble.OTHER || hasImpossibleVersion()
        ? damaged(broken)
        : unreachable(broken);
  }

  /**
   * Whether the file says that it is of a kind SQLite never wrote: what cannot be written, or
   * opened, for that reason is not a matter of rights. Bytes 18 and 19 are 1 or 2 (SQLite, Database
   * File Format, section 1.3.3, read 2026-11).
   */
  private boolean hasImpossibleVersion() {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(20);
      return head.length == 20 && (head[18] < 1 || head[18] > 2 || head[19] < 1 || head[19] > 2);
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** What was open and can be read no more; with the file in its place, only what was said. */
  WorkspaceException lost(WorkspaceException refused) {
    return Files.exists(file)
        ? refused
        : new WorkspaceException(
            Kind.UNREACHABLE,
            "The workspace cannot be read: "
                + file
                + ": "
                + Trouble.GONE.words()
                + ". "
                + Trouble.GONE.wayOut(),
            refused);
  }

  private WorkspaceException foreign(@Nullable Exception cause) {
    return new WorkspaceException(
        Kind.FOREIGN,
        "This file is not a workspace: "
            + file
            + ". Move it away, or choose another folder with --home.",
        cause);
  }

  WorkspaceException damaged(@Nullable Exception cause) {
    return new WorkspaceException(
        Kind.DAMAGED,
        "The workspace is damaged: "
            + file
            + (Backups.of(file).isEmpty()
                ? ". There is no backup of it: move it away, and Diptych begins a new one."
                : ". Put a backup back: diptych doctor --restore-backup does so, and the window offers"
                    + " it."),
        cause);
  }

  WorkspaceException unreachable(Exception cause) {
    return new WorkspaceException(
        Kind.UNREACHABLE,
        "The workspace cannot be opened: "
            + file
            + " ("
            + Trouble.of(cause).words()
            + "). Check the folder's rights and space, or choose another with --home.",
        cause);
  }
}
