package app.diptych.session;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;

/**
 * A checksum in every row that matters. SQLite notices a torn page, but not one flipped bit in the
 * middle of a text: with the sum in the row it is noticed when the row is read, and no wrong answer
 * or verdict is ever shown. Triggers write the sums, so that no statement can forget one; they
 * exist in our own connection only, so other programs can still use the file.
 */
final class RowSum extends Function {
  /** Each table with every column that is summed up, in this order for ever. */
  private static final Map<String, List<String>> COLUMNS =
      tables(
          """
          session id title notes created_at changed_at pinned archived deleted_at made_from trials failures \
          votes_a votes_b votes_tie votes_both_bad models extra
          tag session name
          trial key id session number parent started_at prompt prompt_id extra recorder
          side trial side model state failure text reasoning detail deltas
          delta trial side batch pack text
          event key trial side at_ns kind detail
          verdict key trial rater verdict note given_at
          ledger key at trial side model answered_by local outcome usage gateway tags amount currency \
          estimated unpriced
          prompt id folder title favourite uses deleted_at revision
          prompt_revision prompt number made_at body
          meta name value
          measurement trial side session started_at facts
          review id title made_at deleted_at body
          ballot key review trial round rater verdict given_at detail
          batch id session plan_key plan made_at ended_at recorder
          batch_item batch item trial detail
          judging id session plan_key plan made_at
          judgement judging trial part detail
          """);

  /** What the sum of an entry of the ledger covered before version 4. */
  private static final int LEDGER_BEFORE_COSTS = 9;

  /** What finds a row again in a table that has no row number. */
  private static final Map<String, List<String>> KEYS =
      tables(
          """
          tag session name
          delta trial side batch
          prompt_revision prompt number
          meta name
          measurement trial side
          batch_item batch item
          judgement judging trial part
          """);

  private static final int INTEGER = 1;
  private static final int REAL = 2;
  private static final int TEXT = 3;
  private static final int BLOB = 4;
  private static final int NULL = 5;

  private final boolean compares;
  private final boolean verify;

  /** A row whose sum does not fit what is in it. */
  static final class DamagedRow extends SQLException {
    private static final long serialVersionUID = 1;

    DamagedRow(String table) {
      super("A row of the table " + table + " is not what Diptych wrote");
    }
  }

  /**
   * The sum of a row whose values were read anyway: a hundred thousand rows are checked so in half
   * the time that SQLite needs to call back for {@link #whole}. The values go in the order of the
   * table's columns.
   */
  static final class OfRead {
    private final CRC32C sum = new CRC32C();
    private final byte[] head = new byte[1 + Long.BYTES];

    OfRead number(long value) {
      head[0] = INTEGER;
      RowSum.number(sum, head, value);
      return this;
    }

    /** A text, as UTF-8. */
    OfRead text(byte[] bytes, int from, int length) {
      head[0] = TEXT;
      RowSum.number(sum, head, length);
      sum.update(bytes, from, length);
      return this;
    }

    /** Bytes that are no text. */
    OfRead bytes(byte[] bytes) {
      head[0] = BLOB;
      RowSum.bytes(sum, head, bytes);
      return this;
    }

    /** Null. */
    OfRead nothing() {
      sum.update(NULL);
      return this;
    }

    /** The sum, after which another row can begin. */
    long done() {
      long value = sum.getValue();
      sum.reset();
      return value;
    }
  }

  /** Whether rows that do not fit their sum are to be refused on this connection. */
  static boolean verifies(Connection connection) throws SQLException {
    return Sql.number(connection, "SELECT row_whole(NULL)") == 0;
  }

  private RowSum(boolean compares, boolean verify) {
    this.compares = compares;
    this.verify = verify;
  }

  /**
   * Makes the sum known to a connection.
   *
   * @param verify false takes every row for whole: a newer version may sum up more
   */
  static void teach(Connection connection, boolean verify) throws SQLException {
    int flags = Function.FLAG_DETERMINISTIC;
    Function.create(connection, "row_sum", new RowSum(false, verify), -1, flags);
    Function.create(connection, "row_whole", new RowSum(true, verify), -1, flags);
  }

  /** From now on every row this connection writes gets its sum. */
  static void keep(Connection connection) throws SQLException {
    for (String table : COLUMNS.keySet()) {
      String body = " BEGIN UPDATE " + table + " SET sum = " + sum(table, "NEW.") + " WHERE ";
      for (String key : KEYS.getOrDefault(table, List.of("rowid"))) {
        body += key + " = NEW." + key + " AND ";
      }
      body += "TRUE; END";
      Sql.run(
          connection,
          "CREATE TEMP TRIGGER " + table + "_new AFTER INSERT ON main." + table + body,
          "CREATE TEMP TRIGGER "
              + table
              + "_changed AFTER UPDATE OF "
              + String.join(", ", columns(table))
              + " ON main."
              + table
              + body);
    }
  }

