package app.diptych.session;

import app.diptych.trial.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What happened to a side besides its text, in its table. */
final class EventRows {
  private EventRows() {}

  static void insert(Connection connection, long trial, Side side, List<SavedEvent> events)
      throws SQLException {
    for (SavedEvent event : events) {
      Sql.update(
          connection,
          "INSERT INTO event (trial, side, at_ns, kind, detail) VALUES (?, ?, ?, ?, ?)",
          trial,
          side.name(),
          event.atNanos(),
          event.kind(),
          event.detail());
    }
  }

  /** While a side streams its events count from another instant than in the end. */
  static void replace(Connection connection, long trial, Side side, List<SavedEvent> events)
      throws SQLException {
    Sql.update(connection, "DELETE FROM event WHERE trial = ? AND side = ?", trial, side.name());
    insert(connection, trial, side, events);
  }

  static List<SavedEvent> read(Connection connection, String trial, Side side) throws SQLException {
    return Sql.list(
        connection,
        "SELECT e.*, "
            + RowSum.whole("event", "e")
            + " AS whole FROM event e WHERE e.trial = (SELECT key FROM trial WHERE id = ?) AND e.side = ?"
            + " ORDER BY e.key",
        row -> {
          RowSum.require(row, "whole", "event");
          return new SavedEvent(
              row.getLong("at_ns"), row.getString("kind"), row.getString("detail"));
        },
        trial,
        side.name());
  }
}
