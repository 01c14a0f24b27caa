package app.diptych.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Connections that only read: as many as there are readers at once, kept for the next ones. */
final class Readers implements AutoCloseable {
  /** More than this are not kept: each has a cache of its own. */
  private static final int MOST_IDLE = 4;

  private static final Duration LAST_READS = Duration.ofSeconds(5);

  /** Tries to begin on several connections with nothing written in between: each takes a moment. */
  private static final int BEGINNINGS = 20;

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
      T result = ask(query, connection);
      Sql.run(connection, "COMMIT");
      good = true;
      return result;
    } catch (SQLException broken) {
      throw database.explain(broken);
    } finally {
      give(connection, good && from.equals(database));
    }
  }

  private <T> T ask(Query<T> query, Connection connection) throws WorkspaceException {
    try {
      return query.run(connection);
    } catch (SQLException broken) {
      throw database.explain(broken);
    } catch (IllegalArgumentException | JacksonException incomprehensible) {
      throw database.damaged(incomprehensible);
    }
  }

  /**
   * Several queries at once, each on a connection of its own. All of them see the same state of the
   * file, whatever is written while they read.
   *
   * @return what each found; empty when the file was written whenever they were about to begin
   */
  <T> Optional<List<T>> readAtOnce(List<Query<T>> queries) throws WorkspaceException {
    reading.readLock().lock();
    try {
      Optional<List<T>> found = Optional.empty();
      for (int i = 0; i < BEGINNINGS && found.isEmpty(); i++) {
        found = beginAtOnce(queries);
      }
      return found;
    } finally {
      reading.readLock().unlock();
    }
  }

  private <T> Optional<List<T>> beginAtOnce(List<Query<T>> queries) throws WorkspaceException {
    Database from = database;
    Revision before = revision();
    List<Connection> begun = new ArrayList<>();
    boolean good = false;
    try {
      while (begun.size() < queries.size()) {
        Connection connection = take();
        begun.add(connection);
        Sql.run(connection, "BEGIN");
        // A transaction sees the file as it is at its first read, and not at its beginning.
        Sql.number(connection, "SELECT count(*) FROM sqlite_schema");
      }
      // Nobody wrote since before the first of them began: all are of that state from here on.
      boolean alike = before.equals(revision()) && from.equals(database);
      Optional<List<T>> found = alike ? Optional.of(all(queries, begun)) : Optional.empty();
      for (Connection connection : begun) {
        Sql.run(connection, "COMMIT");
      }
      good = true;
      return found;
    } catch (SQLException broken) {
      throw database.explain(broken);
    } finally {
      for (Connection connection : begun) {
        give(connection, good && from.equals(database));
      }
    }
  }

  /** What one query found, or why it found nothing. */
  private record Part<T>(List<T> found, @Nullable Throwable broken) {}

  private <T> List<T> all(List<Query<T>> queries, List<Connection> begun)
      throws WorkspaceException {
    List<T> all = new ArrayList<>();
    for (Part<T> part :
        IntStream.range(0, queries.size())
            .parallel()
            .mapToObj(i -> part(queries.get(i), begun.get(i)))
            .toList()) {
      if (part.broken() instanceof WorkspaceException broken) {
        throw broken;
      }
      if (part.broken() instanceof RuntimeException fault) {
        throw fault;
      }
      if (part.broken() instanceof Error fault) {
        throw fault;
      }
      all.addAll(part.found());
    }
    return all;
  }

  /** Never throws: no connection is given back while another one of them is still read. */
  private <T> Part<T> part(Query<T> query, Connection connection) {
    try {
      return new Part<>(List.of(ask(query, connection)), null);
    } catch (Throwable broken) {
      return new Part<>(List.of(), broken);
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
