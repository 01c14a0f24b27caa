package app.diptych.ui.diff;

import app.diptych.diff.Row;
import javafx.geometry.Orientation;
import javafx.scene.layout.Region;

/** A's half and B's half beside each other, as tall as the taller. */
final class Halves extends Region {
  private final DiffHalf a = new DiffHalf("side-a", Row.Kind.ONLY_A, "\u2212");
  private final DiffHalf b = new DiffHalf("side-b", Row.Kind.ONLY_B, "+");

  Halves() {
    getChildren().addAll(a, b);
  }

  void show(DiffItem.Line line, int current) {
    Row row = line.row();
    a.show(row.kind(), row.a(), row.heading(), line.codeA(), current);
    b.show(row.kind(), row.b(), row.heading(), line.codeB(), current);
    requestLayout();
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computePrefHeight(double width) {
    return Math.max(a.prefHeight(width / 2), b.prefHeight(width / 2));
  }

  @Override
  protected double computePrefWidth(double height) {
    return 0;
  }

  @Override
  protected void layoutChildren() {
    double half = Math.floor(getWidth() / 2);
    a.resizeRelocate(0, 0, half, getHeight());
    b.resizeRelocate(half, 0, getWidth() - half, getHeight());
  }
}
