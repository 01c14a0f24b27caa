package app.diptych.ui.compare;

import app.diptych.trial.Side;
import app.diptych.ui.fx.Icon;
import javafx.beans.binding.Bindings;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;

/** Puts the answer of a side in the place of a model. */
final class RecordingMenu extends MenuButton {
  RecordingMenu(CompareModel page, SideModel side) {
    getStyleClass().addAll("button-icon", "flat", "no-arrow");
    setGraphic(Icon.MORE.node());
    setId("more-" + side.side());
    setTooltip(new Tooltip("Use this answer again"));
    setAccessibleText("Use the answer of side " + side.side() + " again");
    for (Side target : Side.values()) {
      MenuItem item = new MenuItem("Use this answer as a recorded model on side " + target);
      item.setId("record-" + side.side() + "-on-" + target);
      item.setOnAction(_ -> page.useRecording(side.side(), target));
      item.disableProperty()
          .bind(
              Bindings.createBooleanBinding(
                  () -> !page.canUseRecording(side.side()),
                  side.endedProperty(),
                  page.session().currentProperty(),
                  page.runningProperty()));
      getItems().add(item);
    }
  }
}
