package app.diptych.session;

import app.diptych.session.WorkspaceException.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What models said as judges of recorded answers. Reading blocks for a moment; a change returns at
 * once and is done when its future is.
 */
public final class Judgings {
  private static final String COLUMNS =
      "SELECT j.id, j.session, j.plan_key, j.plan, j.made_at, "
          + RowSum.whole("judging", "j")
          + " AS whole FROM judging j ";
  private static final String SAID =
      "SELECT s.trial, s.part, s.detail, "
          + RowSum.whole("judgement", "s")
          + " AS whole FROM judgement s WHERE s.judging = ? ORDER BY s.trial, s.part";

  private final Readers readers;
  private final Writer writer;
  private final WorkspaceLock lock;

  Judgings(Readers readers, Writer writer, WorkspaceLock lock) {
    this.readers = readers;
    this.writer = writer;
    this.lock = lock;
  }

  /**
   * One judge with one rubric on the answers of one session.
   *
   * @param planKey the same for the same judge asked in the same way
   * @param plan as JSON
   */
  public record SavedJudging(
      String id, String session, String planKey, String plan, Instant madeAt) {}

  /**
   * One thing a judge said.
   *
   * @param part what it was asked of the trial: an order of its answers, or one of them
   * @param detail what it said, as JSON
   */
  public record SavedJudgement(String trial, String part, String detail) {}

  /** Those of a session, oldest first. */
  public List<SavedJudging> of(String session) throws WorkspaceException {
    return readers.read(connection ->
        Sql.list(
            connection,
            COLUMNS + "WHERE j.session = ? ORDER BY j.made_at, j.id",
            Judgings::judging,
            session));
  }

  /** The one of that plan, to go on with. */
  public Optional<SavedJudging> find(String session, String planKey) throws WorkspaceException {
    return readers.read(connection ->
        Sql.first(
            connection,
            COLUMNS + "WHERE j.session = ? AND j.plan_key = ? ORDER BY j.made_at, j.id",
            Judgings::judging,
            session,
            planKey));
  }

  private static SavedJudging judging(ResultSet row) throws SQLException {
    RowSum.require(row, "whole", "judging");
    return new SavedJudging(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        Instant.ofEpochMilli(row.getLong(5)));
  }

  /** The ids of the trials of a session in order: their texts may be more than fits the memory. */
  public List<String> trials(String session) throws WorkspaceException {
    return readers.read(connection ->
        Sql.list(
            connection,
            "SELECT id FROM trial WHERE session = ? ORDER BY number",
            row -> row.getString(1),
            session));
  }

  /**
   * Takes a judging for this program, so that no other asks and pays the same; one whose program
   * died is taken over. Whether it was got, {@link #requireHeld} tells once that is saved.
   *
   * @throws WorkspaceException of the kind {@code IN_USE} while another program has it
   */
  public CompletableFuture<Void> hold(String session, String planKey) throws WorkspaceException {
    String seen = holder(session, planKey);
    String own = String.valueOf(lock.recorder());
    if (!seen.equals(own) && isAlive(seen)) {
      throw inUse();
    }
    // Another program may have come first; then what was seen is no longer there.
    return writer.write(connection ->
        Sql.update(
            connection,
            "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value ="
                + " excluded.value WHERE value = ?",
            held(session, planKey),
            own,
            seen));
  }

  /**
   * @throws WorkspaceException of the kind {@code IN_USE} when another program took it first
   */
  public void requireHeld(String session, String planKey) throws WorkspaceException {
    if (!holder(session, planKey).equals(String.valueOf(lock.recorder()))) {
      throw inUse();
    }
  }

  /** Others may take it. */
  public CompletableFuture<Void> release(String session, String planKey) {
    return writer.write(connection ->
        Sql.update(
            connection,
            "DELETE FROM meta WHERE name = ? AND value = ?",
            held(session, planKey),
            String.valueOf(lock.recorder())));
  }

  /** Who has it, as {@link WorkspaceLock} numbers programs; empty when nobody has. */
  private String holder(String session, String planKey) throws WorkspaceException {
    return readers.read(connection ->
        Sql.first(
                connection,
                "SELECT value FROM meta WHERE name = ?",
                row -> row.getString(1),
                held(session, planKey))
            .orElse(""));
  }

  private boolean isAlive(String holder) {
    try {
      return !holder.isEmpty() && lock.isAlive(Long.parseLong(holder));
    } catch (NumberFormatException nobody) {
      return false;
    }
  }

  /** The name of the small value that tells who has a judging. */
  static String held(String session, String planKey) {
    return "judging " + session + " " + planKey;
  }

  private static WorkspaceException inUse() {
    return new WorkspaceException(
        Kind.IN_USE, "This judging runs already, in another program: wait for its end.");
  }

  /** Keeps one that is about to begin. */
  public CompletableFuture<Void> create(SavedJudging judging) {
    return writer.write(connection ->
        Sql.update(
            connection,
            "INSERT INTO judging (id, session, plan_key, plan, made_at) VALUES (?, ?, ?, ?, ?)",
            judging.id(),
            judging.session(),
            judging.planKey(),
            judging.plan(),
            judging.madeAt().toEpochMilli()));
  }

  /** Everything that was said, by trial. */
  public List<SavedJudgement> said(String judging) throws WorkspaceException {
    return readers.read(connection -> Sql.list(connection, SAID, Judgings::said, judging));
  }

  /**
   * Hands over everything that was said, one by one, by trial.
   *
   * @throws InterruptedException when the thread is interrupted before the last one
   */
  public void each(String judging, Consumer<SavedJudgement> to)
      throws WorkspaceException, InterruptedException {
    boolean all =
        readers.read(connection ->
            Sql.each(
                connection,
                SAID,
                row -> {
                  to.accept(said(row));
                  return !Thread.interrupted();
                },
                judging));
    if (!all) {
      throw new InterruptedException();
    }
  }

  private static SavedJudgement said(ResultSet row) throws SQLException {
    RowSum.require(row, "whole", "judgement");
    return new SavedJudgement(row.getString(1), row.getString(2), row.getString(3));
  }

  /** Keeps what was said, in place of what was said of the same before. */
  public CompletableFuture<Void> put(String judging, SavedJudgement said) {
    return writer.write(connection ->
        Sql.update(
            connection,
            "INSERT INTO judgement (judging, trial, part, detail) VALUES (?, ?, ?, ?) ON CONFLICT DO"
                + " UPDATE SET detail = excluded.detail",
            judging,
            said.trial(),
            said.part(),
            said.detail()));
  }
}
