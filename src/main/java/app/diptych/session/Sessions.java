package app.diptych.session;

import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The saved sessions. Reading blocks for a moment and belongs on a background thread; a change
 * returns at once and is done when its future is.
 */
public final class Sessions {
  private final Readers readers;
  private final Writer writer;
  private final NanoClock clock;

  Sessions(Readers readers, Writer writer, NanoClock clock) {
    this.readers = readers;
    this.writer = writer;
    this.clock = clock;
  }

  public List<SessionSummary> list(SessionQuery query) throws WorkspaceException {
    return readers.read(connection -> SessionReader.list(connection, query));
  }

  public Optional<SessionSummary> find(String id) throws WorkspaceException {
    return readers.read(connection -> SessionReader.one(connection, id));
  }

  /** The trials of a session in order. */
  public List<SavedTrial> trials(String session) throws WorkspaceException {
    return readers.read(connection -> TrialReader.ofSession(connection, session));
  }

  /**
   * Hands over the trials of a session in order, one at a time: for whoever needs little of each,
   * however many there are and however long their texts.
   *
   * @throws InterruptedException when the thread is interrupted before the last one
   */
  public void each(String session, Consumer<SavedTrial> to)
      throws WorkspaceException, InterruptedException {
    if (!readers.read(connection -> TrialReader.each(connection, session, to))) {
      throw new InterruptedException();
    }
  }

  /**
   * The verdicts of others than the owner that hold, such as those of an imported session.
   *
   * @return by the id of their trial, in the order in which they were given
   */
  public Map<String, List<Vote>> raters(String session) throws WorkspaceException {
    return readers.read(connection -> TrialReader.raters(connection, session));
  }

  /**
   * What the owner said last of each trial, and where.
   *
   * @return by the id of the trial; one nothing holds of is not in it
   */
  public Map<String, OwnVerdict> own(String session) throws WorkspaceException {
    return readers.read(connection -> OwnVerdicts.read(connection, session));
  }

  public Optional<SavedTrial> trial(String id) throws WorkspaceException {
    return readers.read(connection -> TrialReader.one(connection, id));
  }

  /** In which pieces and when a side's answer came; empty when that was never known. */
  public Optional<Recording> recording(String trial, Side side) throws WorkspaceException {
    return readers.read(connection -> TrialReader.recording(connection, trial, side));
  }

  /** What happened to a side besides its text, in order. */
  public List<SavedEvent> events(String trial, Side side) throws WorkspaceException {
    return readers.read(connection -> EventRows.read(connection, trial, side));
  }

  /** Finds sessions, trials and recorded answers by the names people give them. */
  public RecordingNames names() {
    return new RecordingNames(readers);
  }

  /** Every tag in use, in order. */
  public List<String> tags() throws WorkspaceException {
    return readers.read(connection ->
        Sql.list(
            connection,
            "SELECT DISTINCT name FROM tag JOIN session ON id = session WHERE deleted_at IS NULL ORDER"
                + " BY name",
            row -> row.getString(1)));
  }

  /** Every model that answered in some session, in order. */
  public List<String> models() throws WorkspaceException {
    return readers.read(connection ->
        Sql.list(
            connection,
            "SELECT DISTINCT value FROM session, json_each(models) WHERE deleted_at IS NULL ORDER BY"
                + " value",
            row -> row.getString(1)));
  }

  /** An id no other session has. */
  public static String newId() {
    return UUID.randomUUID().toString();
  }

  /**
   * Begins a session.
   *
   * @param id from {@link #newId}
   * @param madeFrom the session it repeats, copies or branches from, or null
   */
  public CompletableFuture<Void> create(String id, String title, @Nullable String madeFrom) {
    Instant now = clock.now();
    return writer.write(connection -> SessionRows.insert(connection, id, title, madeFrom, now));
  }

  public CompletableFuture<Void> rename(String id, String title) {
    return set(id, "title", title);
  }

  public CompletableFuture<Void> note(String id, String notes) {
    return set(id, "notes", notes);
  }

  public CompletableFuture<Void> pin(String id, boolean pinned) {
    return set(id, "pinned", pinned ? 1 : 0);
  }

  public CompletableFuture<Void> archive(String id, boolean archived) {
    return set(id, "archived", archived ? 1 : 0);
  }

  /** Takes a session out of every list; {@link #restore} brings it back. */
  public CompletableFuture<Void> delete(String id) {
    return set(id, "deleted_at", clock.now().toEpochMilli());
  }

  /** Gives up for good what was deleted before that, with everything in it but the ledger. */
  CompletableFuture<Void> purge(Instant before) {
    return writer.write(connection -> SessionRows.purge(connection, before));
  }

  public CompletableFuture<Void> restore(String id) {
    return set(id, "deleted_at", null);
  }

  /** Replaces the tags of a session. */
  public CompletableFuture<Void> tag(String id, List<String> tags) {
    List<String> clean =
        tags.stream().map(String::strip).filter(tag -> !tag.isEmpty()).distinct().toList();
    return writer.write(connection -> {
      Sql.update(connection, "DELETE FROM tag WHERE session = ?", id);
      for (String tag : clean) {
        Sql.update(connection, "INSERT INTO tag (session, name) VALUES (?, ?)", id, tag);
      }
    });
  }

  /** Copies a session with everything in it. */
  public CompletableFuture<Void> duplicate(String id, String copy, String title) {
    Instant now = clock.now();
    return writer.write(connection -> SessionCopy.run(connection, id, copy, title, now));
  }

  /** Adds a session that was made elsewhere, whole or not at all. */
  public CompletableFuture<Void> add(SavedSession session) {
    return writer.write(connection -> SessionCopy.insert(connection, session));
  }

  /** Whether it, or a trial of it, is here already, so that it can only be added as a copy. */
  public boolean has(SavedSession session) throws WorkspaceException {
    return readers.read(connection -> SessionCopy.isThere(connection, session));
  }

  /** A session with everything in it, as {@link #add} takes it. */
  public Optional<SavedSession> whole(String id) throws WorkspaceException {
    return readers.read(connection -> SessionCopy.read(connection, id));
  }

  /**
   * Saves the owner's verdict on a trial; an earlier one stays in the history.
   *
   * @param verdict null takes the verdict back
   */
  public CompletableFuture<Void> vote(String trial, @Nullable Verdict verdict, String note) {
    Instant now = clock.now();
    return writer.write(connection -> {
      Sql.update(
          connection,
          "INSERT INTO verdict (trial, rater, verdict, note, given_at) VALUES ((SELECT key FROM trial"
              + " WHERE id = ?), '', ?, ?, ?)",
          trial,
          verdict == null ? null : verdict.name(),
          note,
          now.toEpochMilli());
      String session =
          Sql.first(
                  connection,
                  "SELECT session FROM trial WHERE id = ?",
                  row -> row.getString(1),
                  trial)
              .orElseThrow();
      SessionRows.bringBack(connection, session);
      SessionRows.count(connection, session, now);
    });
  }

  private CompletableFuture<Void> set(String id, String column, @Nullable Object value) {
    return writer.write(connection ->
        Sql.update(connection, "UPDATE session SET " + column + " = ? WHERE id = ?", value, id));
  }
}
