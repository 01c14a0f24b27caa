package app.diptych.ui.charts;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.HBox;

/** A canvas that is as large as there is room. */
public final class CanvasBox extends HBox {
  private final Canvas canvas = new Canvas();

  /**
   * @param draw is called whenever the room has changed
   */
  public CanvasBox(Runnable draw) {
    canvas.setManaged(false);
    getChildren().add(canvas);
    getStyleClass().add("chart-box");
    setMinSize(0, 0);
    Runnable fit =
        () -> {
          canvas.setWidth(getWidth());
          canvas.setHeight(getHeight());
          draw.run();
        };
    widthProperty().addListener((_, _, _) -> fit.run());
    heightProperty().addListener((_, _, _) -> fit.run());
  }

  public GraphicsContext ink() {
    return canvas.getGraphicsContext2D();
  }

  public double canvasWidth() {
    return canvas.getWidth();
  }

  public double canvasHeight() {
    return canvas.getHeight();
  }

  /** Whether there is room to draw in. */
  public boolean hasRoom() {
    return canvas.getWidth() >= 1 && canvas.getHeight() >= 1;
  }
}
