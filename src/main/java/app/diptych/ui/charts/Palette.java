package app.diptych.ui.charts;

import app.diptych.trial.Side;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;

/** The stylesheet's colours for a canvas, which no stylesheet reaches. */
final class Palette {
  private final Rectangle a = ink("chart-a");
  private final Rectangle b = ink("chart-b");
  private final Rectangle grid = ink("chart-grid");
  private final Rectangle words = ink("chart-words");
  private final Rectangle strong = ink("chart-strong");
  private final Rectangle pale = ink("chart-pale");
  private final Rectangle held = ink("chart-held");
  private final Rectangle paper = ink("chart-paper");

  private static Rectangle ink(String styleClass) {
    Rectangle ink = new Rectangle(0, 0);
    ink.getStyleClass().add(styleClass);
    ink.setVisible(false);
    ink.setManaged(false);
    return ink;
  }

  /** Must be in the scene for the stylesheet to find them. */
  List<Node> nodes() {
    return List.of(a, b, grid, words, strong, pale, held, paper);
  }

  /** Runs that when the theme changes. */
  void onChange(Runnable changed) {
    a.fillProperty().addListener((_, _, _) -> changed.run());
    words.fillProperty().addListener((_, _, _) -> changed.run());
  }

  Color of(Side side) {
    return color(side == Side.A ? a : b);
  }

  Color grid() {
    return color(grid);
  }

  Color words() {
    return color(words);
  }

  Color strong() {
    return color(strong);
  }

  /** Of what is not the answer yet. */
  Color pale() {
    return color(pale);
  }

  /** Of waiting that is not the provider's doing. */
  Color held() {
    return color(held);
  }

  Color paper() {
    return color(paper);
  }

  private static Color color(Rectangle ink) {
    return ink.getFill() instanceof Color color ? color : Color.GRAY;
  }
}
