package app.diptych.ui.diff;

import app.diptych.diff.Row;

/** One line of the list: a row of the comparison, or rows left out because they are the same. */
public sealed interface DiffItem {

  /**
   * A row.
   *
   * @param codeA whether A's half is code
   * @param codeB whether B's half is code
   */
  record Line(Row row, boolean codeA, boolean codeB) implements DiffItem {}

  /**
   * Rows that are the same and not shown.
   *
   * @param rows how many
   */
  record LeftOut(int rows) implements DiffItem {}
}
