package app.diptych.session;

import app.diptych.review.Tally;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads sessions and their lists. */
final class SessionReader {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String COLUMNS =
      "SELECT s.*, (SELECT json_group_array(name) FROM tag WHERE session = s.id) AS tags, "
          + RowSum.whole("session", "s")
          + " AND (SELECT coalesce(min("
          + RowSum.whole("tag", "g")
          + "), 1) FROM tag g WHERE g.session = s.id) AS whole FROM session s WHERE ";

  /** Hits from which on a word is common. */
  private static final int MANY = 2_000;

  private SessionReader() {}

  static List<SessionSummary> list(Connection connection, SessionQuery query) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    String where = where(connection, query, values);
    values.add(query.limit());
    return Sql.list(
        connection,
        COLUMNS + where + " ORDER BY s.pinned DESC, s.changed_at DESC LIMIT ?",
        SessionReader::summary,
        values.toArray());
  }

  static Optional<SessionSummary> one(Connection connection, String id) throws SQLException {
    return Sql.first(connection, COLUMNS + "s.id = ?", SessionReader::summary, id);
  }

  /** The sessions that can be meant: by id, by the beginning of the id, or by title. */
  static List<SessionSummary> named(Connection connection, String words, boolean deleted)
      throws SQLException {
    if (words.isEmpty()) {
      return List.of();
    }
    return Sql.list(
        connection,
        COLUMNS
            + (deleted ? "s.deleted_at IS NOT NULL" : "s.deleted_at IS NULL")
            + " AND (s.title = ? OR substr(s.id, 1, length(?)) = ?) ORDER BY"
            + " s.changed_at DESC",
        SessionReader::summary,
        words,
        words,
        words);
  }

  /** How many sessions have an id that begins so. */
  static long beginningWith(Connection connection, String beginning) throws SQLException {
    return Sql.number(
        connection,
        "SELECT count(*) FROM session WHERE substr(id, 1, length(?)) = ?",
        beginning,
        beginning);
  }

  private static String where(
      Connection connection, SessionQuery query, List<@Nullable Object> values)
      throws SQLException {
    List<String> all = new ArrayList<>();
    all.add(
        switch (query.shelf()) {
          case CURRENT -> "s.deleted_at IS NULL AND s.archived = 0";
          case ARCHIVED -> "s.deleted_at IS NULL AND s.archived = 1";
          case DELETED -> "s.deleted_at IS NOT NULL";
        });
    words(connection, query.words(), all, values);
    if (query.model() != null) {
      all.add("EXISTS (SELECT 1 FROM json_each(s.models) WHERE value = ?)");
      values.add(query.model());
    }
    if (query.tag() != null) {
      all.add("EXISTS (SELECT 1 FROM tag WHERE session = s.id AND name = ?)");
      values.add(query.tag());
    }
    if (query.since() != null) {
      all.add("s.changed_at >= ?");
      values.add(query.since().toEpochMilli());
    }
    if (query.before() != null) {
      all.add("s.changed_at < ?");
      values.add(query.before().toEpochMilli());
    }
    if (query.verdict() != null) {
      all.add("s.votes_" + column(query.verdict()) + " > 0");
    }
    if (query.failuresOnly()) {
      all.add("s.failures > 0");
    }
    return String.join(" AND ", all);
  }

  private static void words(
      Connection connection, String words, List<String> all, List<@Nullable Object> values)
      throws SQLException {
    if (words.isBlank()) {
      return;
    }
    String title = "s.title LIKE ? ESCAPE '\\'";
    values.add("%" + words.strip().replaceAll("([%_\\\\])", "\\\\$1") + "%");
    String match = SearchIndex.query(words);
    if (match.isEmpty()) {
      all.add(title);
    } else {
      all.add("(" + title + " OR " + (isCommon(connection, match) ? AMONG_MANY : AMONG_FEW) + ")");
      values.add(match);
    }
  }

  /** With few hits, from the hits to their sessions. */
  private static final String AMONG_FEW =
      "s.id IN (SELECT session FROM trial WHERE key IN (SELECT rowid FROM search WHERE search MATCH"
          + " ?))";

  /** With many, from the sessions in the order of the list to their hits, until it is full. */
  private static final String AMONG_MANY =
      "EXISTS (SELECT 1 FROM trial t WHERE t.session = s.id AND +t.key IN (SELECT rowid FROM search"
          + " WHERE search MATCH ?))";

  private static boolean isCommon(Connection connection, String match) throws SQLException {
    return Sql.number(
            connection,
            "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)",
            match,
            MANY)
        == MANY;
  }

  private static String column(Verdict verdict) {
    return switch (verdict) {
      case A -> "a";
      case B -> "b";
      case TIE -> "tie";
      case BOTH_BAD -> "both_bad";
    };
  }

  private static SessionSummary summary(ResultSet row) throws SQLException {
    RowSum.require(row, "whole", "session");
    return new SessionSummary(
        row.getString("id"),
        row.getString("title"),
        row.getString("notes"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("changed_at")),
        row.getBoolean("pinned"),
        row.getBoolean("archived"),
        row.getObject("deleted_at") != null,
        row.getString("made_from"),
        row.getInt("trials"),
        row.getInt("failures"),
        new Tally(
            row.getInt("votes_a"),
            row.getInt("votes_b"),
            row.getInt("votes_tie"),
            row.getInt("votes_both_bad")),
        strings(row.getString("models")),
        strings(row.getString("tags")));
  }

  private static List<String> strings(String json) {
    List<String> strings = new ArrayList<>();
    MAPPER.readTree(json).forEach(node -> strings.add(node.asString("")));
    return strings;
  }

  /** The owner's verdict on a trial that holds. */
  static @Nullable Vote vote(ResultSet row) throws SQLException {
    String verdict = row.getString("verdict");
    return verdict == null
        ? null
        : new Vote(
            Verdict.valueOf(verdict),
            row.getString("note"),
            row.getString("rater"),
            Instant.ofEpochMilli(row.getLong("given_at")));
  }
}
