package app.diptych.ui.measure;

import app.diptych.ui.charts.Palette;
import app.diptych.ui.charts.ReadOut;
import app.diptych.ui.charts.Scale;
import java.util.List;
import java.util.function.DoubleFunction;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/** Draws one chart: axes with numbers, and series with their signs. */
final class Board {
  private static final double GAP = 6;
  private static final double LINE = 1.8;

  private final GraphicsContext ink;
  private final Palette palette;
  private final Frame frame;

  Board(GraphicsContext ink, Palette palette, Frame frame) {
    this.ink = ink;
    this.palette = palette;
    this.frame = frame;
    ink.clearRect(0, 0, frame.width(), frame.height());
    ink.setFont(ReadOut.SMALL);
    ink.setTextBaseline(VPos.CENTER);
    ink.setLineDashes();
  }

  Frame frame() {
    return frame;
  }

  GraphicsContext ink() {
    return ink;
  }

  Palette palette() {
    return palette;
  }

  Color color(Series series) {
    return palette.series(series.slot());
  }

  /** Lines from the bottom to the top with their numbers below, and what they are. */
  void across(Axis axis, double top, double bottom, String name) {
    double free = Double.NEGATIVE_INFINITY;
    for (double tick : axis.ticks()) {
      double x = Math.rint(axis.at(tick)) + 0.5;
      // A rectangle: the strokes of a shape are a hundred times the work of filling one.
      ink.setFill(palette.grid());
      ink.fillRect(x - 0.5, top, 1, bottom - top);
      double half = ReadOut.wide(Scale.words(tick)) / 2;
      if (x - half > free) {
        words(Scale.words(tick), x, bottom + 9, TextAlignment.CENTER);
        free = x + half + GAP;
      }
    }
    words(name, (axis.from() + axis.to()) / 2, bottom + 23, TextAlignment.CENTER);
  }

  /** Lines from left to right with their numbers beside them. */
  void up(Axis axis, double left, double right, DoubleFunction<String> number) {
    for (double tick : axis.ticks()) {
      double y = Math.rint(axis.at(tick)) + 0.5;
      ink.setFill(palette.grid());
      ink.fillRect(left, y - 0.5, right - left, 1);
      words(number.apply(tick), left - GAP, y, TextAlignment.RIGHT);
    }
  }

  /** Through those points; ends where there are no more. */
  void line(Series series, double[] xs, double[] ys, int count) {
    ink.setStroke(color(series));
    ink.setLineWidth(LINE);
    ink.setLineDashes();
    ink.strokePolyline(xs, ys, count);
  }

  /** The sign of the series with its number beside it. */
  void sign(Series series, double x, double y) {
    ink.setFill(palette.paper().deriveColor(0, 1, 1, 0.8));
    ink.fillRect(x + GAP, y - GAP, GAP + 3, 2 * GAP);
    mark(series, x, y);
    ink.setTextAlign(TextAlignment.LEFT);
    ink.fillText(series.number(), x + GAP + 1, y);
  }

  /** The sign alone. */
  void mark(Series series, double x, double y) {
    ink.setFill(color(series));
    ink.setStroke(color(series));
    Sign.draw(ink, series.slot(), x, y);
  }

  /** A ring around what is pointed at, and what it says. */
  void point(Spot spot) {
    ink.setStroke(palette.strong());
    ink.setLineWidth(1.5);
    ink.setLineDashes();
    ink.strokeOval(spot.x() - 8, spot.y() - 8, 16, 16);
    List<ReadOut.Line> lines =
        List.of(
            new ReadOut.Line(color(spot.series()), spot.series().number(), spot.series().model()),
            new ReadOut.Line(color(spot.series()), "", spot.words()));
    double width = Math.min(ReadOut.width(lines), frame.width() - 4);
    double height = ReadOut.height(lines);
    double left = Math.clamp(spot.x() + 14, 2, Math.max(2, frame.width() - width - 2));
    double above = spot.y() - height - 14;
    double top = above >= 0 ? above : Math.min(spot.y() + 14, frame.height() - height);
    ReadOut.draw(ink, palette, lines, left, Math.max(0, top), width);
  }

  /** Small words that are not a number of a series. */
  void words(String words, double x, double y, TextAlignment alignment) {
    ink.setFill(palette.words());
    ink.setTextAlign(alignment);
    ink.fillText(words, x, y);
  }

  /** Words in the middle, when there is nothing to draw. */
  void say(String words) {
    ink.setFill(palette.words());
    ink.setTextAlign(TextAlignment.CENTER);
    ink.fillText(words, frame.width() / 2, frame.height() / 2, Math.max(1, frame.width() - 24));
  }
}
