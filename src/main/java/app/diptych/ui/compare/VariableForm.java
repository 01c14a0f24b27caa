package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.prompt.Variable;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * Asks for the variables of the prompt above it: a field for each at the left, the prompt as it
 * will be sent at the right. Not there when the prompt has none.
 */
final class VariableForm extends VBox {
  private final VariablesModel model;
  private final VBox fields = new VBox();
  private final Map<String, VariableField> byName = new LinkedHashMap<>();
  private final FilledPreview preview = new FilledPreview();
  private final HBox columns;
  private final Label note = new Label(say("An empty field takes the value shown in grey."));

  VariableForm(VariablesModel model) {
    this.model = model;
    setId("variable-form");
    getStyleClass().add("variable-form");
    fields.getStyleClass().add("variable-fields");
    columns = new HBox(half(fields), half(preview));
    columns.getStyleClass().add("columns");
    getChildren().addAll(head(), columns);
    model.asked().addListener((ListChangeListener<Variable>) _ -> rebuild());
    model.addListener(this::refresh);
    model
        .refusalsProperty()
        .subscribe(refusals -> {
          if (refusals.intValue() > 0) {
            focusFirstProblem();
          }
        });
    rebuild();
  }

  private HBox head() {
    Label title = new Label("FILL IN");
    title.getStyleClass().add("side-title");
    note.getStyleClass().addAll("muted", "small-text");
    note.setMinWidth(0);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    CheckBox asTyped = new CheckBox(say("Send the braces as typed"));
    asTyped.setId("as-typed");
    asTyped.setMinWidth(Region.USE_PREF_SIZE);
    asTyped.selectedProperty().bindBidirectional(model.asTypedProperty());
    columns.visibleProperty().bind(model.asTypedProperty().not());
    columns.managedProperty().bind(columns.visibleProperty());
    HBox head = new HBox(title, note, space, asTyped);
    head.getStyleClass().add("editor-bar");
    return head;
  }

  private static ScrollPane half(Region content) {
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setMinWidth(0);
    scroll.setPrefWidth(0);
    scroll.setFocusTraversable(false);
    HBox.setHgrow(scroll, Priority.ALWAYS);
    return scroll;
  }

  private void rebuild() {
    Map<String, VariableField> old = new LinkedHashMap<>(byName);
    byName.clear();
    for (Variable variable : model.asked()) {
      VariableField kept = old.get(variable.name());
      // The field that is being typed into must not be replaced.
      byName.put(
          variable.name(),
          kept != null && kept.variable().equals(variable)
              ? kept
              : new VariableField(variable, model));
    }
    fields.getChildren().setAll(byName.values());
    note.setVisible(model.asked().stream().anyMatch(one -> !one.standard().isEmpty()));
    setVisible(!byName.isEmpty());
    setManaged(!byName.isEmpty());
    refresh();
  }

  private void refresh() {
    if (byName.isEmpty()) {
      return;
    }
    Map<String, String> problems = model.problems();
    byName.forEach((name, field) -> field.show(problems.getOrDefault(name, "")));
    preview.show(model.blanks(), model.usable());
  }

  private void focusFirstProblem() {
    Map<String, String> problems = model.problems();
    byName.values().stream()
        .filter(field -> problems.containsKey(field.variable().name()))
        .findFirst()
        .ifPresent(VariableField::focusInput);
  }
}
