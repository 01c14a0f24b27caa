package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.Icon;
import java.util.function.Consumer;
import javafx.scene.control.Button;

/** Opens the same list of models as the sides have, to take one more beside them. */
public final class ModelAdder extends Button {
  /**
   * @param taken told the model that is chosen
   */
  public ModelAdder(CompareModel page, Consumer<String> taken) {
    super(say("Add a model"), Icon.ADD.node());
    setId("model-more");
    setMinWidth(USE_PREF_SIZE);
    setAccessibleText(say("Add a model to be asked against A as well"));
    ModelMenu menu =
        new ModelMenu(page, this, "more", say("Open a GGUF model to be asked against A"), taken);
    setOnAction(_ -> menu.open());
  }
}
