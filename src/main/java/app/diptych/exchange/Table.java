package app.diptych.exchange;

import java.util.List;
import java.util.Locale;

/**
 * A table of texts.
 *
 * @param columns names as the file has them
 * @param rows each as long as there are columns; what a row lacks is empty
 */
record Table(List<String> columns, List<List<String>> rows) {
  static final int MOST_ROWS = 100_000;
  static final int MOST_COLUMNS = 1_000;

  /** Cells in all rows together, the empty ones too. */
  static final long MOST_CELLS = 10_000_000;

  Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** Refuses a table that would take too much memory. */
  static void require(int rows, int columns) throws ExchangeException {
    if (rows > MOST_ROWS || columns > MOST_COLUMNS || (long) rows * columns > MOST_CELLS) {
      throw new ExchangeException(
          String.format(
              Locale.ROOT,
              "The table is too large: at most %,d rows and %,d columns can be read. Split it first.",
              MOST_ROWS,
              MOST_COLUMNS));
    }
  }
}
