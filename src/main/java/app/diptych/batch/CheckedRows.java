package app.diptych.batch;

import app.diptych.review.stats.McNemar;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which of two models passes the checks of which rows. Repeats, settings and templates of a row are
 * one row: they are no independent evidence of which model is better.
 */
public final class CheckedRows {
  private final Map<String, Row> rows = new HashMap<>();

  /** How much more often each side passed a row than it did not. */
  private static final class Row {
    private long a;
    private long b;
  }

  /**
   * Counts the two answers of one time a row was asked.
   *
   * @param row names it, the same for everything that was asked of it
   * @param a whether that answer passed
   */
  public void add(String row, boolean a, boolean b) {
    Row one = rows.computeIfAbsent(row, _ -> new Row());
    one.a += a ? 1 : -1;
    one.b += b ? 1 : -1;
  }

  /**
   * One pair a row: a side passes a row when more than half of its answers pass. Where exactly half
   * of them do, the sides do not differ in it. Empty when there is no row.
   */
  public Optional<McNemar> test() {
    long[] cells = new long[4];
    for (Row row : rows.values()) {
      boolean a = row.a == 0 ? row.b > 0 : row.a > 0;
      boolean b = row.b == 0 ? row.a > 0 : row.b > 0;
      cells[(a ? 0 : 2) + (b ? 0 : 1)]++;
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(McNemar.of(cells[0], cells[1], cells[2], cells[3]));
  }
}
