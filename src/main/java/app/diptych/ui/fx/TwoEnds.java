package app.diptych.ui.fx;

import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/**
 * Something at the left and something at the right of a row; where both do not fit beside each
 * other, the right one goes below. JavaFX thread only.
 */
public final class TwoEnds extends Region {
  private static final double GAP = 8;

  private final Node left;
  private final Node right;

  public TwoEnds(Node left, Node right) {
    this.left = left;
    this.right = right;
    getChildren().addAll(left, right);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computeMinWidth(double height) {
    return Math.max(left.minWidth(-1), right.minWidth(-1));
  }

  @Override
  protected double computePrefWidth(double height) {
    return besides();
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    if (width < 0 || fits(width)) {
      return Math.max(high(left, width), high(right, width));
    }
    return high(left, width) + GAP + high(right, width);
  }

  @Override
  protected double computeMaxHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    if (fits(width)) {
      place(left, 0, 0, getHeight());
      place(right, width - wide(right, width), 0, getHeight());
    } else {
      double first = high(left, width);
      place(left, 0, 0, first);
      place(right, 0, first + GAP, high(right, width));
    }
  }

  private void place(Node node, double x, double y, double height) {
    double wide = wide(node, getWidth());
    layoutInArea(node, snapPositionX(x), y, wide, height, 0, HPos.LEFT, VPos.CENTER);
  }

  private static double wide(Node node, double room) {
    return Math.min(room, node.prefWidth(-1));
  }

  /** Text that does not fit beside itself is wrapped, and higher. */
  private static double high(Node node, double room) {
    return node.prefHeight(room < 0 || node.getContentBias() == null ? -1 : wide(node, room));
  }

  private boolean fits(double width) {
    return besides() <= width + 0.5;
  }

  private double besides() {
    return left.prefWidth(-1) + GAP + right.prefWidth(-1);
  }
}
