package app.diptych.session;

import app.diptych.cost.LedgerEntry;
import app.diptych.prompt.PromptFolder;
import app.diptych.review.Verdict;
import app.diptych.session.WorkspaceException.Kind;
import app.diptych.timing.Gaps;
import app.diptych.timing.NanoClock;
import app.diptych.trial.MeasuredAnswer;
import app.diptych.trial.Side;
import app.diptych.trial.Trial;
import app.diptych.trial.TrialListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Everything worth keeping, in one SQLite file. One thread writes; anybody may read. Thread-safe.
 */
public final class Workspace implements AutoCloseable {
  /** How long a deleted session can still be brought back. */
  public static final Duration KEPT_WHEN_DELETED = Duration.ofDays(30);

  /** How long closing waits for the disk to take what is left. */
  private static final Duration LAST_WRITES = Duration.ofSeconds(5);

  /** More trials than ever begin before the first of them is on the disk. */
  private static final int MOST_BEGUN = 256;

  private final Opening.Opened opened;
  private final Readers readers;
  private final Writer writer;
  private final ScheduledExecutorService thread;
  private final NanoClock clock;
  private final SaveLag lag = new SaveLag();
  private final MeasureReader measured;
  private final Sessions sessions;
  private final Prompts prompts;
  private final Reviews reviews;
  private final Batches batches;
  private final Judgings judgings;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /** Of the trials begun last: the disk may not have them yet. */
  private final Map<String, String> sessionsBegun =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MOST_BEGUN;
        }
      };

  private volatile Database database;
  private volatile FileWatch watch;

  /** Who opens a workspace. */
  public enum Role {
    /** The one window of this user: ends what a crash left open. */
    OWNER,
    /** A command beside it: leaves what is under way alone. */
    GUEST
  }

  /** Hears how saving goes, on the writer's thread. */
  public interface Listener {
    /** Changes wait in memory because of that trouble; with an empty value they no longer do. */
    void trouble(Optional<Trouble> now);

    /** Something is wrong that does not mend itself; a sentence that says what to do. */
    void problem(String sentence);
  }

  private Workspace(
      Opening.Opened opened, Database database, ScheduledExecutorService thread, NanoClock clock) {
    this.opened = opened;
    this.database = database;
    this.thread = thread;
    this.clock = clock;
    this.readers = new Readers(database);
    this.measured = new MeasureReader(readers);
    this.watch = new FileWatch(database.file());
    this.writer = new Writer(opened.connection(), thread, () -> watch.look(), new Told());
    this.sessions = new Sessions(readers, writer, clock);
    this.prompts = new Prompts(readers, writer, clock);
    this.reviews = new Reviews(readers, writer, clock);
    this.judgings = new Judgings(readers, writer, opened.lock());
    this.batches = new Batches(readers, writer, opened.lock(), clock);
    readOnly().ifPresent(why -> writer.close(new WorkspaceException(Kind.READ_ONLY, why)));
  }

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
    return new Workspace(new Opening(database, clock).run(role), database, thread, clock);
  }

  public Sessions sessions() {
    return sessions;
  }

  public Prompts prompts() {
    return prompts;
  }

  public Reviews reviews() {
    return reviews;
  }

  public Batches batches() {
    return batches;
  }

  public Judgings judgings() {
    return judgings;
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
    return Optional.ofNullable(opened.readOnly());
  }

  /** How many answers the last end of the program cut off. */
  public int interruptedSides() {
    return opened.interrupted();
  }

  /** The newest backup, when there was no workspace and this one was begun anew beside it. */
  public Optional<Backup> orphan() {
    return Optional.ofNullable(opened.orphan());
  }

  /** Saves a trial as it happens; the recorder must hear it from its first event on. */
  public TrialListener record(TrialRecorder.NewTrial trial) {
    synchronized (sessionsBegun) {
      sessionsBegun.put(trial.id(), trial.session());
    }
    return readOnly().isEmpty()
        ? new TrialRecorder(trial, opened.lock().recorder(), writer, thread, clock, lag)
        : TrialListener.NONE;
  }

  /** The tags of the session that a trial belongs to; none for a trial that no session keeps. */
  public Set<String> tagsOf(String trial) throws WorkspaceException {
    String begun;
    synchronized (sessionsBegun) {
      begun = sessionsBegun.get(trial);
    }
    return Set.copyOf(
        readers.read(connection ->
            Sql.list(
                connection,
                "SELECT name FROM tag WHERE session = coalesce(?, (SELECT session FROM trial WHERE id = ?))",
                row -> row.getString(1),
                begun,
                trial)));
  }

  /** Notes the requests of a trial that no session keeps, so that the ledger has every request. */
  public CompletableFuture<Void> note(Trial trial) {
    return note(trial, Set.of());
  }

  /**
   * The same.
   *
   * @param tags whom it was for
   */
  public CompletableFuture<Void> note(Trial trial, Set<String> tags) {
    Instant now = clock.now();
    return writer.write(connection -> {
      for (Side side : trial.answers().keySet()) {
        Ledger.put(connection, trial.id(), side, trial.answer(side), now, tags);
      }
    });
  }

  /** The requests of a trial in the ledger: who was asked and how it ended, in order of sides. */
  public List<String> noted(String trial) throws WorkspaceException {
    return readers.read(connection ->
        Sql.list(
            connection,
            "SELECT side || ' ' || model || ' ' || outcome FROM ledger WHERE trial = ? ORDER BY side",
            row -> row.getString(1),
            trial));
  }

  /**
   * What was measured of recorded answers. Reads no text, so that a hundred thousand take less than
   * half a second; belongs on a background thread all the same.
   */
  public Measurements measurements(MeasureQuery query) throws WorkspaceException {
    return measured.read(query);
  }

  /**
   * The gaps between the deltas of the answers of each group together, for ICL. Reads every delta
   * of them, which may take seconds: belongs on a background thread.
   *
   * @param groups an answer can be in several of them
   * @return those of each group, in the order of the groups
   * @throws InterruptedException when the thread is interrupted before the last one
   */
  public List<Gaps> gaps(List<List<MeasuredAnswer>> groups)
      throws WorkspaceException, InterruptedException {
    return GapRows.read(readers, groups);
  }

  /** What the workspace is now. Takes no time to speak of; a background thread's all the same. */
  public Revision revision() throws WorkspaceException {
    return readers.revision();
  }

  /**
   * Whether that many answers were ever measured here, those of deleted sessions too. Takes no
   * longer than it takes to count so far.
   */
  public boolean hasMeasured(long answers) throws WorkspaceException {
    return readers.read(connection ->
        Sql.number(connection, "SELECT count(*) FROM (SELECT 1 FROM measurement LIMIT ?)", answers)
            >= answers);
  }

  /**
   * The requests that ended, oldest first, with what they cost. A hundred thousand take less than
   * half a second; belongs on a background thread all the same.
   */
  public List<LedgerEntry> ledger(LedgerQuery query) throws WorkspaceException {
    return readers.read(connection -> Ledger.read(connection, query));
  }

  /** The owner's verdicts that hold, by the id of their trial; not those of deleted sessions. */
  public Map<String, Verdict> verdicts() throws WorkspaceException {
    return readers.read(VerdictRows::owners);
  }

  /** A small value that belongs to the workspace, such as the session that is open. */
  public Optional<String> value(String name) throws WorkspaceException {
    return readers.read(connection ->
        Sql.first(
            connection,
            "SELECT m.value, " + RowSum.whole("meta", "m") + " AS whole FROM meta m WHERE name = ?",
            row -> {
              RowSum.require(row, "whole", "meta");
              return row.getString(1);
            },
            name));
  }

  /** Keeps a small value; one that waits for the disk is replaced by the next. */
  public CompletableFuture<Void> value(String name, String value) {
    return writer.replace(
        name,
        connection ->
            Sql.update(
                connection,
                "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value ="
                    + " excluded.value",
                name,
                value));
  }

  /** Done once everything that was handed over before is on the disk. */
  public CompletableFuture<Void> settled() {
    // Changes are written in their order: this one changes nothing.
    return writer.write(_ -> {});
  }

  /** What keeps changes from being saved right now. Changes wait in memory meanwhile. */
  public Optional<Trouble> trouble() {
    return Optional.ofNullable(writer.trouble());
  }

  public void listen(Listener listener) {
    listeners.add(listener);
  }

  /**
   * Goes once through everything that a trial is saved with, and leaves nothing of it: the first
   * answer is then on the disk as soon as any other, and does not wait for code to be loaded.
   */
  public void getReady() {
    if (readOnly().isEmpty()) {
      writer.run(() -> Rehearsal.run(writer.connection(), clock));
    }
  }

  /** Tries at once to save what waits, instead of in a moment. */
  public void tryAgain() {
    writer.tryAgain();
  }

  /** Writes the whole workspace to a new file. What waits is not in it. */
  public CompletableFuture<Void> saveCopy(Path target) {
    return onWriter(() -> Backups.copy(writer.connection(), target));
  }

  /**
   * The way out when the file was moved or deleted: writes everything that was ever saved, and what
   * waits, to where it was, or beside it when something else is there now, and goes on with that
   * file.
   */
  public CompletableFuture<Void> saveAgain() {
    return onWriter(() -> {
      Path target = database.file();
      if (Files.exists(target)) {
        target = target.resolveSibling("workspace-kept-" + Sessions.newId() + ".db");
      }
      Backups.copy(writer.connection(), target);
      Database again = new Database(target);
      Connection old = writer.connection();
      Connection connection = Opening.again(again);
      database = again;
      watch = new FileWatch(target);
      readers.moveTo(again);
      writer.moveTo(connection);
      Database.close(old);
    });
  }

  private interface Task {
    void run() throws SQLException, WorkspaceException;
  }

  private CompletableFuture<Void> onWriter(Task task) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    writer.run(() -> {
      try {
        task.run();
        done.complete(null);
      } catch (SQLException | WorkspaceException | RuntimeException refused) {
        done.completeExceptionally(refused);
      }
    });
    return done;
  }

  /**
   * Reads everything there is and makes sure that it fits together, then makes a backup unless
   * there is one of the last day. Takes as long as copying the file. What was deleted a month ago
   * is then given up for good.
   *
   * @throws WorkspaceException of the kind {@code DAMAGED} when it does not fit together: then no
   *     backup was made of it, and none dropped
   */
  public void lookAfter() throws WorkspaceException {
    if (readOnly().isPresent()) {
      return;
    }
    List<String> problems = new ArrayList<>();
    readers.run(connection -> problems.addAll(Checkup.of(connection)));
    if (!problems.isEmpty()) {
      throw database.damaged(new SQLException(String.join("; ", problems)));
    }
    readers.run(connection -> {
      try {
        Backups.makeDaily(connection, database.file(), clock.now());
      } catch (IOException refused) {
        throw new SQLException("No backup could be made", refused);
      }
      return true;
    });
    var _ = sessions.purge(clock.now().minus(KEPT_WHEN_DELETED));
  }

  /** The longest any streamed text waited until it was on the disk. */
  public Duration longestLag() {
    return Duration.ofNanos(lag.longestNanos());
  }

  /** Writes what is left, waiting a few seconds at most, and lets the file go. */
  @Override
  public void close() {
    readers.close();
    CompletableFuture<Void> last = new CompletableFuture<>();
    try {
      writer.run(() -> {
        writer.drainAll();
        writer.close(new IllegalStateException("The workspace is closed"));
        Database.close(writer.connection());
        last.complete(null);
      });
      last.get(LAST_WRITES.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RejectedExecutionException late) {
      // The file is whole without what the disk would not take.
    }
    opened.lock().close();
  }

  private final class Told implements Writer.News {
    @Override
    public void trouble(@Nullable Trouble now) {
      listeners.forEach(listener -> listener.trouble(Optional.ofNullable(now)));
    }

    @Override
    public void refused(Exception why) {
      listeners.forEach(
          listener -> listener.problem("A change could not be saved: " + why.getMessage()));
    }
  }
}
