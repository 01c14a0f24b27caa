package app.diptych.ui.compare;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.HBox;

/**
 * Chips in one row, the most telling first. Where there is no room for all, the last ones lose
 * their names, and if that is not enough they are not shown: half a number says something wrong.
 */
final class ChipRow extends HBox {
  private final List<MetricChip> chips;

  ChipRow(MetricChip... chips) {
    super(chips);
    this.chips = List.of(chips);
    getStyleClass().add("chips");
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  private void name(double room) {
    double need = getSpacing() * (chips.size() - 1);
    for (MetricChip chip : chips) {
      need += snapSizeX(chip.wholeWidth());
    }
    for (MetricChip chip : chips.reversed()) {
      boolean tight = need > room;
      chip.named(!tight);
      need -= tight ? chip.nameWidth() : 0;
    }
  }

  @Override
  protected void layoutChildren() {
    double x = snappedLeftInset();
    double right = getWidth() - snappedRightInset();
    double height = getHeight() - snappedTopInset() - snappedBottomInset();
    name(right - x);
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
