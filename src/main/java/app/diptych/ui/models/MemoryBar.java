package app.diptych.ui.models;

import java.util.List;
import javafx.scene.layout.Region;

/** Parts of a memory, one after the other, and a mark where it ends. */
final class MemoryBar extends Region {
  private static final double HEIGHT = 14;
  private static final double MARK = 2;

  private final Region mark = new Region();
  private List<Part> parts = List.of();
  private double total = 1;

  /**
   * @param style class of its colour
   */
  record Part(String style, double bytes) {}

  MemoryBar() {
    getStyleClass().add("memory-bar");
    mark.getStyleClass().add("memory-end");
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxHeight(HEIGHT);
  }

  void show(List<Part> shown, double ofTotal) {
    parts = shown;
    total = ofTotal;
    getChildren().clear();
    for (Part part : shown) {
      Region region = new Region();
      region.getStyleClass().add(part.style());
      getChildren().add(region);
    }
    getChildren().add(mark);
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double all = Math.max(Math.max(1, total), parts.stream().mapToDouble(Part::bytes).sum());
    double x = 0;
    for (int i = 0; i < parts.size(); i++) {
      double width = snapSizeX(parts.get(i).bytes() / all * getWidth());
      double shown = Math.min(width, getWidth() - x);
      getChildren().get(i).resizeRelocate(x, 0, Math.max(0, shown), getHeight());
      x += Math.max(0, shown);
    }
    double end = total / all * getWidth();
    mark.setVisible(end < getWidth() - 1);
    mark.resizeRelocate(end - MARK / 2, 0, MARK, getHeight());
  }
}
