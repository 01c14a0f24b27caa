package app.diptych.ui.library;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.prompt.PromptRevision.Part;
import app.diptych.ui.fx.Icon;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The variables of the prompt that is being written, one below the other. */
final class VariableTable extends VBox {
  private final PromptDraft draft;
  private final VBox rows = new VBox();
  private final Map<VariableDraft, VariableRow> byDraft = new LinkedHashMap<>();

  VariableTable(PromptDraft draft) {
    this.draft = draft;
    setId("variables");
    getStyleClass().add("form-field");
    rows.getStyleClass().add("variable-rows");
    Label title = EditForm.longTitle(say("Variables, written {{name}} in a text"));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button add = new Button(say("Add"), Icon.ADD.node());
    add.setId("add-variable");
    add.setAccessibleText(say("Add a variable"));
    add.getStyleClass().addAll("small", "flat");
    add.setOnAction(_ -> draft.addVariable());
    add.visibleProperty().bind(draft.ownProperty());
    HBox head = new HBox(title, space, add);
    head.getStyleClass().add("editor-bar");
    getChildren().addAll(head, rows, EditForm.problem(draft, Part.VARIABLES));
    draft.variables().addListener((ListChangeListener<VariableDraft>) _ -> rebuild());
    rebuild();
  }

  private void rebuild() {
    Map<VariableDraft, VariableRow> old = new LinkedHashMap<>(byDraft);
    byDraft.clear();
    for (VariableDraft variable : draft.variables()) {
      VariableRow kept = old.get(variable);
      // The row that is being typed into must not be replaced.
      byDraft.put(variable, kept == null ? new VariableRow(draft, variable) : kept);
    }
    rows.getChildren().setAll(byDraft.values());
  }
}
