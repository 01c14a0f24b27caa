package app.diptych.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one that writes: takes changes from any thread, applies them in order on the writer's thread,
 * many in one transaction. While the disk refuses, changes stay here and are tried again; nothing
 * is dropped.
 */
final class Writer {
  /** Pause before another try while the disk refuses. */
  private static final long RETRY_MILLIS = 500;

  /** More waiting changes than this are refused, so that memory stays bounded. */
  private static final int MOST_WAITING = 20_000;

  /** Changes in one transaction, so that none is held up by all that waited for a disk. */
  private static final int MOST_AT_ONCE = 256;

  /** What is written. It may run twice, when the first try was rolled back. */
  interface Change {
    void apply(Connection connection) throws SQLException;
  }

  /** Looked at before every transaction. */
  interface Check {
    /** What is wrong with the file, or null. */
    @Nullable Trouble look();
  }

  /** Hears on the writer's thread how it goes. */
  interface News {
    /** Trouble begins, changes or, with null, ends. */
    void trouble(@Nullable Trouble now);

    /** A change was refused for what it is; it is not tried again. */
    void refused(Exception why);
  }

  private static final class Entry {
    final CompletableFuture<Void> done = new CompletableFuture<>();
    final @Nullable String name;
    Change change;

    Entry(@Nullable String name, Change change) {
      this.name = name;
      this.change = change;
    }
  }

  private Connection connection;
  private final ScheduledExecutorService thread;
  private final News news;
  private final Check before;
  private final SequencedSet<Entry> waiting = new LinkedHashSet<>();
  private final Map<String, Entry> latest = new HashMap<>();
  private boolean scheduled;
  private @Nullable Exception closed;
  private volatile @Nullable Trouble trouble;

  /**
   * @param thread the only one that uses the connection from now on
   */
  Writer(Connection connection, ScheduledExecutorService thread, Check before, News news) {
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
    return add(new Entry(null, change));
  }

  /** Like {@link #write}; takes the place of a change of the same name that still waits. */
  synchronized CompletableFuture<Void> replace(String name, Change change) {
    Entry older = latest.get(name);
    if (older != null) {
      older.change = change;
      return older.done;
    }
    return add(new Entry(name, change));
  }

  private synchronized CompletableFuture<Void> add(Entry entry) {
    Exception no = closed;
    if (no == null && waiting.size() >= MOST_WAITING) {
      no = new IllegalStateException("Too many changes wait for the disk");
    }
    if (no != null) {
      entry.done.completeExceptionally(no);
      return entry.done;
    }
    waiting.add(entry);
    if (entry.name != null) {
      latest.put(entry.name, entry);
    }
    schedule(0);
    return entry.done;
  }

  /** Tries again at once what waits, as when the user has made room. */
  void tryAgain() {
    thread.execute(this::drain);
  }

  /** Runs on the writer's thread, between transactions. */
  void run(Runnable task) {
    thread.execute(task);
  }

  /** The connection changes go through; on the writer's thread only. */
  Connection connection() {
    return connection;
  }

  /** Goes on with another connection; on the writer's thread only. */
  void moveTo(Connection other) {
    connection = other;
    drain();
  }

  /** What keeps changes from being saved right now, or null. */
  @Nullable Trouble trouble() {
    return trouble;
  }

  /** From now on every change is refused, those that wait included. */
  void close(Exception why) {
    List<Entry> left;
    synchronized (this) {
      closed = why;
      left = List.copyOf(waiting);
      waiting.clear();
      latest.clear();
    }
    left.forEach(entry -> entry.done.completeExceptionally(why));
  }

  /** On the writer's thread: writes everything that waits, unless the disk refuses. */
  void drainAll() {
    int before;
    do {
      before = waiting();
      drain();
    } while (trouble == null && before > 0);
  }

  /** How many changes wait. */
  synchronized int waiting() {
    return waiting.size();
  }

  private synchronized void schedule(long delayMillis) {
    if (scheduled) {
      return;
    }
    try {
      var _ = thread.schedule(this::drain, delayMillis, TimeUnit.MILLISECONDS);
      scheduled = true;
    } catch (RejectedExecutionException ending) {
      close(ending);
    }
  }

  /** On the writer's thread: writes what waits. */
  private void drain() {
    List<Entry> batch = take();
    @Nullable Trouble wrong = Trouble.OTHER;
    try {
      if (!batch.isEmpty()) {
        wrong = before.look();
        if (wrong == null) {
          wrong = commit(batch);
        }
        tell(wrong);
      }
    } finally {
      goOn(batch, wrong);
    }
  }

  private synchronized List<Entry> take() {
    scheduled = false;
    List<Entry> batch = waiting.stream().limit(MOST_AT_ONCE).toList();
    // What is being written can no longer be replaced.
    batch.forEach(entry -> latest.remove(String.valueOf(entry.name), entry));
    return batch;
  }

  private synchronized void goOn(List<Entry> batch, @Nullable Trouble wrong) {
    // The last of each name is the one to replace.
    for (Entry entry : batch.reversed()) {
      if (entry.name != null && waiting.contains(entry)) {
        latest.putIfAbsent(entry.name, entry);
      }
    }
    if (!waiting.isEmpty()) {
      schedule(wrong == null ? 0 : RETRY_MILLIS);
    }
  }

  private @Nullable Trouble commit(List<Entry> batch) {
    try {
      Sql.inTransaction(
          connection,
          () -> {
            for (Entry entry : batch) {
              entry.change.apply(connection);
            }
          });
    } catch (SQLException failed) {
      Trouble wrong = Trouble.of(failed);
      if (wrong != Trouble.OTHER) {
        return wrong;
      }
      return batch.size() == 1 ? refuse(batch.getFirst(), failed) : oneByOne(batch);
    } catch (RuntimeException | StackOverflowError fault) {
      Exception why =
          fault instanceof RuntimeException known ? known : new IllegalStateException(fault);
      return batch.size() == 1 ? refuse(batch.getFirst(), why) : oneByOne(batch);
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

  private void written(Entry entry) {
    remove(entry);
    entry.done.complete(null);
  }

  private @Nullable Trouble refuse(Entry entry, Exception why) {
    remove(entry);
    entry.done.completeExceptionally(why);
    news.refused(why);
    return null;
  }

  private synchronized void remove(Entry entry) {
    waiting.remove(entry);
  }

  private void tell(@Nullable Trouble now) {
    if (trouble != now) {
      trouble = now;
      news.trouble(now);
    }
  }
}
