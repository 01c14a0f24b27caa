package app.diptych.ui.compare;

import javafx.scene.Node;
import javafx.scene.layout.HBox;

/**
 * Chips in one row, the most telling first. Where there is no room for all, the last ones are not
 * shown: half a number says something wrong.
 */
final class ChipRow extends HBox {
  ChipRow(MetricChip... chips) {
    super(chips);
    getStyleClass().add("chips");
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected void layoutChildren() {
    double x = snappedLeftInset();
    double right = getWidth() - snappedRightInset();
    double height = getHeight() - snappedTopInset() - snappedBottomInset();
    boolean fits = true;
    for (Node chip : getManagedChildren()) {
      double width = snapSizeX(chip.prefWidth(-1));
      fits &= x + width <= right;
      chip.setVisible(fits);
      chip.resizeRelocate(x, snappedTopInset(), width, height);
      x += width + snapSpaceX(getSpacing());
    }
  }
}
