package app.diptych.session;

import app.diptych.review.Vote;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goes through what the owner has ever said of the trials of a session, in that order. */
final class OwnVerdicts {
  /** A ballot of a review is also a verdict, of the same moment. */
  private static final String HISTORY =
      "SELECT t.id, v.verdict, v.note, v.rater, v.given_at, r.title, "
          + RowSum.whole("verdict", "v")
          + " AS whole FROM trial t JOIN verdict v ON v.trial = t.key LEFT JOIN ballot b ON b.trial = t.id"
          + " AND b.rater = v.rater AND b.round = 0 AND b.given_at = v.given_at LEFT JOIN review r ON"
          + " r.id = b.review WHERE t.session = ? AND v.rater = '' ORDER BY v.key";

  private final Map<String, Vote> plain = new HashMap<>();
  private final Map<String, OwnVerdict> last = new HashMap<>();

  private OwnVerdicts() {}

  /** What holds, by the id of its trial. */
  static Map<String, OwnVerdict> read(Connection connection, String session) throws SQLException {
    OwnVerdicts all = new OwnVerdicts();
    Sql.list(connection, HISTORY, all::take, session);
    return Map.copyOf(all.last);
  }

  private boolean take(ResultSet row) throws SQLException {
    RowSum.require(row, "whole", "verdict");
    String trial = row.getString("id");
    String review = row.getString("title");
    @Nullable Vote vote = SessionReader.vote(row);
    if (review == null) {
      put(plain, trial, vote);
      put(last, trial, vote == null ? null : OwnVerdict.plain(vote));
    } else {
      put(last, trial, vote == null ? null : new OwnVerdict(vote, review, plain.get(trial)));
    }
    return true;
  }

  private static <T> void put(Map<String, T> into, String trial, @Nullable T value) {
    if (value == null) {
      into.remove(trial);
    } else {
      into.put(trial, value);
    }
  }
}
