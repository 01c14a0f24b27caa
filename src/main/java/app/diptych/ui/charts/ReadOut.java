package app.diptych.ui.charts;

import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/** A small box on a chart that says what is at the place pointed at. */
public final class ReadOut {
  /** What every chart writes with. */
  public static final Font SMALL = Font.font("Inter", 10);

  private static final double ROW = 13;
  private static final double AROUND = 22;
  private static final double LETTER = 6;
  private static final double WORDS = 17;

  /**
   * One line of it.
   *
   * @param letter in the colour; one character, or none for what belongs to no side
   */
  public record Line(Color color, String letter, String words) {}

  private ReadOut() {}

  /** How wide the box is. */
  public static double width(List<Line> lines) {
    double wide = 0;
    for (Line line : lines) {
      wide = Math.max(wide, wide(line.words()));
    }
    return wide + AROUND;
  }

  public static double height(List<Line> lines) {
    return lines.size() * ROW + LETTER;
  }

  /** Draws it with its upper left corner there. */
  public static void draw(
      GraphicsContext ink,
      Palette palette,
      List<Line> lines,
      double left,
      double top,
      double width) {
    double height = height(lines);
    ink.setFill(palette.paper().deriveColor(0, 1, 1, 0.9));
    ink.fillRoundRect(left, top, width, height, 6, 6);
    ink.setStroke(palette.grid());
    ink.setLineWidth(1);
    ink.setLineDashes();
    ink.strokeRoundRect(left + 0.5, top + 0.5, width - 1, height - 1, 6, 6);
    ink.setTextAlign(TextAlignment.LEFT);
    double y = top + 3 + ROW / 2;
    for (Line line : lines) {
      ink.setFill(line.color());
      ink.fillText(line.letter(), left + LETTER, y);
      ink.setFill(palette.strong());
      ink.fillText(line.words(), left + WORDS, y, Math.max(1, width - WORDS - 3));
      y += ROW;
    }
  }

  /** How much room words take in {@link #SMALL}. */
  public static double wide(String words) {
    Text measured = new Text(words);
    measured.setFont(SMALL);
    return Math.ceil(measured.getLayoutBounds().getWidth());
  }
}
