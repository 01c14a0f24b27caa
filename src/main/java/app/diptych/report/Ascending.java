package app.diptych.report;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Sorts numbers together with the places they had, without a thing for each of them: as whole
 * numbers of 64 bits, the last of which are the place.
 */
final class Ascending {
  private Ascending() {}

  /**
   * Where the least value stands, then the next one; equal ones in the order they came in.
   *
   * @param values without NaN
   */
  static int[] places(double[] values) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, values.length - 1));
    long place = (1L << bits) - 1;
    long[] keys = new long[values.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (ordered(values[i]) & ~place) | i;
    }
    Arrays.sort(keys);
    int[] places = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      places[i] = (int) (keys[i] & place);
    }
    mend(places, keys, values, place);
    return places;
  }

  /** Its bits, so that a greater number has greater ones. */
  private static long ordered(double value) {
    // Zero has two signs, which are equal.
    long bits = Double.doubleToRawLongBits(value + 0.0);
    return bits < 0 ? bits ^ Long.MAX_VALUE : bits;
  }

  /** Sorts those again that differ only in the bits that gave way to the places. */
  private static void mend(int[] places, long[] keys, double[] values, long place) {
    int from = 0;
    while (from < places.length) {
      int to = from + 1;
      boolean ascending = true;
      while (to < places.length && (keys[to] & ~place) == (keys[from] & ~place)) {
        ascending &= values[places[to - 1]] <= values[places[to]];
        to++;
      }
      if (!ascending) {
        int[] some =
            Arrays.stream(places, from, to)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i] + 0.0))
                .mapToInt(Integer::intValue)
                .toArray();
        System.arraycopy(some, 0, places, from, some.length);
      }
      from = to;
    }
  }
}
