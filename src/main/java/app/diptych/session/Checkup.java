package app.diptych.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Whether everything in a file fits together; reads all of it, so it takes a while. */
final class Checkup {
  private static final int MOST = 20;

  private Checkup() {}

  /** What is wrong, a line each; empty when all is well. Sums are those of this version only. */
  static List<String> of(Connection connection) {
    List<String> problems = new ArrayList<>();
    try {
      Sql.list(connection, "PRAGMA integrity_check(" + MOST + ")", row -> row.getString(1)).stream()
          .filter(line -> !line.equals("ok"))
          .forEach(problems::add);
      if (Sql.number(connection, "PRAGMA application_id") != Schema.APPLICATION) {
        problems.add("it is no workspace of Diptych");
        return problems;
      }
      Sql.list(connection, "PRAGMA foreign_key_check", row -> row.getString(1)).stream()
          .distinct()
          .forEach(table -> problems.add("rows of " + table + " belong to nothing"));
      if (Schema.version(connection) != Schema.VERSION) {
        return problems;
      }
      RowSum.damaged(connection)
          .forEach((table, rows) ->
              problems.add(rows + " rows of " + table + " are not what was written"));
    } catch (SQLException unreadable) {
      problems.add(String.valueOf(unreadable.getMessage()));
    }
    return problems;
  }
}
