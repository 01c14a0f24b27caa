package app.diptych.session;

import app.diptych.session.SavedSession.Whole;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads of a damaged workspace what can still be read, and adds it to one that is whole. */
final class Salvage {
  /** One way to the rows may be cut off where another is not. */
  private static final List<String> WAYS =
      List.of(
          "SELECT id FROM trial NOT INDEXED ORDER BY key",
          "SELECT id FROM trial NOT INDEXED ORDER BY key DESC",
          "SELECT id FROM trial INDEXED BY sqlite_autoindex_trial_1 ORDER BY id");

  private final Connection from;
  private final Connection to;
  private int trials;
  private int lost;

  /**
   * What came of it.
   *
   * @param trials added
   * @param lost known of and not readable
   */
  record Saved(int trials, int lost) {}

  private Salvage(Connection from, Connection to) {
    this.from = from;
    this.to = to;
  }

  /**
   * @param damaged may be anything
   * @param to a whole workspace of this version
   */
  static Saved run(Path damaged, Connection to) throws SQLException {
    try (Connection from = new Database(damaged).openToRead()) {
      Salvage salvage = new Salvage(from, to);
      Sql.inTransaction(to, salvage::run);
      return new Saved(salvage.trials, salvage.lost);
    } catch (WorkspaceException unreadable) {
      return new Saved(0, 0);
    }
  }

  private void run() throws SQLException {
    Set<String> ids = new LinkedHashSet<>();
    WAYS.forEach(way -> ids.addAll(readable(way, row -> row.getString(1))));
    for (String id : ids) {
      if (isSettled(id)) {
        addVerdicts(id);
        continue;
      }
      Optional<Whole> whole = whole(id);
      if (whole.isPresent()) {
        add(whole.get());
      } else {
        lost++;
      }
    }
    addPrompts();
    addLedger();
    addReviews();
    addBatches();
    addJudgings();
    for (String session : Sql.list(to, "SELECT id FROM session", row -> row.getString(1))) {
      SessionRows.count(to, session, Instant.EPOCH);
    }
  }

  /** Whether the trial is there with the end of each side. */
  private boolean isSettled(String trial) throws SQLException {
    return Sql.number(to, "SELECT count(*) FROM trial WHERE id = ?", trial) > 0
        && Sql.number(
                to,
                "SELECT count(*) FROM side s JOIN trial t ON t.key = s.trial WHERE t.id = ? AND s.state"
                    + " NOT IN ('FINISHED', 'FAILED')",
                trial)
            == 0;
  }

  private Optional<Whole> whole(String trial) {
    try {
      SavedTrial found = TrialReader.one(from, trial).orElse(null);
      return found == null ? Optional.empty() : Optional.of(SessionCopy.whole(from, found));
    } catch (SQLException | RuntimeException torn) {
      return Optional.empty();
    }
  }

  private void add(Whole whole) throws SQLException {
    String session = whole.trial().session();
    if (Sql.number(to, "SELECT count(*) FROM session WHERE id = ?", session) == 0) {
      SessionSummary summary = summary(session);
      if (summary != null) {
        SessionCopy.insertEmpty(to, summary);
      } else {
        // Its trials matter more than its title.
        SessionRows.insert(to, session, "Recovered session", null, whole.trial().startedAt());
      }
    }
    Sql.update(to, "DELETE FROM trial WHERE id = ?", whole.trial().id());
    SessionCopy.insert(to, session, whole);
    trials++;
  }

  private @Nullable SessionSummary summary(String session) {
    try {
      return SessionReader.one(from, session).orElse(null);
    } catch (SQLException | RuntimeException torn) {
      return null;
    }
  }

  private void addVerdicts(String trial) throws SQLException {
    List<@Nullable Object[]> verdicts =
        readable(
            "SELECT t.id, v.rater, v.verdict, v.note, v.given_at FROM verdict v JOIN trial t ON t.key ="
                + " v.trial WHERE t.id = ? AND "
                + RowSum.whole("verdict", "v")
                + " ORDER BY v.key",
            Sql::values,
            trial);
    for (@Nullable Object[] verdict : verdicts) {
      Sql.update(
          to,
          "INSERT INTO verdict (trial, rater, verdict, note, given_at) SELECT t.key, ?2, ?3, ?4, ?5 FROM"
              + " trial t WHERE t.id = ?1 AND NOT EXISTS (SELECT 1 FROM verdict v WHERE v.trial = t.key"
              + " AND v.rater = ?2 AND v.given_at = ?5 AND v.verdict IS ?3)",
          verdict);
    }
  }

