package app.diptych.session;

import app.diptych.prompt.PromptFolder;
import app.diptych.timing.NanoClock;
import app.diptych.trial.TrialListener;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything worth keeping, in one SQLite file. One thread writes; anybody may read. Thread-safe.
 */
public final class Workspace implements AutoCloseable {
  /** How long closing waits for the disk to take what is left. */
  private static final Duration LAST_WRITES = Duration.ofSeconds(5);

  private final Database database;
  private final Connection connection;
  private final Readers readers;
  private final Writer writer;
  private final ScheduledExecutorService thread;
  private final NanoClock clock;
  private final SaveLag lag = new SaveLag();
  private final Sessions sessions;
  private final Prompts prompts;
  private final List<Consumer<Optional<Trouble>>> listeners = new CopyOnWriteArrayList<>();
  private final @Nullable String readOnly;
  private final int interrupted;

  /** Who opens a workspace. */
  public enum Role {
    /** The one window of this user: ends what a crash left open. */
    OWNER,
    /** A command beside it: leaves what is under way alone. */
    GUEST
  }

  private Workspace(
      Opened opened, Database database, ScheduledExecutorService thread, NanoClock clock) {
    this.database = database;
    this.connection = opened.connection();
    this.readOnly = opened.readOnly();
    this.interrupted = opened.interrupted();
    this.thread = thread;
    this.clock = clock;
    this.readers = new Readers(database);
    FileWatch watch = new FileWatch(database.file());
    this.writer = new Writer(opened.connection(), thread, watch::look, this::tell);
    this.sessions = new Sessions(readers, writer, clock);
    this.prompts = new Prompts(readers, writer, clock);
  }

  private record Opened(Connection connection, @Nullable String readOnly, int interrupted) {}

  /**
   * Opens the file, makes it when there is none, brings an older one up to date after a backup. One
   * from a newer version is opened for reading only.
   *
   * @param thread the writer: one thread, for this workspace alone
   */
  public static Workspace open(
      Path file, Role role, ScheduledExecutorService thread, NanoClock clock)
      throws WorkspaceException {
    Database database = new Database(file);
    Connection connection = database.openToWrite();
    try {
      database.requireOurs(connection);
      return new Workspace(prepare(database, connection, role, clock), database, thread, clock);
    } catch (SQLException broken) {
      close(connection);
      throw database.explain(broken);
    } catch (WorkspaceException refused) {
      close(connection);
      throw refused;
    }
  }

  private static Opened prepare(
      Database database, Connection connection, Role role, NanoClock clock) throws SQLException {
    int version = Schema.version(connection);
    if (version > Schema.VERSION) {
      Sql.run(connection, "PRAGMA query_only = ON");
      return new Opened(
          connection,
          "This workspace was made by a newer version of Diptych, so nothing can be changed or saved."
              + " Update Diptych, or choose another folder with --home.",
          0);
    }
    if (version < Schema.VERSION) {
      if (version > 0) {
        Backups.make(connection, Backups.beforeVersion(database.file(), version));
      }
      Schema.migrate(connection);
    }
    int interrupted = 0;
    if (role == Role.OWNER) {
      connection.setAutoCommit(false);
      interrupted = Recovery.run(connection, clock.now());
      connection.commit();
      connection.setAutoCommit(true);
    }
    return new Opened(connection, null, interrupted);
  }

  public Sessions sessions() {
    return sessions;
  }

  public Prompts prompts() {
    return prompts;
  }

  /** Keeps the prompts and this folder in step; one at a time. */
  public PromptSync syncWith(Path folder) {
    return new PromptSync(
        prompts,
        new SyncMarks(readers, writer),
        new PromptFolder(folder),
        folder.toAbsolutePath().normalize().toString());
  }

  public Path file() {
    return database.file();
  }

  /** Why nothing can be saved, in a sentence for the user; empty when it can. */
  public Optional<String> readOnly() {
    return Optional.ofNullable(readOnly);
  }

  /** How many answers the last end of the program cut off. */
  public int interruptedSides() {
    return interrupted;
  }

  /** Saves a trial as it happens; the recorder must hear it from its first event on. */
  public TrialListener record(TrialRecorder.NewTrial trial) {
    return readOnly == null
        ? new TrialRecorder(trial, writer, thread, clock, lag)
        : TrialListener.NONE;
  }

  /** A small value that belongs to the workspace, such as the session that is open. */
  public Optional<String> value(String name) throws WorkspaceException {
    return readers.read(connection ->
        Sql.first(
            connection, "SELECT value FROM meta WHERE name = ?", row -> row.getString(1), name));
  }

  public CompletableFuture<Void> value(String name, String value) {
    return writer.write(connection ->
        Sql.update(
            connection,
            "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value ="
                + " excluded.value",
            name,
            value));
  }

  /** What keeps changes from being saved right now. Changes wait in memory meanwhile. */
  public Optional<Trouble> trouble() {
    return Optional.ofNullable(writer.trouble());
  }

  /** Hears of trouble, and with an empty value of its end, on the writer's thread. */
  public void onTrouble(Consumer<Optional<Trouble>> listener) {
    listeners.add(listener);
  }

  /**
   * Writes the whole workspace, what waits included as far as the disk takes it, to a new file; the
   * way out when the old one is gone.
   */
  public CompletableFuture<Void> saveCopy(Path target) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    writer.run(() -> {
      try {
        Backups.make(connection, target);
        done.complete(null);
      } catch (SQLException refused) {
        done.completeExceptionally(refused);
      }
    });
    return done;
  }

  /** Makes a backup unless there is one of the last day; takes as long as copying the file. */
  public void backUp() throws WorkspaceException {
    readers.read(connection -> {
      connection.setAutoCommit(true); // SQLite copies a whole file outside of transactions only.
      Backups.makeDaily(connection, database.file(), clock.now());
      return true;
    });
  }

  /** The longest any streamed text waited until it was on the disk. */
  public Duration longestLag() {
    return Duration.ofNanos(lag.longestNanos());
  }

  /** Writes what is left, waiting a few seconds at most, and lets the file go. */
  @Override
  public void close() {
    CompletableFuture<Void> last = new CompletableFuture<>();
    try {
      writer.run(() -> {
        writer.drain();
        close(connection);
        last.complete(null);
      });
      last.get(LAST_WRITES.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RejectedExecutionException late) {
      // The file is whole without what the disk would not take.
    }
    readers.close();
  }

  private void tell(@Nullable Trouble trouble) {
    listeners.forEach(listener -> listener.accept(Optional.ofNullable(trouble)));
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException alreadyBroken) {
      // What was committed is on the disk.
    }
  }
}
