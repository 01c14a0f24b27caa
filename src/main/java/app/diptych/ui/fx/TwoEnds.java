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
    return sides() + Math.max(left.minWidth(-1), right.minWidth(-1));
  }

  @Override
  protected double computePrefWidth(double height) {
    return sides() + besides();
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    double room = width < 0 ? besides() : width - sides();
    double one = high(left, room);
    double two = high(right, room);
    return ends() + (fits(room) ? Math.max(one, two) : one + GAP + two);
  }

  @Override
  protected double computeMaxHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected void layoutChildren() {
    double x = snappedLeftInset();
    double y = snappedTopInset();
    double room = getWidth() - sides();
    if (fits(room)) {
      double height = getHeight() - ends();
      place(left, x, y, room, height);
      place(right, x + room - wide(right, room), y, room, height);
    } else {
      double first = high(left, room);
      place(left, x, y, room, first);
      place(right, x, y + first + GAP, room, high(right, room));
    }
  }

  private void place(Node node, double x, double y, double room, double height) {
    layoutInArea(node, snapPositionX(x), y, wide(node, room), height, 0, HPos.LEFT, VPos.CENTER);
  }

  private double sides() {
    return snappedLeftInset() + snappedRightInset();
  }

  private double ends() {
    return snappedTopInset() + snappedBottomInset();
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
