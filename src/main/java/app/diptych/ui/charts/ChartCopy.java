package app.diptych.ui.charts;

import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.paint.Color;

/** Puts charts on the clipboard. */
public final class ChartCopy {
  private ChartCopy() {}

  public static void text(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  /** As it looks now, on that ground. */
  public static void picture(Node chart, Color paper) {
    SnapshotParameters parameters = new SnapshotParameters();
    parameters.setFill(paper);
    ClipboardContent content = new ClipboardContent();
    content.putImage(chart.snapshot(parameters, (WritableImage) null));
    Clipboard.getSystemClipboard().setContent(content);
  }
}
