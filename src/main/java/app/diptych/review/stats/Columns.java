package app.diptych.review.stats;

import java.util.Arrays;

/** Long lists of plain numbers, a few bytes an entry, so that ten million votes fit. */
final class Columns {
  private static final int FIRST = 64;

  private Columns() {}

  private static int larger(int length) {
    return Math.max(FIRST, length + (length >> 1));
  }

  /** Whole numbers. */
  static final class Ints {
    private int[] values = new int[0];
    private int size;

    void add(int value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, larger(size));
      }
      values[size++] = value;
    }

    int get(int index) {
      return values[index];
    }

    void set(int index, int value) {
      values[index] = value;
    }

    int size() {
      return size;
    }
  }

  /** Bytes, 0 where nothing was set. */
  static final class Bytes {
    private byte[] values = new byte[0];

    void set(int index, int value) {
      if (index >= values.length) {
        values = Arrays.copyOf(values, Math.max(index + 1, larger(values.length)));
      }
      values[index] = (byte) value;
    }

    int get(int index) {
      return index < values.length ? values[index] : 0;
    }
  }

  /** Large whole numbers, 0 where nothing was set; takes no room until something is. */
  static final class Longs {
    private long[] values = new long[0];

    void set(int index, long value) {
      if (index >= values.length) {
        values = Arrays.copyOf(values, Math.max(index + 1, larger(values.length)));
      }
      values[index] = value;
    }

    long get(int index) {
      return index < values.length ? values[index] : 0;
    }
  }

  /**
   * Several small fractions for each entry, NaN where nothing was set; no room until something is.
   */
  static final class Floats {
    private final int width;
    private float[] values = new float[0];

    Floats(int width) {
      this.width = width;
    }

    void set(int index, int which, double value) {
      int at = index * width + which;
      if (at >= values.length) {
        int before = values.length;
        values = Arrays.copyOf(values, Math.max(at + width, larger(before)));
        Arrays.fill(values, before, values.length, Float.NaN);
      }
      values[at] = (float) value;
    }

    double get(int index, int which) {
      int at = index * width + which;
      return at < values.length ? values[at] : Double.NaN;
    }

    boolean isEmpty() {
      return values.length == 0;
    }
  }
}
