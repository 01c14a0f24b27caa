package app.diptych.session;

import app.diptych.session.WorkspaceException.Kind;
import app.diptych.timing.NanoClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The saved batches. Each is a session, whose trials are its rows, and beside it the plan and which
 * of its items are settled. Reading blocks for a moment; a change returns at once and is done when
 * its future is.
 */
public final class Batches {
  private static final String COLUMNS =
      "SELECT b.id, b.session, b.plan_key, b.plan, b.made_at, b.ended_at, "
          + RowSum.whole("batch", "b")
          + " AS whole FROM batch b ";

  private static final String SPACES = "char(9, 10, 13, 32)";

  private final Readers readers;
  private final Writer writer;
  private final WorkspaceLock lock;
  private final NanoClock clock;

  Batches(Readers readers, Writer writer, WorkspaceLock lock, NanoClock clock) {
    this.readers = readers;
    this.writer = writer;
    this.lock = lock;
    this.clock = clock;
  }

  /**
   * A batch as it was planned.
   *
   * @param planKey the same for the same plan
   * @param plan as JSON
   * @param endedAt when its last item was settled; null while some are not
   */
  public record SavedBatch(
      String id,
      String session,
      String planKey,
      String plan,
      Instant madeAt,
      @Nullable Instant endedAt) {}

  /**
   * An item that is done with and is never asked again.
   *
   * @param item its place in the plan, from 0
   * @param trial with its answers; null when nothing was asked
   * @param detail what came of it, as JSON
   */
  public record SettledItem(long item, @Nullable String trial, String detail) {}

  /**
   * A batch in a list.
   *
   * @param title of its session
   * @param settled items that are done with
   * @param running whether somebody runs it now
   */
  public record Standing(SavedBatch batch, String title, long settled, boolean running) {}

  /**
   * The beginnings of what an item asked and got, enough for one line each.
   *
   * @param a null when that side was not asked
   * @param b null when that side was not asked
   */
  public record Texts(String prompt, @Nullable String a, @Nullable String b) {}

  /** Every batch of a session that is not deleted and how far it is, newest first. */
  public List<Standing> standings() throws WorkspaceException {
    return readers.read(connection ->
        Sql.list(
            connection,
            COLUMNS.replace(
                    " AS whole FROM",
                    " AS whole, s.title, (SELECT count(*) FROM batch_item i WHERE i.batch = b.id) AS"
                        + " settled, b.recorder FROM")
                + "JOIN session s ON s.id = b.session WHERE s.deleted_at IS NULL ORDER BY b.made_at"
                + " DESC, b.rowid DESC",
            row -> {
              long recorder = row.getLong("recorder");
              boolean running = !row.wasNull() && lock.isAlive(recorder);
              return new Standing(
                  batch(row), row.getString("title"), row.getLong("settled"), running);
            }));
  }

  /**
   * The beginnings of texts, by the ids of their trials; those that are gone are left out.
   *
   * @param characters the most of each text
   */
  public Map<String, Texts> texts(Collection<String> trials, int characters)
      throws WorkspaceException {
    Map<String, Texts> found = new HashMap<>();
    readers.read(connection -> {
      for (String trial : trials) {
        Sql.first(
                connection,
                "SELECT substr(t.prompt, 1, ?), substr(a.text, 1, ?), substr(b.text, 1, ?) FROM"
                    + " trial t LEFT JOIN side a ON a.trial = t.key AND a.side = 'A' LEFT JOIN side"
                    + " b ON b.trial = t.key AND b.side = 'B' WHERE t.id = ?",
                row -> new Texts(row.getString(1), row.getString(2), row.getString(3)),
                characters,
                characters,
                characters,
                trial)
            .ifPresent(texts -> found.put(trial, texts));
      }
      return true;
    });
    return found;
  }

  /** The trials of a batch whose two answers are not the same, spaces around them aside. */
  public Set<String> differing(SavedBatch batch) throws WorkspaceException {
    return trials(
        "SELECT t.id FROM trial t JOIN side a ON a.trial = t.key AND a.side = 'A' JOIN side b ON"
            + " b.trial = t.key AND b.side = 'B' WHERE t.session = ? AND trim(a.text, "
            + SPACES
            + ") <> trim(b.text, "
            + SPACES
            + ")",
        batch.session());
  }

  /** The trials of a batch with all those words in what was asked or answered. */
  public Set<String> matching(SavedBatch batch, String words) throws WorkspaceException {
    String query = SearchIndex.query(words);
    return query.isEmpty()
        ? Set.of()
        : trials(
            "SELECT t.id FROM search f JOIN trial t ON t.key = f.rowid WHERE f.search MATCH ? AND"
                + " t.session = ?",
            query,
            batch.session());
  }

  private Set<String> trials(String query, Object... values) throws WorkspaceException {
    return new HashSet<>(
        readers.read(connection -> Sql.list(connection, query, row -> row.getString(1), values)));
  }

  /** Every batch of a session that is not deleted, newest first. */
  public List<SavedBatch> list() throws WorkspaceException {
    return readers.read(connection ->
        Sql.list(
            connection,
            COLUMNS
                + "JOIN session s ON s.id = b.session WHERE s.deleted_at IS NULL ORDER BY b.made_at DESC,"
                + " b.rowid DESC",
            Batches::batch));
  }

  public Optional<SavedBatch> find(String id) throws WorkspaceException {
    return readers.read(
        connection -> Sql.first(connection, COLUMNS + "WHERE b.id = ?", Batches::batch, id));
  }

  /** The newest batch of that plan, ended or not. */
  public Optional<SavedBatch> newest(String planKey) throws WorkspaceException {
    return list().stream().filter(batch -> batch.planKey().equals(planKey)).findFirst();
  }

