package app.diptych.ui.review;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.review.stats.Stopping;
import app.diptych.review.stats.StoppingRule;
import app.diptych.ui.charts.CanvasBox;
import app.diptych.ui.charts.Palette;
import java.util.List;
import java.util.Locale;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.StackPane;
import javafx.scene.text.TextAlignment;

/** The e-value after each decisive vote on a logarithmic axis, with the line where it decides. */
final class EvidencePlot extends StackPane {
  private static final double HEIGHT = 140;
  private static final double MARGIN = 44;
  private static final double LOG_20 = Math.log(20);

  private final Palette palette = new Palette();
  private final CanvasBox box = new CanvasBox(this::draw);
  private final List<StoppingRule.Point> path;

  EvidencePlot(Stopping stopping) {
    this.path = stopping.path();
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    getChildren().add(box);
    getChildren().addAll(palette.nodes());
    palette.onChange(this::draw);
    setAccessibleText(
        String.format(
            Locale.ROOT,
            say("Evidence after %,d decisive votes: e-value %.2f; 20 decides."),
            stopping.n(),
            stopping.eValue()));
  }

  private void draw() {
    GraphicsContext ink = box.ink();
    double width = box.canvasWidth();
    double height = box.canvasHeight();
    ink.clearRect(0, 0, width, height);
    if (!box.hasRoom()) {
      return;
    }
    double low = Math.min(-1, path.stream().mapToDouble(StoppingRule.Point::logE).min().orElse(0));
    double high =
        Math.max(LOG_20 + 0.7, path.stream().mapToDouble(StoppingRule.Point::logE).max().orElse(0));
    double last = Math.max(10, path.isEmpty() ? 10 : path.getLast().n());
    line(ink, 0, "1", low, high, false);
    line(ink, LOG_20, "20", low, high, true);
    ink.setStroke(palette.strong());
    ink.setLineWidth(1.5);
    ink.beginPath();
    ink.moveTo(MARGIN, y(0, low, high));
    for (StoppingRule.Point point : path) {
      ink.lineTo(MARGIN + (width - MARGIN - 8) * point.n() / last, y(point.logE(), low, high));
    }
    ink.stroke();
    ink.setFill(palette.words());
    ink.setTextAlign(TextAlignment.RIGHT);
    ink.fillText(say("%,.0f decisive votes").formatted(last), width - 4, height - 4);
  }

  private void line(
      GraphicsContext ink, double at, String name, double low, double high, boolean decides) {
    double y = y(at, low, high);
    ink.setStroke(decides ? palette.words() : palette.grid());
    ink.setLineWidth(1);
    if (decides) {
      ink.setLineDashes(4, 4);
    }
    ink.strokeLine(MARGIN, y, box.canvasWidth() - 8, y);
    ink.setLineDashes();
    ink.setFill(palette.words());
    ink.setTextAlign(TextAlignment.RIGHT);
    ink.fillText(name, MARGIN - 8, y + 4);
  }

  private double y(double logE, double low, double high) {
    double room = box.canvasHeight() - 24;
    return 8 + room * (1 - (logE - low) / (high - low));
  }
}
