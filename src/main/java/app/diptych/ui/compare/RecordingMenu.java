package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.trial.Side;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Tip;
import javafx.beans.binding.Bindings;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** What else can be done with a side: use its answer again, see what runs, unload its model. */
final class RecordingMenu extends MenuButton {
  RecordingMenu(CompareModel page, SideModel side, RunningModel running) {
    getStyleClass().addAll("button-icon", "flat", "no-arrow");
    setGraphic(Icon.MORE.node());
    setId("more-" + side.side());
    Tip.on(this, say("What runs, unload, use this answer again"));
    setAccessibleText(say("More for side %s").formatted(side.side()));
    MenuItem what = new MenuItem(say("What runs on side %s").formatted(side.side()));
    what.setId("what-runs-" + side.side());
    what.setOnAction(_ -> running.show(!running.shownProperty().get()));
    MenuItem unload = new MenuItem(say("Unload model"));
    unload.setId("unload-" + side.side());
    unload.setOnAction(_ -> side.unload());
    unload
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> side.engine().isEmpty() || side.runningProperty().get(),
                side.foundProperty(),
                side.runningProperty()));
    getItems().addAll(what, unload, repeat(page, side.side()), new SeparatorMenuItem());
    for (Side target : Side.values()) {
      MenuItem item =
          new MenuItem(say("Use this answer as a recorded model on side %s").formatted(target));
      item.setId("record-" + side.side() + "-on-" + target);
      item.setOnAction(_ -> page.saved().useRecording(side.side(), target));
      item.disableProperty()
          .bind(
              Bindings.createBooleanBinding(
                  () -> !page.saved().canUseRecording(side.side()),
                  side.endedProperty(),
                  page.session().currentProperty(),
                  page.runningProperty()));
      getItems().add(item);
    }
  }

  private static MenuItem repeat(CompareModel page, Side side) {
    MenuItem item = new MenuItem(say("Re-run both answers exactly"));
    item.setId("repeat-" + side + "-exactly");
    item.setOnAction(_ -> page.repeat().begin());
    item.disableProperty().bind(page.repeat().whyNotProperty().isNotEmpty());
    return item;
  }
}
