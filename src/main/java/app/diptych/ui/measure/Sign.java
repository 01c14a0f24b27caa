package app.diptych.ui.measure;

import javafx.scene.canvas.GraphicsContext;

/** Eight shapes, so that nobody needs colours to tell series apart. */
final class Sign {
  private static final double SIZE = 4;

  private Sign() {}

  /** Draws the shape of that slot in the fill and stroke of the ink. */
  static void draw(GraphicsContext ink, int slot, double x, double y) {
    double s = SIZE;
    ink.setLineWidth(2);
    ink.setLineDashes();
    switch (slot) {
      case 0 -> ink.fillOval(x - s, y - s, 2 * s, 2 * s);
      case 1 -> ink.fillRect(x - s, y - s, 2 * s, 2 * s);
      case 2 -> polygon(ink, x, y, 0, -s - 1, s + 1, s, -s - 1, s);
      case 3 -> polygon(ink, x, y, 0, -s - 1.5, s + 1.5, 0, 0, s + 1.5, -s - 1.5, 0);
      case 4 -> polygon(ink, x, y, 0, s + 1, s + 1, -s, -s - 1, -s);
      case 5 -> {
        ink.strokeLine(x - s, y, x + s, y);
        ink.strokeLine(x, y - s, x, y + s);
      }
      case 6 -> {
        ink.strokeLine(x - s, y - s, x + s, y + s);
        ink.strokeLine(x - s, y + s, x + s, y - s);
      }
      default -> ink.strokeOval(x - s, y - s, 2 * s, 2 * s);
    }
  }

  private static void polygon(GraphicsContext ink, double x, double y, double... corners) {
    int count = corners.length / 2;
    double[] xs = new double[count];
    double[] ys = new double[count];
    for (int i = 0; i < count; i++) {
      xs[i] = x + corners[2 * i];
      ys[i] = y + corners[2 * i + 1];
    }
    ink.fillPolygon(xs, ys, count);
  }
}
