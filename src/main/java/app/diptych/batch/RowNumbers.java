package app.diptych.batch;

import java.util.BitSet;
import java.util.Collection;

/** Which rows of a data set, by their numbers from 1; written like {@code 1,5-9}. */
public final class RowNumbers {
  private final BitSet rows;

  private RowNumbers(BitSet rows) {
    this.rows = rows;
  }

  public static RowNumbers of(Collection<Long> numbers) {
    BitSet rows = new BitSet();
    for (long number : numbers) {
      rows.set(Math.toIntExact(number));
    }
    return new RowNumbers(rows);
  }

  /**
   * @throws IllegalArgumentException for what {@link #toString} never writes
   */
  static RowNumbers parse(String text) {
    BitSet rows = new BitSet();
    for (String part : text.split(",")) {
      String[] ends = part.split("-", 2);
      int first = Integer.parseInt(ends[0]);
      int last = Integer.parseInt(ends[ends.length - 1]);
      if (first < 1 || last < first) {
        throw new IllegalArgumentException("No numbers of rows: " + text);
      }
      rows.set(first, last + 1);
    }
    return new RowNumbers(rows);
  }

  boolean has(long number) {
    return number <= Integer.MAX_VALUE && rows.get((int) number);
  }

  /** How many they are. */
  public int size() {
    return rows.cardinality();
  }

  /** The number of the last one; 0 for none. */
  int last() {
    return Math.max(0, rows.length() - 1);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int first = rows.nextSetBit(0); first >= 0; ) {
      int end = rows.nextClearBit(first);
      text.append(text.isEmpty() ? "" : ",").append(first);
      if (end - first > 1) {
        text.append('-').append(end - 1);
      }
      first = rows.nextSetBit(end);
    }
    return text.toString();
  }
}
