package app.diptych.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes sessions into their table. */
final class SessionRows {
  /** The verdicts that hold: each rater's last one on each trial, unless it was taken back. */
  private static final String VOTES =
      "(SELECT count(*) FROM verdict v JOIN trial t ON t.key = v.trial WHERE t.session = session.id"
          + " AND v.verdict = '%s' AND v.key = (SELECT max(key) FROM verdict l WHERE l.trial ="
          + " v.trial AND l.rater = v.rater))";

  private static final String COUNT =
      "UPDATE session SET changed_at = max(changed_at, ?), trials = (SELECT count(*) FROM trial t"
          + " WHERE t.session = session.id), failures = (SELECT count(*) FROM side s JOIN trial t ON t.key ="
          + " s.trial WHERE t.session = session.id AND s.failure IS NOT NULL AND s.failure <>"
          + " 'Cancelled'), models = (SELECT json_group_array(DISTINCT s.model) FROM side s JOIN trial"
          + " t ON t.key = s.trial WHERE t.session = session.id), votes_a = "
          + VOTES.formatted("A")
          + ", votes_b = "
          + VOTES.formatted("B")
          + ", votes_tie = "
          + VOTES.formatted("TIE")
          + ", votes_both_bad = "
          + VOTES.formatted("BOTH_BAD")
          + " WHERE id = ?";

  private SessionRows() {}

  static void insert(
      Connection connection, String id, String title, @Nullable String madeFrom, Instant now)
      throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO session (id, title, made_from, created_at, changed_at) VALUES (?, ?, ?, ?, ?)",
        id,
        title,
        madeFrom,
        now.toEpochMilli(),
        now.toEpochMilli());
  }

  /** Gives up for good what was deleted before that. */
  static void purge(Connection connection, Instant before) throws SQLException {
    String gone = "SELECT id FROM session WHERE deleted_at < ?";
    long at = before.toEpochMilli();
    Sql.update(
        connection,
        "DELETE FROM search WHERE rowid IN (SELECT key FROM trial WHERE session IN (" + gone + "))",
        at);
    Sql.update(connection, "DELETE FROM session WHERE deleted_at < ?", at);
  }

  /** Who goes on with a deleted session wants it back. */
  static void bringBack(Connection connection, String session) throws SQLException {
    Sql.update(
        connection,
        "UPDATE session SET deleted_at = NULL WHERE id = ? AND deleted_at IS NOT NULL",
        session);
  }

  /** Brings what lists show of a session up to date. */
  static void count(Connection connection, String session, Instant now) throws SQLException {
    Sql.update(connection, COUNT, now.toEpochMilli(), session);
  }
}
