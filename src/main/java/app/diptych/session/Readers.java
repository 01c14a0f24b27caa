package app.diptych.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Connections that only read: as many as there are readers at once, kept for the next ones. */
final class Readers implements AutoCloseable {
  private final Database database;
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
      connection.setAutoCommit(false);
      T result = query.run(connection);
      connection.setAutoCommit(true);
      good = true;
      return result;
    } catch (SQLException broken) {
      throw database.explain(broken);
    } finally {
      give(connection, good);
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Connection one = idle.poll(); one != null; one = idle.poll()) {
      shut(one);
    }
  }

  private Connection take() throws WorkspaceException {
    @Nullable Connection kept = idle.poll();
    return kept == null ? database.openToRead() : kept;
  }

  private void give(Connection connection, boolean good) {
    if (good && !closed) {
      idle.add(connection);
    } else {
      shut(connection);
    }
  }

  private static void shut(Connection connection) {
    try {
      connection.close();
    } catch (SQLException alreadyBroken) {
      // It only read: nothing is lost with it.
    }
  }
}
