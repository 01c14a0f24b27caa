package app.diptych.ui.measure;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.charts.Palette;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;

/** Which models are drawn: a menu that stays open while models are ticked. */
final class ModelChooser extends MenuButton {
  private static final double WIDEST = 420;

  private final MeasureModel model;

  ModelChooser(MeasureModel model) {
    this.model = model;
    setId("measure-models");
    setAccessibleText(say("Models that are shown"));
    model.historyProperty().subscribe(this::fill);
    model.shownProperty().subscribe(this::name);
    setOnShowing(_ -> fill());
  }

  private void name() {
    History history = model.historyProperty().get();
    Shown shown = model.shownProperty().get();
    int all = history == null ? 0 : history.models().size();
    setText(say("Models: %d of %d").formatted(shown == null ? 0 : shown.drawn().size(), all));
  }

  private void fill() {
    name();
    History history = model.historyProperty().get();
    List<MenuItem> items = new ArrayList<>();
    if (history != null) {
      for (History.Asked asked : history.models()) {
        items.add(item(asked));
      }
    }
    getItems().setAll(items);
    setDisable(items.isEmpty());
  }

  private MenuItem item(History.Asked asked) {
    CheckBox box = new CheckBox(asked.words());
    box.setMaxWidth(WIDEST);
    box.setMnemonicParsing(false);
    box.setSelected(model.slots().isChosen(asked.name()));
    box.setOnAction(_ -> toggle(asked, box));
    CustomMenuItem item = new CustomMenuItem(box, false);
    // With the keyboard it is the item that is chosen, not the box in it.
    item.setOnAction(_ -> {
      box.setSelected(!box.isSelected());
      toggle(asked, box);
    });
    return item;
  }

  private void toggle(History.Asked asked, CheckBox box) {
    if (box.isSelected() && model.slots().isFull() && !model.slots().isChosen(asked.name())) {
      box.setSelected(false);
      model.tell(
          say("%s models are all that can be told apart: take one away first.")
              .formatted(Palette.SERIES));
    } else {
      model.choose(asked.name(), box.isSelected());
    }
  }
}
