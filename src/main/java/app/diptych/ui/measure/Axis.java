package app.diptych.ui.measure;

import app.diptych.ui.charts.Scale;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers along one edge of a chart, evenly or by powers of ten.
 *
 * @param low the number at {@code from}; above zero when it is logarithmic
 * @param from in pixels
 * @param to in pixels; less than {@code from} where numbers rise upwards
 */
record Axis(double low, double high, boolean log, double from, double to) {
  private static final int PARTS = 4;
  private static final double[] STEPS = {1, 2, 5};

  /**
   * From zero to a round number above the greatest, or from the round numbers around all of them.
   *
   * @param least nothing at or below zero is on a logarithmic axis: then it is an even one
   */
  static Axis around(double least, double greatest, boolean log, double from, double to) {
    if (!log || !(least > 0)) {
      return new Axis(0, Scale.top(greatest), false, from, to);
    }
    double low = roundDown(least);
    double high = Math.max(roundUp(greatest), low * 2);
    return new Axis(low, high, true, from, to);
  }

  private static double roundDown(double value) {
    double power = power(value);
    double found = power;
    for (double step : STEPS) {
      found = step * power <= value ? step * power : found;
    }
    return found;
  }

  private static double roundUp(double value) {
    double power = power(value);
    for (double step : STEPS) {
      if (step * power >= value) {
        return step * power;
      }
    }
    return 10 * power;
  }

  private static double power(double value) {
    return Math.pow(10, Math.floor(Math.log10(value) + 1e-9));
  }

  /** Where a number is, in pixels; never beyond the ends. */
  double at(double value) {
    double part =
        log
            ? (Math.log(Math.max(value, low)) - Math.log(low)) / (Math.log(high) - Math.log(low))
            : (value - low) / (high - low);
    return from + (to - from) * Math.clamp(part, 0, 1);
  }

  /** The number at a place. */
  double value(double pixel) {
    double part = Math.clamp((pixel - from) / (to - from), 0, 1);
    return log ? low * Math.pow(high / low, part) : low + (high - low) * part;
  }

  /** Numbers worth writing down. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    if (!log) {
      for (int i = 0; i <= PARTS; i++) {
        ticks.add(low + (high - low) * i / PARTS);
      }
      return ticks;
    }
    boolean few = high / low <= 200;
    for (double power = power(low); power <= high; power *= 10) {
      for (double step : few ? STEPS : new double[] {1}) {
        if (step * power >= low * (1 - 1e-9) && step * power <= high * (1 + 1e-9)) {
          ticks.add(step * power);
        }
      }
    }
    return ticks;
  }
}
