package app.diptych.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements in one line each. */
final class Sql {
  private Sql() {}

  /** Makes a value of the current row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * @return how many rows changed
   */
  static int update(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    }
  }

  static <T> List<T> list(Connection connection, String sql, Row<T> row, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> all = new ArrayList<>();
        while (rows.next()) {
          all.add(row.read(rows));
        }
        return all;
      }
    }
  }

  /**
   * Reads row by row, for as long as the reader says that it wants more.
   *
   * @return whether it wanted more after the last one
   */
  static boolean each(
      Connection connection, String sql, Row<Boolean> row, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        boolean more = true;
        while (more && rows.next()) {
          more = row.read(rows);
        }
        return more;
      }
    }
  }

  static <T> Optional<T> first(
      Connection connection, String sql, Row<T> row, @Nullable Object... values)
      throws SQLException {
    return list(connection, sql, row, values).stream().findFirst();
  }

  static long number(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    return first(connection, sql, row -> row.getLong(1), values).orElse(0L);
  }

  /** Every value of the current row. */
  static @Nullable Object[] values(ResultSet row) throws SQLException {
    @Nullable Object[] values = new Object[row.getMetaData().getColumnCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.getObject(i + 1);
    }
    return values;
  }

  /** Runs statements that return nothing and take no values. */
  static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** What is done as one. */
  interface Work {
    void run() throws SQLException;
  }

  /**
   * Does it whole or not at all. The lock for writing is taken first, so that waiting for another
   * process happens here and not in the middle.
   */
  static void inTransaction(Connection connection, Work work) throws SQLException {
    run(connection, "BEGIN IMMEDIATE");
    boolean done = false;
    try {
      work.run();
      run(connection, "COMMIT");
      done = true;
    } finally {
      if (!done) {
        rollBack(connection);
      }
    }
  }

  private static void rollBack(Connection connection) {
    try {
      run(connection, "ROLLBACK");
    } catch (SQLException alreadyRolledBack) {
      // A full disk rolls back by itself; either way nothing of the work is there.
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
