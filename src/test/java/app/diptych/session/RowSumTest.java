package app.diptych.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowSumTest {
  @TempDir Path home;

  /** A table whose sums nobody looks at would lose rows without a word. */
  @Test
  void looksAtTheSumsOfEveryTableThatHasThem() throws Exception {
    Path file = home.resolve("workspace.db");
    Files.copy(Path.of("src/test/resources/workspace-v" + Schema.VERSION + ".db"), file);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      RowSum.teach(connection, true);
      assertThat(RowSum.damaged(connection)).isEmpty();
      Map<String, Long> spoiled = new TreeMap<>();
      try (Statement statement = connection.createStatement()) {
        for (String table : summed(connection)) {
          long rows = statement.executeUpdate("UPDATE " + table + " SET sum = sum + 1");
          if (rows > 0) {
            spoiled.put(table, rows);
          }
        }
      }
      assertThat(spoiled).containsKeys("session", "ledger", "ballot", "batch_item", "judgement");
      assertThat(RowSum.damaged(connection)).isEqualTo(spoiled);
    }
  }

  private static Set<String> summed(Connection connection) throws Exception {
    Set<String> tables = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT t.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c
                WHERE t.type = 'table' AND c.name = 'sum'\
                """)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }
}
