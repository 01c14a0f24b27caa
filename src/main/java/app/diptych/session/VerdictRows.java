package app.diptych.session;

import app.diptych.review.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Verdicts without the answers they are about. */
final class VerdictRows {
  private VerdictRows() {}

  /** The owner's verdicts that hold, by the id of their trial; not those of deleted sessions. */
  static Map<String, Verdict> owners(Connection connection) throws SQLException {
    Map<String, Verdict> verdicts = new HashMap<>();
    Sql.list(
        connection,
        "SELECT t.id, v.verdict, "
            + RowSum.whole("verdict", "v")
            + " AS whole FROM verdict v JOIN trial t ON t.key = v.trial JOIN session s ON s.id ="
            + " t.session WHERE s.deleted_at IS NULL AND v.rater = '' AND v.verdict IS NOT NULL AND"
            + " v.key = (SELECT max(key) FROM verdict WHERE trial = v.trial AND rater = '')",
        row -> {
          RowSum.require(row, "whole", "verdict");
          return verdicts.put(row.getString(1), Verdict.valueOf(row.getString(2)));
        });
    return verdicts;
  }
}
