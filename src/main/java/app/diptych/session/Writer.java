package app.diptych.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one that writes: takes changes from any thread, applies them in order on the writer's thread,
 * as many as are waiting in one transaction. While the disk refuses, changes stay here and are
 * tried again; nothing is dropped.
 */
final class Writer {
  /** Pause before another try while the disk refuses. */
  private static final long RETRY_MILLIS = 500;

  /** More waiting changes than this are refused, so that memory stays bounded. */
  private static final int MOST_WAITING = 20_000;

  /** What is written. It may run twice, when the first try was rolled back. */
  interface Change {
    void apply(Connection connection) throws SQLException;
  }

  private static final class Entry {
    final Change change;
    final CompletableFuture<Void> done = new CompletableFuture<>();

    Entry(Change change) {
      this.change = change;
    }
  }

  private final Connection connection;
  private final ScheduledExecutorService thread;
  private final Consumer<@Nullable Trouble> news;
  private final Check before;
  private final Deque<Entry> waiting = new ArrayDeque<>();
  private boolean scheduled;
  private volatile @Nullable Trouble trouble;

  /** Looked at before every transaction. */
  interface Check {
    /** What is wrong with the file, or null. */
    @Nullable Trouble look();
  }

  /**
   * @param thread the only one that uses the connection from now on
   * @param news told on the writer's thread when trouble begins, changes or, with null, ends
   */
  Writer(
      Connection connection,
      ScheduledExecutorService thread,
      Check before,
      Consumer<@Nullable Trouble> news) {
    this.connection = connection;
    this.thread = thread;
    this.before = before;
    this.news = news;
  }

  /**
   * Hands a change over; does not wait.
   *
   * @return done once the change is on the disk; fails when the change itself is refused
   */
  CompletableFuture<Void> write(Change change) {
    Entry entry = new Entry(change);
    synchronized (this) {
      if (waiting.size() >= MOST_WAITING) {
        entry.done.completeExceptionally(
            new IllegalStateException("Too many changes wait for the disk"));
        return entry.done;
      }
      waiting.add(entry);
      schedule(0);
    }
    return entry.done;
  }

  /** Runs on the writer's thread, between transactions. */
  void run(Runnable task) {
    thread.execute(task);
  }

  /** What keeps changes from being saved right now, or null. */
  @Nullable Trouble trouble() {
    return trouble;
  }

  /** How many changes wait. */
  synchronized int waiting() {
    return waiting.size();
  }

  private synchronized void schedule(long delayMillis) {
    if (scheduled) {
      return;
    }
    scheduled = true;
    try {
      var _ = thread.schedule(this::drain, delayMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closing) {
      scheduled = false;
    }
  }

  /** On the writer's thread: writes what waits. */
  void drain() {
    List<Entry> batch;
    synchronized (this) {
      scheduled = false;
      batch = new ArrayList<>(waiting);
    }
    if (batch.isEmpty()) {
      return;
    }
    Trouble wrong = before.look();
    if (wrong == null) {
      wrong = commit(batch);
    }
    tell(wrong);
    synchronized (this) {
      if (!waiting.isEmpty()) {
        schedule(wrong == null ? 0 : RETRY_MILLIS);
      }
    }
  }

  private @Nullable Trouble commit(List<Entry> batch) {
    try {
      apply(batch);
    } catch (SQLException failed) {
      if (Database.isEnvironment(failed)) {
        return Trouble.of(failed);
      }
      return batch.size() == 1 ? refuse(batch.getFirst(), failed) : oneByOne(batch);
    } catch (RuntimeException fault) {
      return batch.size() == 1 ? refuse(batch.getFirst(), fault) : oneByOne(batch);
    }
    batch.forEach(this::written);
    return null;
  }

  private @Nullable Trouble oneByOne(List<Entry> batch) {
    for (Entry entry : batch) {
      Trouble wrong = commit(List.of(entry));
      if (wrong != null) {
        return wrong;
      }
    }
    return null;
  }

  private void apply(List<Entry> batch) throws SQLException {
    connection.setAutoCommit(false);
    try {
      for (Entry entry : batch) {
        entry.change.apply(connection);
      }
      connection.commit();
    } catch (SQLException | RuntimeException failed) {
      rollBack();
      throw failed;
    } finally {
      endTransaction();
    }
  }

  private void rollBack() {
    try {
      connection.rollback();
    } catch (SQLException alreadyRolledBack) {
      // A full disk rolls back by itself; either way nothing of the batch is there.
    }
  }

  private void endTransaction() throws SQLException {
    connection.setAutoCommit(true);
  }

  private void written(Entry entry) {
    remove(entry);
    entry.done.complete(null);
  }

  private @Nullable Trouble refuse(Entry entry, Exception why) {
    remove(entry);
    entry.done.completeExceptionally(why);
    return null;
  }

  private synchronized void remove(Entry entry) {
    waiting.remove(entry);
  }

  private void tell(@Nullable Trouble now) {
    if (trouble != now) {
      trouble = now;
      news.accept(now);
    }
  }
}
