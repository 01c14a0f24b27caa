package app.diptych.ui.fx;

import javafx.scene.paint.Color;

/** The contrast ratio of WCAG 2.2 (w3.org/TR/WCAG22, "contrast ratio", read 2026). */
public final class Contrast {
  private Contrast() {}

  public static double of(Color text, Color background) {
    double a = luminance(text);
    double b = luminance(background);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }
}
