package app.diptych.ui.diff;

import app.diptych.diff.Cell;
import app.diptych.diff.Row;
import app.diptych.diff.Span;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** One side of a row: the sign that says what is with it, and its text. */
final class DiffHalf extends Region {
  private static final PseudoClass DIFFERS = PseudoClass.getPseudoClass("differs");
  private static final PseudoClass MISSING = PseudoClass.getPseudoClass("missing");
  private static final PseudoClass CODE = PseudoClass.getPseudoClass("code");
  private static final PseudoClass HEADING = PseudoClass.getPseudoClass("heading");
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
  private static final double GUTTER = 24;

  private final Row.Kind own;
  private final String ownSign;
  private final Region wash = new Region();
  private final Label sign = new Label();
  private final SpanFlow text = new SpanFlow();

  /**
   * @param own the kind of a row that only this side has
   * @param ownSign its sign
   */
  DiffHalf(String styleClass, Row.Kind own, String ownSign) {
    this.own = own;
    this.ownSign = ownSign;
    getStyleClass().addAll("diff-half", styleClass);
    wash.getStyleClass().add("diff-wash");
    sign.getStyleClass().add("diff-sign");
    getChildren().addAll(wash, sign, text);
  }

  void show(Row.Kind kind, @Nullable Cell cell, boolean heading, boolean code, int current) {
    sign.setText(cell == null ? "" : sign(kind));
    text.show(cell, current);
    pseudoClassStateChanged(DIFFERS, cell != null && kind != Row.Kind.SAME);
    pseudoClassStateChanged(MISSING, cell == null);
    pseudoClassStateChanged(CODE, code);
    pseudoClassStateChanged(HEADING, heading);
    pseudoClassStateChanged(CURRENT, cell != null && isAt(cell, current));
    requestLayout();
  }

  private String sign(Row.Kind kind) {
    return switch (kind) {
      case SAME -> "";
      case CHANGED -> "~";
      case ONLY_A, ONLY_B -> kind == own ? ownSign : "";
    };
  }

  private static boolean isAt(Cell cell, int current) {
    return current != DiffModel.NOWHERE
        && cell.spans().stream().mapToInt(Span::difference).anyMatch(number -> number == current);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computePrefHeight(double width) {
    return snappedTopInset() + text.prefHeight(room(width)) + snappedBottomInset();
  }

  @Override
  protected double computePrefWidth(double height) {
    return 0;
  }

  @Override
  protected void layoutChildren() {
    double top = snappedTopInset();
    wash.resizeRelocate(0, 0, getWidth(), getHeight());
    sign.resizeRelocate(0, top, GUTTER, sign.prefHeight(GUTTER));
    text.resizeRelocate(GUTTER, top, room(getWidth()), text.prefHeight(room(getWidth())));
  }

  private double room(double width) {
    return Math.max(0, width - GUTTER - snappedRightInset());
  }
}
