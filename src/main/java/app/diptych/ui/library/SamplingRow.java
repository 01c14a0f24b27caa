package app.diptych.ui.library;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.prompt.PromptRevision.Part;
import app.diptych.ui.compare.SamplingModel;
import app.diptych.ui.fx.TabKey;
import javafx.beans.property.StringProperty;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** The sampling a prompt sets when it is chosen; what is empty leaves the user's own. */
final class SamplingRow extends VBox {
  SamplingRow(PromptDraft draft) {
    SamplingModel sampling = draft.sampling();
    getStyleClass().add("form-field");
    TextArea stop = new TextArea();
    TabKey.leaves(stop);
    stop.setPrefRowCount(1);
    stop.setPrefColumnCount(8);
    FlowPane fields =
        new FlowPane(
            field(draft, say("Temperature"), new TextField(), sampling.temperatureProperty()),
            field(draft, "Top-p", new TextField(), sampling.topPProperty()),
            field(draft, say("Max tokens"), new TextField(), sampling.maxTokensProperty()),
            field(draft, say("Seed"), new TextField(), sampling.seedProperty()),
            field(draft, say("Stop, one a line"), stop, sampling.stopProperty()));
    fields.getStyleClass().add("sampling-fields");
    getChildren()
        .addAll(
            EditForm.longTitle(say("Sampling; what is empty stays as it is on the compare page")),
            fields,
            EditForm.problem(draft, Part.SAMPLING));
  }

  private static VBox field(
      PromptDraft draft, String name, TextInputControl input, StringProperty value) {
    input.setAccessibleText(name);
    if (input instanceof TextField line) {
      line.setPrefColumnCount(5);
    }
    input.textProperty().bindBidirectional(value);
    EditForm.editable(input, draft.ownProperty());
    VBox field = new VBox(EditForm.title(name), input);
    field.getStyleClass().add("form-field");
    return field;
  }
}
