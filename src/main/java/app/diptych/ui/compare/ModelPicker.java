package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.trial.Side;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import javafx.scene.control.Button;

/** Names the model of a side; opens a searchable list of models to choose another. */
public final class ModelPicker extends Button {
  /** For that side of the compare page, wherever it stands. */
  public ModelPicker(CompareModel page, Side side) {
    this(page, page.side(side));
  }

  ModelPicker(CompareModel page, SideModel side) {
    getStyleClass().addAll("model-picker", "flat");
    setId("model-" + side.side());
    textProperty().bind(side.modelProperty());
    setGraphic(Icon.OPEN.node());
    Shortcut shortcut = side.side() == Side.A ? Shortcut.MODEL_A : Shortcut.MODEL_B;
    shortcut.on(this);
    accessibleTextProperty()
        .bind(
            side.modelProperty()
                .map(model -> say("%s, now %s").formatted(shortcut.action(), model)));
    disableProperty().bind(page.runningProperty());
    ModelMenu menu =
        new ModelMenu(
            page,
            this,
            side.side().name(),
            say("Open a GGUF model for side %s").formatted(side.side()),
            side::pick);
    setOnAction(_ -> menu.open());
  }
}
