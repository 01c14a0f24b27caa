package app.diptych.ui.charts;

import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import javafx.scene.text.TextAlignment;

/** Draws one chart: time from left to right, a number from the bottom up. */
final class Brush {
  static final double LEFT = 34;
  static final double RIGHT = 14;
  private static final double TOP = 8;
  private static final double BOTTOM = 6;
  private static final double SHADE = 0.22;
  private static final double MARK = 3;

  /** How high a number is written. */
  private static final double LINE = 13;

  private final GraphicsContext ink;
  private final Palette palette;
  private final TimeWindow window;
  private final double width;
  private final double height;
  private double top = 1;

  Brush(GraphicsContext ink, Palette palette, TimeWindow window, double width, double height) {
    this.ink = ink;
    this.palette = palette;
    this.window = window;
    this.width = width;
    this.height = height;
    ink.clearRect(0, 0, width, height);
    ink.setFont(ReadOut.SMALL);
    ink.setTextBaseline(VPos.CENTER);
  }

  TimeWindow window() {
    return window;
  }

  Palette palette() {
    return palette;
  }

  GraphicsContext ink() {
    return ink;
  }

  double plotWidth() {
    return Math.max(1, width - LEFT - RIGHT);
  }

  double plotTop() {
    return TOP;
  }

  double plotHeight() {
    return Math.max(1, height - TOP - BOTTOM);
  }

  double x(long nanos) {
    return x(nanos, window, width);
  }

  static double x(long nanos, TimeWindow window, double width) {
    double room = Math.max(1, width - LEFT - RIGHT);
    return LEFT + room * (nanos - window.from()) / Math.max(1, window.span());
  }

  static long nanos(double x, TimeWindow window, double width) {
    double room = Math.max(1, width - LEFT - RIGHT);
    return window.from()
        + Math.round(Math.clamp((x - LEFT) / room, 0, 1) * Math.max(1, window.span()));
  }

  double y(double value) {
    return height - BOTTOM - plotHeight() * Math.clamp(value / top, 0, 1);
  }

  /**
   * Lines with their numbers: nothing, half where there is room for it, and a round number above
   * the greatest.
   */
  void scale(double greatest) {
    top = Scale.top(greatest);
    boolean roomy = plotHeight() >= 2 * LINE;
    ink.setLineWidth(1);
    ink.setLineDashes();
    for (double value : roomy ? new double[] {0, top / 2, top} : new double[] {0, top}) {
      double y = Math.rint(y(value)) + 0.5;
      ink.setFill(palette.grid());
      ink.fillRect(LEFT, y - 0.5, width - RIGHT - LEFT, 1);
      ink.setFill(palette.words());
      ink.setTextAlign(TextAlignment.RIGHT);
      ink.fillText(Scale.words(value), LEFT - 6, y);
    }
  }

  /**
   * A line with about a point for each column of pixels, whatever there is behind it, and with all
   * of its peaks: see {@link Outline}.
   *
   * @param to where it ends, in nanoseconds
   */
  void line(Side side, long from, long to, Curve curve) {
    double first = Math.max(x(from), LEFT);
    double last = Math.min(x(to), width - RIGHT);
    if (last < first) {
      return;
    }
    Outline outline = Outline.of(curve, first, last, x -> nanos(x, window, width));
    int points = outline.size();
    double[] xs = new double[points + 2];
    double[] ys = new double[points + 2];
    for (int i = 0; i < points; i++) {
      xs[i] = outline.x(i);
      ys[i] = y(outline.value(i));
    }
    shade(side, xs, ys, points);
    ink.setStroke(palette.of(side));
    ink.setLineWidth(1.5);
    ink.strokePolyline(xs, ys, points);
    mark(side, xs[points - 1], ys[points - 1]);
  }

  private void shade(Side side, double[] xs, double[] ys, int points) {
    xs[points] = xs[points - 1];
    ys[points] = height - BOTTOM;
    xs[points + 1] = xs[0];
    ys[points + 1] = height - BOTTOM;
    Color color = palette.of(side);
    ink.setFill(
        new LinearGradient(
            0,
            0,
            0,
            1,
            true,
            CycleMethod.NO_CYCLE,
            new Stop(0, color.deriveColor(0, 1, 1, SHADE)),
            new Stop(1, color.deriveColor(0, 1, 1, 0))));
    ink.fillPolygon(xs, ys, points + 2);
  }

  /** A is round, B is square, and each has its letter. */
  void mark(Side side, double x, double y) {
    ink.setFill(palette.of(side));
    if (side == Side.A) {
      ink.fillOval(x - MARK, y - MARK, 2 * MARK, 2 * MARK);
    } else {
      ink.fillRect(x - MARK, y - MARK, 2 * MARK, 2 * MARK);
    }
    ink.setTextAlign(TextAlignment.LEFT);
    ink.fillText(side.name(), x + MARK + 2, y);
  }

  /** A line from top to bottom at that moment. */
  void cursor(long nanos) {
    if (nanos >= window.from() && nanos <= window.to()) {
      double x = Math.rint(x(nanos)) + 0.5;
      ink.setStroke(palette.words());
      ink.setLineWidth(1);
      ink.setLineDashes(2, 2);
      ink.strokeLine(x, TOP, x, height - BOTTOM);
      ink.setLineDashes();
    }
  }

  /** The moment and what each side had at it, in a corner away from it. */
  void readOut(long nanos, Map<Side, String> words) {
    if (words.isEmpty()) {
      return;
    }
    List<ReadOut.Line> lines = new ArrayList<>();
    lines.add(new ReadOut.Line(palette.words(), "", Scale.figures(nanos / 1e6) + " ms"));
    words.forEach((side, said) -> lines.add(new ReadOut.Line(palette.of(side), side.name(), said)));
    double boxWidth = Math.min(ReadOut.width(lines), width - 4);
    double left = x(nanos) > width / 2 ? LEFT : width - boxWidth - 2;
    ReadOut.draw(ink, palette, lines, left, 0, boxWidth);
  }

  /** Words in the middle, when there is nothing to draw. */
  void say(String words) {
    ink.setFill(palette.words());
    ink.setTextAlign(TextAlignment.CENTER);
    ink.fillText(words, width / 2, height / 2, Math.max(1, width - 2 * RIGHT));
  }
}
