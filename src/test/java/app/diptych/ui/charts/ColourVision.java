package app.diptych.ui.charts;

import java.util.List;
import javafx.scene.paint.Color;

/**
 * How far apart two colours are to people who see colours in one way or another.
 *
 * <p>Those who lack one of the three kinds of cones are simulated by the matrices for severity 1.0
 * of G. M. Machado, M. M. Oliveira, L. A. F. Fernandes: A Physiologically-based Model for
 * Simulation of Color Vision Deficiency, IEEE Transactions on Visualization and Computer Graphics
 * 15(6), 2009, on linear RGB. The distance is that of CIE 1976 in L*a*b* under D65, where 2.3 can
 * just be seen.
 */
public final class ColourVision {
  /** The usual one. */
  public static final ColourVision USUAL = new ColourVision("all cones", 1, 0, 0, 0, 1, 0, 0, 0, 1);

  public static final ColourVision PROTANOPIA =
      new ColourVision(
          "protanopia",
          0.152286,
          1.052583,
          -0.204868,
          0.114503,
          0.786281,
          0.099216,
          -0.003882,
          -0.048116,
          1.051998);
  public static final ColourVision DEUTERANOPIA =
      new ColourVision(
          "deuteranopia",
          0.367322,
          0.860646,
          -0.227968,
          0.280085,
          0.672501,
          0.047413,
          -0.011820,
          0.042940,
          0.968881);
  public static final ColourVision TRITANOPIA =
      new ColourVision(
          "tritanopia",
          1.255528,
          -0.076749,
          -0.178779,
          -0.078411,
          0.930809,
          0.147602,
          0.004733,
          0.691367,
          0.303900);

  private final String name;
  private final double[] matrix;

  private ColourVision(String name, double... matrix) {
    this.name = name;
    this.matrix = matrix;
  }

  /** Every one that is known here. */
  public static List<ColourVision> all() {
    return List.of(USUAL, PROTANOPIA, DEUTERANOPIA, TRITANOPIA);
  }

  /** To whoever tells these two apart worst. */
  public static double leastDistance(Color one, Color other) {
    return all().stream().mapToDouble(eyes -> eyes.distance(one, other)).min().orElseThrow();
  }

  /** How different two colours look. */
  public double distance(Color one, Color other) {
    double[] a = lab(one);
    double[] b = lab(other);
    return Math.hypot(Math.hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]);
  }

  private double[] lab(Color color) {
    double red = linear(color.getRed());
    double green = linear(color.getGreen());
    double blue = linear(color.getBlue());
    double r = seen(0, red, green, blue);
    double g = seen(3, red, green, blue);
    double b = seen(6, red, green, blue);
    // sRGB to XYZ, IEC 61966-2-1, each beside that of white.
    double x = root((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
    double y = root(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
    double z = root((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
    return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
  }

  private double seen(int row, double red, double green, double blue) {
    return Math.clamp(
        matrix[row] * red + matrix[row + 1] * green + matrix[row + 2] * blue, 0.0, 1.0);
  }

  private static double linear(double share) {
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  private static double root(double share) {
    return share > 216.0 / 24_389 ? Math.cbrt(share) : (24_389.0 / 27 * share + 16) / 116;
  }

  @Override
  public String toString() {
    return name;
  }
}
