package app.diptych.review.stats;

import java.util.function.IntUnaryOperator;

/** Rows sorted into groups, in their order within each. */
final class Groups {
  private final int[] rows;
  private final int[] from;

  /**
   * @param rows to be sorted
   * @param groups how many there are at most
   * @param group the number of a row's group; rows with a negative one are left out
   */
  Groups(int[] rows, int groups, IntUnaryOperator group) {
    from = new int[groups + 1];
    for (int row : rows) {
      int number = group.applyAsInt(row);
      if (number >= 0) {
        from[number + 1]++;
      }
    }
    for (int i = 0; i < groups; i++) {
      from[i + 1] += from[i];
    }
    this.rows = new int[from[groups]];
    int[] next = from.clone();
    for (int row : rows) {
      int number = group.applyAsInt(row);
      if (number >= 0) {
        this.rows[next[number]++] = row;
      }
    }
  }

  int count() {
    return from.length - 1;
  }

  int size(int group) {
    return from[group + 1] - from[group];
  }

  /** The row at a place of a group, from 0. */
  int row(int group, int place) {
    return rows[from[group] + place];
  }
}
