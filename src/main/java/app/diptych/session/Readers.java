package app.diptych.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Connections that only read: as many as there are readers at once, kept for the next ones. */
final class Readers implements AutoCloseable {
  /** More than this are not kept: each has a cache of its own. */
  private static final int MOST_IDLE = 4;

  private static final Duration LAST_READS = Duration.ofSeconds(5);

  private volatile Database database;
  private final ConcurrentLinkedQueue<Connection> idle = new ConcurrentLinkedQueue<>();
  private final ReentrantReadWriteLock reading = new ReentrantReadWriteLock();
  private volatile boolean closed;

  /** The one that sees what others write; its count of changes means nothing on another one. */
  private @Nullable Connection watching;

  private int watched;

  /** What is read. */
  interface Query<T> {
    T run(Connection connection) throws SQLException;
  }

  Readers(Database database) {
    this.database = database;
  }

  /** All of a query sees the same state of the file. */
  <T> T read(Query<T> query) throws WorkspaceException {
    reading.readLock().lock();
    try {
      return whileOpen(query);
    } finally {
      reading.readLock().unlock();
    }
  }

  private <T> T whileOpen(Query<T> query) throws WorkspaceException {
    requireOpen();
    Database from = database;
    Connection connection = take();
    boolean good = false;
    try {
      Sql.run(connection, "BEGIN");
      T result = query.run(connection);
      Sql.run(connection, "COMMIT");
      good = true;
      return result;
    } catch (SQLException broken) {
      throw database.explain(broken);
    } catch (IllegalArgumentException | JacksonException incomprehensible) {
      throw database.damaged(incomprehensible);
    } finally {
      give(connection, good && from.equals(database));
    }
  }

  /** What the file is now. */
  Revision revision() throws WorkspaceException {
    reading.readLock().lock();
    try {
      requireOpen();
      return look();
    } catch (SQLException broken) {
      unwatch();
      throw database.explain(broken);
    } finally {
      reading.readLock().unlock();
    }
  }

  private synchronized Revision look() throws WorkspaceException, SQLException {
    // Never one that others gave back: it may be of the file before.
    Connection connection = watching == null ? open() : watching;
    watching = connection;
    Revision now = new Revision(watched, Sql.number(connection, "PRAGMA data_version"));
    if (closed) {
      unwatch();
    }
    return now;
  }

  private synchronized void unwatch() {
    if (watching != null) {
      Database.close(watching);
      watching = null;
    }
    watched++;
  }

  /** Runs something that must not be in a transaction. */
  void run(Query<Boolean> work) throws WorkspaceException {
    reading.readLock().lock();
    try {
      requireOpen();
      Connection connection = database.openToRead();
      try {
        work.run(connection);
      } catch (SQLException broken) {
        throw database.explain(broken);
      } finally {
        Database.close(connection);
      }
    } finally {
      reading.readLock().unlock();
    }
  }

  /** A late reader would make the file's companions anew after everybody has gone. */
  private void requireOpen() throws WorkspaceException {
    if (closed) {
      throw new WorkspaceException(
          WorkspaceException.Kind.UNREACHABLE, "The workspace is closed: open Diptych again.");
    }
  }

  /** From now on reads another file. */
  void moveTo(Database other) {
    database = other;
    empty();
  }

  /** Nobody begins to read from now on; waits a moment for those who do. */
  @Override
  public void close() {
    closed = true;
    try {
      if (reading.writeLock().tryLock(LAST_READS.toMillis(), TimeUnit.MILLISECONDS)) {
        reading.writeLock().unlock();
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    empty();
  }

  private void empty() {
    unwatch();
    for (Connection one = idle.poll(); one != null; one = idle.poll()) {
      Database.close(one);
    }
  }

  private Connection take() throws WorkspaceException {
    @Nullable Connection kept = idle.poll();
    return kept != null ? kept : open();
  }

  private Connection open() throws WorkspaceException {
    try {
      return database.openToRead();
    } catch (WorkspaceException refused) {
      throw database.lost(refused);
    }
  }

  private void give(Connection connection, boolean good) {
    if (good && !closed && idle.size() < MOST_IDLE) {
      idle.add(connection);
      if (closed) {
        empty();
      }
    } else {
      Database.close(connection);
    }
  }
}
