package app.diptych.ui.diff;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.diff.Cell;
import app.diptych.diff.Row;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import org.jspecify.annotations.Nullable;

/** A row of the list: A's half and B's half, of equal width and height. */
final class DiffCell extends ListCell<DiffItem> {
  private final DiffModel model;
  private final Halves halves = new Halves();
  private final Label leftOut = new Label();

  DiffCell(DiffModel model) {
    this.model = model;
    getStyleClass().add("diff-cell");
    leftOut.getStyleClass().addAll("diff-left-out", "muted", "small-text");
    model.currentProperty().subscribe(() -> show(getItem()));
  }

  @Override
  protected void updateItem(@Nullable DiffItem item, boolean empty) {
    super.updateItem(item, empty);
    show(empty ? null : item);
  }

  private void show(@Nullable DiffItem item) {
    switch (item) {
      case null -> {
        setGraphic(null);
        setAccessibleText("");
      }
      case DiffItem.LeftOut rows -> {
        leftOut.setText(
            rows.rows() == 1
                ? say("1 line the same")
                : say("%s lines the same").formatted(rows.rows()));
        setAccessibleText(leftOut.getText());
        setGraphic(leftOut);
      }
      case DiffItem.Line line -> {
        halves.show(line, model.currentProperty().get());
        setAccessibleText(words(line.row()));
        setGraphic(halves);
      }
    }
  }

  /** The row for a reader who hears it. */
  private String words(Row row) {
    String a = text(row.a());
    String b = text(row.b());
    return switch (row.kind()) {
      case SAME -> say("Same: %s").formatted(a.isEmpty() ? b : a);
      case ONLY_A -> say("Only in %s: %s").formatted(model.nameAProperty().get(), a);
      case ONLY_B -> say("Only in %s: %s").formatted(model.nameBProperty().get(), b);
      case CHANGED ->
          say("Changed. %s: %s %s: %s")
              .formatted(model.nameAProperty().get(), a, model.nameBProperty().get(), b);
    };
  }

  private static String text(@Nullable Cell cell) {
    return cell == null ? "" : cell.text();
  }

  @Override
  protected double computePrefWidth(double height) {
    // As wide as the list: text wraps and nothing scrolls sideways.
    return 0;
  }

  @Override
  protected double computePrefHeight(double width) {
    Node graphic = getGraphic();
    return graphic == null
        ? super.computePrefHeight(width)
        : snappedTopInset() + graphic.prefHeight(inner(width)) + snappedBottomInset();
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    Node graphic = getGraphic();
    if (graphic != null) {
      graphic.resizeRelocate(
          snappedLeftInset(),
          snappedTopInset(),
          inner(getWidth()),
          getHeight() - snappedTopInset() - snappedBottomInset());
    }
  }

  private double inner(double width) {
    return Math.max(0, width - snappedLeftInset() - snappedRightInset());
  }
}
