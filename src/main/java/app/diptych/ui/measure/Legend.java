package app.diptych.ui.measure;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.charts.Palette;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Tip;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** Which sign and number is which model, and how many answers of it are drawn. */
final class Legend extends FlowPane {
  private static final double SIZE = 14;

  private final MeasureModel model;
  private final Palette palette;
  private final List<Runnable> signs = new ArrayList<>();

  Legend(MeasureModel model, Palette palette) {
    this.model = model;
    this.palette = palette;
    setId("measure-legend");
    getStyleClass().add("measure-legend");
    managedProperty().bind(Bindings.isNotEmpty(getChildren()));
  }

  /** Draws the signs again, after the theme has changed. */
  void draw() {
    signs.forEach(Runnable::run);
  }

  /** Names what is drawn now. */
  void show() {
    getChildren().clear();
    signs.clear();
    Shown shown = model.shownProperty().get();
    History history = model.historyProperty().get();
    if (shown != null && history != null) {
      for (Drawn one : shown.drawn()) {
        boolean local =
            history.models().stream()
                .anyMatch(asked -> asked.local() && asked.name().equals(one.series().model()));
        getChildren().add(entry(one, local));
      }
    }
  }

  private void draw(GraphicsContext ink, int slot) {
    ink.clearRect(0, 0, SIZE, SIZE);
    ink.setFill(palette.series(slot));
    ink.setStroke(palette.series(slot));
    Sign.draw(ink, slot, SIZE / 2, SIZE / 2);
  }

  private HBox entry(Drawn one, boolean local) {
    Canvas sign = new Canvas(SIZE, SIZE);
    int slot = one.series().slot();
    Runnable draw = () -> draw(sign.getGraphicsContext2D(), slot);
    signs.add(draw);
    draw.run();
    Label name = new Label(one.series().words());
    Label count = new Label("n %,d".formatted(one.samples().count()));
    count.getStyleClass().addAll("muted", "small-text");
    count.setMinWidth(Region.USE_PREF_SIZE);
    HBox entry = new HBox(sign, name, count);
    entry.getStyleClass().add("legend-entry");
    if (local) {
      entry.getChildren().add(2, Icon.LOCAL.node());
    }
    String words =
        LeftOutWords.of(one.samples().leftOut()) + (local ? say(" It runs on this machine.") : "");
    Tip.on(entry, words);
    name.setAccessibleText(one.series().words() + ". " + words);
    return entry;
  }
}