  private static SavedBatch batch(ResultSet row) throws SQLException {
    RowSum.require(row, "whole", "batch");
    long ended = row.getLong(6);
    Instant endedAt = row.wasNull() ? null : Instant.ofEpochMilli(ended);
    return new SavedBatch(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        Instant.ofEpochMilli(row.getLong(5)),
        endedAt);
  }

  /** Keeps a batch that is about to begin; its session is there already. */
  public CompletableFuture<Void> create(SavedBatch batch) {
    long recorder = lock.recorder();
    return writer.write(connection ->
        Sql.update(
            connection,
            "INSERT INTO batch (id, session, plan_key, plan, made_at, recorder) VALUES (?, ?, ?, ?, ?, ?)",
            batch.id(),
            batch.session(),
            batch.planKey(),
            batch.plan(),
            batch.madeAt().toEpochMilli(),
            recorder));
  }

  /**
   * Takes a batch over that stopped or was cut off, and gives every answer of it that was under way
   * its end.
   *
   * @throws WorkspaceException of the kind {@code IN_USE} while another program runs it
   */
  public CompletableFuture<Void> resume(SavedBatch batch) throws WorkspaceException {
    long running =
        readers.read(connection ->
            Sql.first(
                    connection,
                    "SELECT recorder FROM batch WHERE id = ?",
                    row -> row.getLong(1),
                    batch.id())
                .orElse(-1L));
    if (running != lock.recorder() && lock.isAlive(running)) {
      throw new WorkspaceException(Kind.IN_USE, "This batch runs already, in another program.");
    }
    Instant now = clock.now();
    return writer.write(connection -> {
      Sql.update(
          connection,
          "UPDATE batch SET recorder = ?, ended_at = NULL WHERE id = ?",
          lock.recorder(),
          batch.id());
      SessionRows.bringBack(connection, batch.session());
      Recovery.run(connection, now, lock::isAlive, batch.session());
    });
  }

  /** Which items are settled. */
  public BitSet settled(String id) throws WorkspaceException {
    BitSet settled = new BitSet();
    readers.read(connection ->
        Sql.list(
            connection,
            "SELECT item FROM batch_item WHERE batch = ?",
            row -> {
              settled.set(row.getInt(1));
              return true;
            },
            id));
    return settled;
  }

  /** The trials that were begun and are not settled. */
  public Set<String> begun(SavedBatch batch) throws WorkspaceException {
    return new HashSet<>(
        readers.read(connection ->
            Sql.list(
                connection,
                "SELECT id FROM trial WHERE session = ? AND id NOT IN (SELECT trial FROM batch_item WHERE"
                    + " batch = ? AND trial IS NOT NULL)",
                row -> row.getString(1),
                batch.session(),
                batch.id())));
  }

  /** Keeps what came of an item. */
  public CompletableFuture<Void> settle(String id, SettledItem item) {
    return writer.write(connection ->
        Sql.update(
            connection,
            "INSERT INTO batch_item (batch, item, trial, detail) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            id,
            item.item(),
            item.trial(),
            item.detail()));
  }

  /** Opens the items again of which a side or all failed; their good answers stay. */
  public CompletableFuture<Void> reopenFailed(String id) {
    return writer.write(connection ->
        Sql.update(
            connection,
            "DELETE FROM batch_item WHERE batch = ? AND trial IS NOT NULL AND json_extract(detail,"
                + " '$.failed')",
            id));
  }

  /** Which items are settled although a side failed. */
  public BitSet failed(String id) throws WorkspaceException {
    BitSet failed = new BitSet();
    readers.read(connection ->
        Sql.list(
            connection,
            "SELECT item FROM batch_item WHERE batch = ? AND trial IS NOT NULL AND"
                + " json_extract(detail, '$.failed')",
            row -> {
              failed.set(row.getInt(1));
              return true;
            },
            id));
    return failed;
  }

  /** Opens one item again; its answers stay until others take their place. */
  public CompletableFuture<Void> reopen(String id, long item) {
    return writer.write(connection ->
        Sql.update(connection, "DELETE FROM batch_item WHERE batch = ? AND item = ?", id, item));
  }

  /**
   * The settled items in order, so many at a time that any number can be gone through.
   *
   * @param after items up to this one are left out; -1 for none
   */
  public List<SettledItem> items(String id, long after, int most) throws WorkspaceException {
    return readers.read(connection ->
        Sql.list(
            connection,
            "SELECT i.item, i.trial, i.detail, "
                + RowSum.whole("batch_item", "i")
                + " AS whole FROM batch_item i WHERE i.batch = ? AND i.item > ? ORDER BY i.item LIMIT ?",
            row -> {
              RowSum.require(row, "whole", "batch_item");
              return new SettledItem(row.getLong(1), row.getString(2), row.getString(3));
            },
            id,
            after,
            most));
  }

  /** Brings what lists show of the session up to date. */
  public CompletableFuture<Void> count(String session) {
    Instant now = clock.now();
    return writer.replace(
        "count " + session, connection -> SessionRows.count(connection, session, now));
  }

  /**
   * Nobody runs it any more.
   *
   * @param whole whether every item is settled
   */
  public CompletableFuture<Void> end(SavedBatch batch, boolean whole) {
    Instant now = clock.now();
    return writer.write(connection -> {
      Sql.update(
          connection,
          "UPDATE batch SET recorder = NULL, ended_at = ? WHERE id = ?",
          whole ? now.toEpochMilli() : null,
          batch.id());
      SessionRows.count(connection, batch.session(), now);
    });
  }
}
