package app.diptych.ui.diff;

import app.diptych.diff.Cell;
import app.diptych.diff.Span;
import app.diptych.ui.fx.VisibleText;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.layout.Region;
import javafx.scene.shape.Path;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/** A line of text that wraps, with the words that differ on a tint and underlined. */
final class SpanFlow extends Region {
  private final TextFlow flow = new TextFlow();
  private final Path tint = path("diff-tint");
  private final Path strong = path("diff-strong");
  private final Path line = path("diff-line");
  private List<Span> spans = List.of();
  private int current = DiffModel.NOWHERE;

  SpanFlow() {
    getChildren().addAll(tint, strong, flow, line);
    setMinWidth(0);
  }

  /**
   * @param at the difference the reader is at
   */
  void show(@Nullable Cell cell, int at) {
    spans = cell == null ? List.of() : cell.spans();
    current = at;
    flow.getChildren().setAll(spans.stream().map(SpanFlow::text).toList());
    requestLayout();
  }

  private static Text text(Span span) {
    Text text = new Text(VisibleText.of(span.text()));
    text.getStyleClass().add("diff-text");
    return text;
  }

  private static Path path(String styleClass) {
    Path path = new Path();
    path.getStyleClass().setAll(styleClass);
    path.setManaged(false);
    path.setMouseTransparent(true);
    return path;
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computePrefHeight(double width) {
    return flow.prefHeight(width);
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefWidth(double height) {
    return 0;
  }

  @Override
  protected void layoutChildren() {
    flow.resizeRelocate(0, 0, getWidth(), getHeight());
    flow.layout();
    tint.getElements().clear();
    strong.getElements().clear();
    line.getElements().clear();
    // Where all differs, the tint of the row says it already.
    boolean all = new Cell(spans).differsWholly();
    int at = 0;
    for (Span span : spans) {
      int end = at + VisibleText.of(span.text()).length();
      if (span.differs() && !all) {
        mark(at, end, span.difference() == current);
      }
      at = end;
    }
  }

  private void mark(int from, int to, boolean here) {
    line.getElements().addAll(flow.getUnderlineShape(from, to));
    Path behind = here ? strong : tint;
    behind.getElements().addAll(flow.getRangeShape(from, to, false));
  }
}
