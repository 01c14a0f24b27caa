package app.diptych.ui.charts;

import app.diptych.ui.fx.Styles;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.HBox;

/** A canvas that is as large as there is room. */
public final class CanvasBox extends HBox {
  private final Canvas canvas = new Canvas();

  private final Runnable draw;
  private double drawnFor;

  /**
   * @param draw is called whenever the room has changed, once for its width and its height
   */
  public CanvasBox(Runnable draw) {
    this.draw = draw;
    canvas.setManaged(false);
    getChildren().add(canvas);
    getStyleClass().add("chart-box");
    setMinSize(0, 0);
    Styles.factor(this).subscribe((_, _) -> requestLayout());
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    double factor = factor();
    if (canvas.getWidth() != getWidth()
        || canvas.getHeight() != getHeight()
        || drawnFor != factor) {
      canvas.setWidth(getWidth());
      canvas.setHeight(getHeight());
      drawnFor = factor;
      ink().setTransform(factor, 0, 0, factor, 0, 0);
      draw.run();
    }
  }

  public GraphicsContext ink() {
    return canvas.getGraphicsContext2D();
  }

  /** Where a place in the box is on what is drawn, which is larger at a larger zoom. */
  public double drawn(double place) {
    return place / factor();
  }

  private double factor() {
    return Styles.factor(this).getValue();
  }

  public double canvasWidth() {
    return canvas.getWidth() / factor();
  }

  public double canvasHeight() {
    return canvas.getHeight() / factor();
  }

  /** Whether there is room to draw in. */
  public boolean hasRoom() {
    return canvas.getWidth() >= 1 && canvas.getHeight() >= 1;
  }
}
