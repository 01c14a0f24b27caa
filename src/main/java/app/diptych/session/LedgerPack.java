package app.diptych.session;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row of the ledger as one value of SQLite: asked for sixteen columns one by one, a hundred
 * thousand rows take more than twice as long. First the numbers, in decimal and each with a space
 * after it: the {@link #NUMBERS}, then how many bytes each text has, -1 for none; then the texts
 * one after the other. Made anew with each reading, so it stands on no disk. One object reads row
 * after row. Not thread-safe.
 */
final class LedgerPack {
  private static final List<String> NUMBERS = List.of("key", "at", "local", "estimated", "sum");

  /** As they stand in the table. */
  private static final List<String> TEXTS =
      List.of(
          "trial",
          "side",
          "model",
          "answered_by",
          "outcome",
          "usage",
          "gateway",
          "tags",
          "amount",
          "currency",
          "unpriced");

  static final int TRIAL = 0;
  static final int SIDE = 1;
  static final int MODEL = 2;
  static final int OUTCOME = 4;
  static final int GATEWAY = 6;
  static final int TAGS = 7;
  static final int AMOUNT = 8;
  static final int CURRENCY = 9;
  static final int UNPRICED = 10;

  private static final int AT = 1;
  private static final int LOCAL = 2;
  private static final int ESTIMATED = 3;
  private static final int SUM = 4;

  private final RowSum.OfRead sum = new RowSum.OfRead();
  private final long[] numbers = new long[NUMBERS.size()];

  /** Where each text begins, and where the last one ends. */
  private final int[] begins = new int[TEXTS.size() + 1];

  private final boolean[] absent = new boolean[TEXTS.size()];
  private byte[] packed = new byte[0];
  private int place;

  /** A value for a SELECT. */
  static String of(String alias) {
    String kinds = "%d ".repeat(NUMBERS.size() + TEXTS.size());
    return "CAST(concat(format('"
        + kinds
        + "', "
        + columns(NUMBERS, alias, "?")
        + ", "
        + columns(TEXTS, alias, "ifnull(octet_length(?), -1)")
        + "), "
        + columns(TEXTS, alias, "?")
        + ") AS BLOB)";
  }

  private static String columns(List<String> columns, String alias, String value) {
    return columns.stream()
        .map(column -> value.replace("?", alias + "." + column))
        .collect(Collectors.joining(", "));
  }

  /**
   * Reads the next row.
   *
   * @param verifies whether its sum has to fit
   * @throws RowSum.DamagedRow when it does not
   */
  void read(byte[] row, boolean verifies) throws SQLException {
    packed = row;
    place = 0;
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number();
    }
    for (int i = 0; i < absent.length; i++) {
      int length = (int) number();
      absent[i] = length < 0;
      // For now how long it is: where the first one begins is known only after the last length.
      begins[i + 1] = Math.max(0, length);
    }
    begins[0] = place;
    for (int i = 1; i < begins.length; i++) {
      begins[i] += begins[i - 1];
    }
    if (begins[TEXTS.size()] != row.length || (verifies && numbers[SUM] != sum())) {
      throw new RowSum.DamagedRow("ledger");
    }
  }

  /** When the request ended, in milliseconds since 1970. */
  long at() {
    return numbers[AT];
  }

  boolean local() {
    return numbers[LOCAL] != 0;
  }

  long estimated() {
    return numbers[ESTIMATED];
  }

  @Nullable String text(int column) {
    return absent[column]
        ? null
        : new String(
            packed, begins[column], begins[column + 1] - begins[column], StandardCharsets.UTF_8);
  }

  /** The text of a column that always has one. */
  String word(int column) {
    String text = text(column);
    return text == null ? "" : text;
  }

  private long number() {
    boolean negative = packed[place] == '-';
    if (negative) {
      place++;
    }
    long number = 0;
    while (packed[place] != ' ') {
      number = number * 10 + packed[place++] - '0';
    }
    place++;
    return negative ? -number : number;
  }

  /** In the order of the table's columns. */
  private long sum() {
    sum.number(numbers[0]).number(numbers[AT]);
    texts(TRIAL, OUTCOME);
    sum.number(numbers[LOCAL]);
    texts(OUTCOME, UNPRICED);
    sum.number(numbers[ESTIMATED]);
    texts(UNPRICED, TEXTS.size());
    return sum.done();
  }

  private void texts(int from, int to) {
    for (int i = from; i < to; i++) {
      if (absent[i]) {
        sum.nothing();
      } else {
        sum.text(packed, begins[i], begins[i + 1] - begins[i]);
      }
    }
  }
}
