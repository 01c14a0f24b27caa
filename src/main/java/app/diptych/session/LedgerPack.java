package app.diptych.session;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row of the ledger as one value of SQLite: asked for sixteen columns one by one, a hundred
 * thousand rows take three times as long. First the {@link #NUMBERS}, in decimal, then the {@link
 * #TEXTS}. Made anew with each reading, so it stands on no disk. One object reads row after row.
 * Not thread-safe.
 *
 * <p>There are two forms. The quick one has a separator between all of them and a mark for a text
 * that is not there, and does not fit its sum when a text has either in it. The careful one has the
 * lengths of the texts in bytes behind the numbers, -1 for none, and the texts one after the other:
 * whatever they contain, it is read rightly, and takes half as long again.
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
  static final int ANSWERED_BY = 3;
  static final int OUTCOME = 4;
  static final int USAGE = 5;
  static final int GATEWAY = 6;
  static final int TAGS = 7;
  static final int AMOUNT = 8;
  static final int CURRENCY = 9;
  static final int UNPRICED = 10;

  private static final int KEY = 0;
  private static final int AT = 1;
  private static final int LOCAL = 2;
  private static final int ESTIMATED = 3;
  private static final int SUM = 4;

  private static final byte SEPARATOR = 31;
  private static final byte NOTHING = 30;

  private final RowSum.OfRead sum = new RowSum.OfRead();
  private final long[] numbers = new long[NUMBERS.size()];

  /** Where each text begins, or -1 when there is none. */
  private final int[] from = new int[TEXTS.size()];

  /** Where each text ends. */
  private final int[] to = new int[TEXTS.size()];

  private byte[] packed = new byte[0];
  private int place;

  /** A value for a SELECT. */
  static String quick(String alias) {
    return "CAST(concat_ws(char("
        + SEPARATOR
        + "), "
        + columns(NUMBERS, alias, "?")
        + ", "
        + columns(TEXTS, alias, "ifnull(?, char(" + NOTHING + "))")
        + ") AS BLOB)";
  }

  /** A value for a SELECT. */
  static String careful(String alias) {
    return "CAST(concat(format('"
        + "%d ".repeat(NUMBERS.size() + TEXTS.size())
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
   * Reads the next row, which is {@link #quick}.
   *
   * @return false when it has to be asked for {@link #careful}; only its {@link #key} is known then
   */
  boolean readQuick(byte[] row) {
    packed = row;
    place = 0;
    numbers[KEY] = number(SEPARATOR);
    return split() && numbers[SUM] == sum();
  }

  /** Whether there is exactly what there has to be between the separators. */
  private boolean split() {
    int part = 1;
    int begin = place;
    for (int i = place; i <= packed.length; i++) {
      if (i == packed.length || packed[i] == SEPARATOR) {
        if (part < numbers.length) {
          numbers[part] = number(SEPARATOR);
        } else if (part < numbers.length + from.length) {
          boolean nothing = i == begin + 1 && packed[begin] == NOTHING;
          from[part - numbers.length] = nothing ? -1 : begin;
          to[part - numbers.length] = i;
        }
        part++;
        begin = i + 1;
      }
    }
    return part == numbers.length + from.length;
  }

  /**
   * Reads the next row, which is {@link #careful}.
   *
   * @param verifies whether its sum has to fit
   * @throws RowSum.DamagedRow when it does not
   */
  void read(byte[] row, boolean verifies) throws SQLException {
    packed = row;
    place = 0;
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number((byte) ' ');
    }
    for (int i = 0; i < to.length; i++) {
      // For now how long it is: where the first one begins is known only after the last length.
      to[i] = (int) number((byte) ' ');
    }
    int begin = place;
    for (int i = 0; i < to.length; i++) {
      from[i] = to[i] < 0 ? -1 : begin;
      begin += Math.max(0, to[i]);
      to[i] = begin;
    }
    if (begin != row.length || (verifies && numbers[SUM] != sum())) {
      throw new RowSum.DamagedRow("ledger");
    }
  }

  /** The number of the row in its table. */
  long key() {
    return numbers[KEY];
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
    return from[column] < 0
        ? null
        : new String(packed, from[column], to[column] - from[column], StandardCharsets.UTF_8);
  }

  /** The text of a column that always has one. */
  String word(int column) {
    String text = text(column);
    return text == null ? "" : text;
  }

  private long number(byte end) {
    boolean negative = packed[place] == '-';
    if (negative) {
      place++;
    }
    long number = 0;
    while (place < packed.length && packed[place] != end) {
      number = number * 10 + packed[place++] - '0';
    }
    place++;
    return negative ? -number : number;
  }

  /** In the order of the table's columns. */
  private long sum() {
    sum.number(numbers[KEY]).number(numbers[AT]);
    texts(TRIAL, OUTCOME);
    sum.number(numbers[LOCAL]);
    texts(OUTCOME, UNPRICED);
    sum.number(numbers[ESTIMATED]);
    texts(UNPRICED, TEXTS.size());
    return sum.done();
  }

  private void texts(int first, int end) {
    for (int i = first; i < end; i++) {
      if (from[i] < 0) {
        sum.nothing();
      } else {
        sum.text(packed, from[i], to[i] - from[i]);
      }
    }
  }
}
