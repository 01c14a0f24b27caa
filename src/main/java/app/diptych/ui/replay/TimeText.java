package app.diptych.ui.replay;

import java.util.Locale;

/** Moments of a replay as short texts, all of one axis equally exact. */
final class TimeText {
  private static final double NANOS = 1e9;

  private TimeText() {}

  /**
   * For example {@code 0.042 s}, {@code 2.04 s}, {@code 21.4 s} or {@code 1:21.4}.
   *
   * @param axis how long all of it is, which decides how exact a moment is
   */
  static String of(long nanos, long axis) {
    double seconds = nanos / NANOS;
    if (axis < NANOS) {
      return String.format(Locale.ROOT, "%.3f s", seconds);
    }
    if (axis < 10 * NANOS) {
      return String.format(Locale.ROOT, "%.2f s", seconds);
    }
    // Rounded first, so that 59.96 s is not written as 0:60.0.
    long tenths = Math.round(seconds * 10);
    return axis < 60 * NANOS
        ? String.format(Locale.ROOT, "%.1f s", seconds)
        : String.format(Locale.ROOT, "%d:%02d.%d", tenths / 600, tenths / 10 % 60, tenths % 10);
  }

  /**
   * A mark on the axis, as short as it can be: {@code 0}, {@code 20 ms}, {@code 0.5 s}, {@code
   * 2:00}.
   *
   * @param step from mark to mark
   */
  static String mark(long nanos, long step) {
    if (nanos == 0) {
      return "0";
    }
    if (step < 100_000_000) {
      return String.format(Locale.ROOT, "%.0f ms", nanos / 1e6);
    }
    if (step < NANOS) {
      return String.format(Locale.ROOT, "%.1f s", nanos / NANOS);
    }
    long seconds = Math.round(nanos / NANOS);
    return seconds < 60
        ? String.format(Locale.ROOT, "%d s", seconds)
        : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }

  /** The least of 1, 2, 5, 10, 20, 50 ... milliseconds that is at least so long. */
  static long roundStep(double nanos) {
    long step = 1_000_000;
    while (true) {
      for (int times : new int[] {1, 2, 5}) {
        if (step * times >= nanos) {
          return step * times;
        }
      }
      if (step > Long.MAX_VALUE / 100) {
        return step;
      }
      step *= 10;
    }
  }
}
