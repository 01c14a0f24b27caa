package app.diptych.session;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Full text of prompts and answers. Scripts that are written without spaces (Chinese, Japanese,
 * Thai and kin) are indexed character by character, so that a part of a sentence is found.
 */
final class SearchIndex {
  private SearchIndex() {}

  /** Indexes a trial as it is now. */
  static void put(Connection connection, String trial) throws SQLException {
    long key = Sql.number(connection, "SELECT key FROM trial WHERE id = ?", trial);
    Sql.update(connection, "DELETE FROM search WHERE rowid = ?", key);
    Sql.update(
        connection,
        "INSERT INTO search (rowid, prompt, a, b) VALUES (?, ?, ?, ?)",
        key,
        spread(text(connection, "SELECT prompt FROM trial WHERE key = ?", key)),
        spread(text(connection, "SELECT text FROM side WHERE trial = ? AND side = 'A'", key)),
        spread(text(connection, "SELECT text FROM side WHERE trial = ? AND side = 'B'", key)));
  }

  /** Indexes every trial of a file. */
  static void putAll(Connection connection) throws SQLException {
    for (String id : Sql.list(connection, "SELECT id FROM trial", row -> row.getString(1))) {
      put(connection, id);
    }
  }

  /**
   * The words as an FTS5 query: all of them, the last one as a beginning; nothing in it is an
   * operator.
   */
  static String query(String words) {
    StringBuilder query = new StringBuilder();
    for (String word : words.strip().split("\\s+")) {
      String phrase = spread(word.replace("\"", " ")).strip();
      if (!phrase.isEmpty() && phrase.codePoints().anyMatch(Character::isLetterOrDigit)) {
        query.append('"').append(phrase).append("\" ");
      }
    }
    String all = query.toString().strip();
    return all.isEmpty() ? "" : all + "*";
  }

  static String spread(String text) {
    StringBuilder spread = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(point -> {
          if (Character.isIdeographic(point) || hasNoSpaces(point)) {
            spread.append(' ').appendCodePoint(point).append(' ');
          } else {
            spread.appendCodePoint(point);
          }
        });
    return spread.toString();
  }

  private static boolean hasNoSpaces(int point) {
    if (point < 0xE00) {
      return false;
    }
    return switch (Character.UnicodeScript.of(point)) {
      case HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }

  private static String text(Connection connection, String sql, long key) throws SQLException {
    return Sql.first(connection, sql, row -> row.getString(1), key).orElse("");
  }
}