  /** Gives every row its sum, whatever it had before. */
  static void sumAll(Connection connection) throws SQLException {
    for (String table : COLUMNS.keySet()) {
      sumAll(connection, table);
    }
  }

  /** Gives every row of a table its sum. */
  static void sumAll(Connection connection, String table) throws SQLException {
    Sql.run(connection, "UPDATE " + table + " SET sum = " + sum(table, ""));
  }

  /**
   * Gives every whole entry of the ledger a sum that covers its cost. One that did not fit its sum
   * before does not fit it afterwards.
   */
  static void sumLedgerAnew(Connection connection) throws SQLException {
    Sql.run(
        connection,
        "UPDATE ledger SET sum = " + sum("ledger", "") + " WHERE " + wholeBeforeCosts("ledger"));
  }

  /** Like {@link #whole} for the ledger of a file of version 2 or 3. */
  static String wholeBeforeCosts(String alias) {
    List<String> covered = columns("ledger").subList(0, LEDGER_BEFORE_COSTS);
    return "row_whole("
        + alias
        + ".sum, "
        + String.join(", ", covered.stream().map(column -> alias + "." + column).toList())
        + ")";
  }

  /** How many rows of each table do not fit their sum; a table that is whole is not told. */
  static Map<String, Long> damaged(Connection connection) throws SQLException {
    Map<String, Long> damaged = new TreeMap<>();
    int version = Schema.version(connection);
    for (String table : COLUMNS.keySet()) {
      if (isYoungerThan(version, table)) {
        continue;
      }
      String whole =
          version < 4 && table.equals("ledger") ? wholeBeforeCosts(table) : whole(table, table);
      String sql = "SELECT count(*) FROM " + table + " WHERE NOT " + whole;
      long rows = Sql.number(connection, sql);
      if (rows > 0) {
        damaged.put(table, rows);
      }
    }
    return damaged;
  }

  /** Whether a file of that version has no sums in that table, as a backup may. */
  private static boolean isYoungerThan(int version, String table) {
    return version
        < switch (table) {
          case "measurement" -> 3;
          case "review", "ballot" -> 5;
          case "batch", "batch_item" -> 6;
          case "judging", "judgement" -> 7;
          default -> 2;
        };
  }

  /** A value for a SELECT: whether the row is what was written. */
  static String whole(String table, String alias) {
    return "row_whole(" + alias + ".sum, " + list(table, alias + ".") + ")";
  }

  /**
   * Refuses a row that is not what was written.
   *
   * @param column the column that is {@link #whole}
   */
  static void require(ResultSet row, String column, String table) throws SQLException {
    if (!row.getBoolean(column)) {
      throw new DamagedRow(table);
    }
  }

  static Map<String, List<String>> tables() {
    return COLUMNS;
  }

  private static String sum(String table, String prefix) {
    return "row_sum(" + list(table, prefix) + ")";
  }

  private static String list(String table, String prefix) {
    return String.join(", ", columns(table).stream().map(column -> prefix + column).toList());
  }

  private static List<String> columns(String table) {
    List<String> columns = COLUMNS.get(table);
    if (columns == null) {
      throw new IllegalArgumentException("No such table: " + table);
    }
    return columns;
  }

  private static Map<String, List<String>> tables(String lines) {
    Map<String, List<String>> tables = new LinkedHashMap<>();
    lines
        .lines()
        .forEach(line -> {
          List<String> words = Arrays.asList(line.strip().split("\\s+"));
          tables.put(words.getFirst(), List.copyOf(words.subList(1, words.size())));
        });
    return tables;
  }

  @Override
  protected void xFunc() throws SQLException {
    if (!compares) {
      result(sum(0));
    } else {
      boolean whole = !verify || (value_type(0) == INTEGER && value_long(0) == sum(1));
      result(whole ? 1 : 0);
    }
  }

  private long sum(int from) throws SQLException {
    CRC32C sum = new CRC32C();
    byte[] head = new byte[1 + Long.BYTES];
    for (int i = from; i < args(); i++) {
      int type = value_type(i);
      head[0] = (byte) type;
      switch (type) {
        // Its kind says it all.
        case NULL -> sum.update(type);
        case INTEGER -> number(sum, head, value_long(i));
        case REAL -> number(sum, head, Double.doubleToLongBits(value_double(i)));
        default -> bytes(sum, head, value_blob(i));
      }
    }
    return sum.getValue();
  }

  /** The length goes first, so that nothing can move from one column to the next. */
  private static void bytes(CRC32C sum, byte[] head, byte @Nullable [] bytes) {
    number(sum, head, bytes == null ? 0 : bytes.length);
    if (bytes != null) {
      sum.update(bytes);
    }
  }

  /** The kind, which stands in the head already, and the number, in one go. */
  private static void number(CRC32C sum, byte[] head, long value) {
    for (int i = 1; i < head.length; i++) {
      head[i] = (byte) (value >>> (Long.SIZE - Byte.SIZE * i));
    }
    sum.update(head);
  }
}
