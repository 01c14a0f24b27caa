package app.diptych.ui.charts;

import java.util.function.DoubleToLongFunction;

/**
 * The points of a curve as it is drawn: one for each column of pixels, whatever there is behind it,
 * and one more only where the curve went higher or lower within the column than at its ends. So a
 * long answer costs no more strokes than a short one, and no peak is lost.
 */
final class Outline {
  /** The lowest, the highest, and where the next column begins. */
  private static final int MOST_IN_A_COLUMN = 3;

  private final double[] xs;
  private final double[] values;
  private int size;

  private Outline(int columns) {
    xs = new double[MOST_IN_A_COLUMN * columns];
    values = new double[MOST_IN_A_COLUMN * columns];
  }

  /**
   * @param first its first column, in pixels
   * @param last its last one, not less than the first
   * @param moment what time a column stands for, in nanoseconds
   */
  static Outline of(Curve curve, double first, double last, DoubleToLongFunction moment) {
    int columns = (int) Math.ceil(last - first) + 1;
    Outline outline = new Outline(columns);
    long before = moment.applyAsLong(first);
    double left = curve.at(before);
    outline.add(first, left);
    for (int i = 1; i < columns; i++) {
      double x = Math.min(first + i, last);
      long now = moment.applyAsLong(x);
      double right = curve.at(now);
      double least = curve.least(before, now);
      double most = curve.most(before, now);
      if (least < Math.min(left, right)) {
        outline.add(x, least);
      }
      if (most > Math.max(left, right)) {
        outline.add(x, most);
      }
      outline.add(x, right);
      before = now;
      left = right;
    }
    return outline;
  }

  private void add(double x, double value) {
    xs[size] = x;
    values[size] = value;
    size++;
  }

  int size() {
    return size;
  }

  /** In pixels. */
  double x(int point) {
    return xs[point];
  }

  double value(int point) {
    return values[point];
  }
}
