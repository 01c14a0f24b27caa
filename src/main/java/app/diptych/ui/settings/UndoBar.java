package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.Icon;
import app.diptych.ui.settings.SettingsModel.Undo;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** What was done, with the way back; it takes no room while there is none. */
final class UndoBar extends HBox {
  /**
   * @param id of its button; its words have the same with {@code -words} behind
   */
  UndoBar(String id, ObservableValue<@Nullable Undo> offered, Runnable undo, Runnable forget) {
    Label what = new Label();
    what.setId(id + "-words");
    what.setWrapText(true);
    what.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(what, Priority.ALWAYS);
    Button back = new Button(say("Undo"));
    back.setId(id);
    back.setMinWidth(USE_PREF_SIZE);
    back.setOnAction(_ -> undo.run());
    getChildren().addAll(what, back, BudgetPanel.icon(Icon.CLOSE, say("Dismiss"), forget));
    getStyleClass().add("undo-bar");
    offered.subscribe(offer -> {
      Field.shown(this, offer != null);
      what.setText(offer == null ? "" : offer.what());
    });
  }
}