  private void addPrompts() throws SQLException {
    copy(
        select("prompt", "id, folder, title, favourite, uses, deleted_at, revision"),
        "INSERT INTO prompt (id, folder, title, favourite, uses, deleted_at, revision) VALUES (?, ?, ?,"
            + " ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET folder = excluded.folder, title ="
            + " excluded.title, favourite = excluded.favourite, deleted_at = excluded.deleted_at,"
            + " revision = excluded.revision WHERE excluded.revision >= prompt.revision");
    copy(
        select("prompt_revision", "prompt, number, made_at, body"),
        "INSERT OR IGNORE INTO prompt_revision (prompt, number, made_at, body) SELECT ?1, ?2, ?3, ?4"
            + " WHERE EXISTS (SELECT 1 FROM prompt WHERE id = ?1)");
    // A prompt whose last revision could not be read goes back to the one before.
    Sql.run(
        to,
        "UPDATE prompt SET revision = (SELECT max(number) FROM prompt_revision WHERE prompt = prompt.id)"
            + " WHERE EXISTS (SELECT 1 FROM prompt_revision WHERE prompt = prompt.id)");
  }

  private void addLedger() throws SQLException {
    boolean old = Schema.version(from) < 4;
    String older = "'[]', NULL, NULL, 0, iif(local = 0, '" + Ledger.TOO_OLD + "', NULL)";
    copy(
        old
            ? "SELECT at, trial, side, model, answered_by, local, outcome, usage, "
                + Ledger.GATEWAY_OF_MODEL
                + ", "
                + older
                + " FROM ledger AS x WHERE "
                + RowSum.wholeBeforeCosts("x")
            : select("ledger", Ledger.COLUMNS),
        Ledger.INSERT);
  }

  private void addReviews() throws SQLException {
    copy(
        select("review", "id, title, made_at, deleted_at, body"),
        "INSERT OR IGNORE INTO review (id, title, made_at, deleted_at, body) VALUES (?, ?, ?, ?, ?)");
    copy(
        select("ballot", "review, trial, round, rater, verdict, given_at, detail")
            + " ORDER BY x.key",
        "INSERT INTO ballot (review, trial, round, rater, verdict, given_at, detail) SELECT ?1, ?2, ?3,"
            + " ?4, ?5, ?6, ?7 WHERE EXISTS (SELECT 1 FROM review WHERE id = ?1) AND NOT EXISTS (SELECT"
            + " 1 FROM ballot WHERE review = ?1 AND trial = ?2 AND round = ?3 AND rater = ?4 AND"
            + " given_at = ?6 AND verdict IS ?5)");
  }

  private void addBatches() throws SQLException {
    if (Schema.version(from) < 6) {
      return;
    }
    copy(
        select("batch", "id, session, plan_key, plan, made_at, ended_at"),
        "INSERT OR IGNORE INTO batch (id, session, plan_key, plan, made_at, ended_at) SELECT ?1, ?2,"
            + " ?3, ?4, ?5, ?6 WHERE EXISTS (SELECT 1 FROM session WHERE id = ?2)");
    copy(
        select("batch_item", "batch, item, trial, detail"),
        "INSERT OR IGNORE INTO batch_item (batch, item, trial, detail) SELECT ?1, ?2, ?3, ?4 WHERE"
            + " EXISTS (SELECT 1 FROM batch WHERE id = ?1)");
  }

  private void addJudgings() throws SQLException {
    if (Schema.version(from) < 8) {
      return;
    }
    copy(
        select("judging", "id, session, plan_key, plan, made_at"),
        "INSERT OR IGNORE INTO judging (id, session, plan_key, plan, made_at) SELECT ?1, ?2, ?3, ?4, ?5"
            + " WHERE EXISTS (SELECT 1 FROM session WHERE id = ?2)");
    copy(
        select("judgement", "judging, trial, part, detail"),
        "INSERT OR IGNORE INTO judgement (judging, trial, part, detail) SELECT ?1, ?2, ?3, ?4 WHERE"
            + " EXISTS (SELECT 1 FROM judging WHERE id = ?1)");
  }

  private static String select(String table, String columns) {
    return "SELECT " + columns + " FROM " + table + " AS x WHERE " + RowSum.whole(table, "x");
  }

  private void copy(String select, String insert) throws SQLException {
    for (@Nullable Object[] row : readable(select, Sql::values)) {
      Sql.update(to, insert, row);
    }
  }

  /** As many rows as come before the first that cannot be read. */
  private <T> List<T> readable(String sql, Sql.Row<T> row, @Nullable Object... values) {
    List<T> found = new ArrayList<>();
    try {
      Sql.list(from, sql, one -> found.add(row.read(one)), values);
    } catch (SQLException | RuntimeException torn) {
      // What came before stays found.
    }
    return found;
  }
}
