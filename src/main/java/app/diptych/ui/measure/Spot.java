package app.diptych.ui.measure;

import app.diptych.trial.MeasuredAnswer;
import org.jspecify.annotations.Nullable;

/**
 * Something on a chart that can be pointed at.
 *
 * @param x where it is, in pixels
 * @param words what it says, without the name of its series
 * @param answer the recorded answer it stands for; null when it stands for none
 */
record Spot(Series series, double x, double y, String words, @Nullable MeasuredAnswer answer) {
  /** Everything it says. */
  String sentence() {
    return series.words() + ": " + words;
  }

  double distance(double toX, double toY) {
    return Math.hypot(x - toX, y - toY);
  }
}
