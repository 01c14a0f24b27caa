package app.diptych.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Connections that only read: as many as there are readers at once, kept for the next ones. */
final class Readers implements AutoCloseable {
  /** More than this are not kept: each has a cache of its own. */
  private static final int MOST_IDLE = 4;

  private volatile Database database;
  private final ConcurrentLinkedQueue<Connection> idle = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  /** What is read. */
  interface Query<T> {
    T run(Connection connection) throws SQLException;
  }

  Readers(Database database) {
    this.database = database;
  }

  /** All of a query sees the same state of the file. */
  <T> T read(Query<T> query) throws WorkspaceException {
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
      give(connection, good);
    }
  }

  /** Runs something that must not be in a transaction. */
  void run(Query<Boolean> work) throws WorkspaceException {
    Connection connection = database.openToRead();
    try {
      work.run(connection);
    } catch (SQLException broken) {
      throw database.explain(broken);
    } finally {
      Database.close(connection);
    }
  }

  /** From now on reads another file. */
  void moveTo(Database other) {
    database = other;
    empty();
  }

  @Override
  public void close() {
    closed = true;
    empty();
  }

  private void empty() {
    for (Connection one = idle.poll(); one != null; one = idle.poll()) {
      Database.close(one);
    }
  }

  private Connection take() throws WorkspaceException {
    @Nullable Connection kept = idle.poll();
    if (kept != null) {
      return kept;
    }
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
