package app.diptych.ui.charts;

import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;

/** The stylesheet's colours for a canvas, which no stylesheet reaches. */
public final class Palette {
  /** How many series can be told apart. */
  public static final int SERIES = 8;

  private final Rectangle a = ink("chart-a");
  private final Rectangle b = ink("chart-b");
  private final Rectangle grid = ink("chart-grid");
  private final Rectangle words = ink("chart-words");
  private final Rectangle strong = ink("chart-strong");
  private final Rectangle pale = ink("chart-pale");
  private final Rectangle held = ink("chart-held");
  private final Rectangle paper = ink("chart-paper");
  private final List<Rectangle> series =
      IntStream.rangeClosed(1, SERIES).mapToObj(number -> ink("chart-series-" + number)).toList();

  public Palette() {}

  private static Rectangle ink(String styleClass) {
    Rectangle ink = new Rectangle(0, 0);
    ink.getStyleClass().add(styleClass);
    ink.setVisible(false);
    ink.setManaged(false);
    return ink;
  }

  /** Must be in the scene for the stylesheet to find them. */
  public List<Node> nodes() {
    List<Node> nodes = new ArrayList<>(series);
    // The stylesheet reaches them in this order: when those that tell of it change, all have.
    nodes.addAll(List.of(b, grid, strong, pale, held, paper, a, words));
    return nodes;
  }

  /** Runs that when the theme changes. */
  public void onChange(Runnable changed) {
    a.fillProperty().addListener((_, _, _) -> changed.run());
    words.fillProperty().addListener((_, _, _) -> changed.run());
  }

  /**
   * The colour of one of several series, from 0 on: those of Okabe and Ito, which people tell apart
   * however they see colours. Never alone: a series also has its sign and its number.
   */
  public Color series(int slot) {
    return color(series.get(slot));
  }

  Color of(Side side) {
    return color(side == Side.A ? a : b);
  }

  public Color grid() {
    return color(grid);
  }

  public Color words() {
    return color(words);
  }

  public Color strong() {
    return color(strong);
  }

  /** Of what is not the answer yet. */
  public Color pale() {
    return color(pale);
  }

  /** Of waiting that is not the provider's doing. */
  Color held() {
    return color(held);
  }

  public Color paper() {
    return color(paper);
  }

  private static Color color(Rectangle ink) {
    return ink.getFill() instanceof Color color ? color : Color.GRAY;
  }
}
