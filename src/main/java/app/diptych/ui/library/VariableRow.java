package app.diptych.ui.library;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.compare.IsoDates;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.TabKey;
import app.diptych.ui.fx.Tip;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Describes one variable, with the fields its type needs. */
final class VariableRow extends VBox {
  private final PromptDraft draft;
  private final VariableDraft variable;
  private final HBox standard = new HBox();
  private final HBox more = new HBox();

  VariableRow(PromptDraft draft, VariableDraft variable) {
    this.draft = draft;
    this.variable = variable;
    getStyleClass().add("variable-row");
    HBox.setHgrow(standard, Priority.ALWAYS);
    standard.setMinWidth(0);
    standard.setPrefWidth(0);
    more.getStyleClass().add("editor-bar");
    TextField label = line(say("Label"), say("Label"), variable.labelProperty());
    HBox.setHgrow(label, Priority.ALWAYS);
    label.setMinWidth(0);
    label.setPrefWidth(0);
    CheckBox optional = new CheckBox(say("Optional"));
    optional.setMinWidth(Region.USE_PREF_SIZE);
    optional.selectedProperty().bindBidirectional(variable.optionalProperty());
    optional.disableProperty().bind(draft.ownProperty().not());
    HBox first = new HBox(name(), kind(), label, standard, optional, remove());
    first.getStyleClass().add("editor-bar");
    Label problem = new Label();
    problem.getStyleClass().addAll("problem", "small-text");
    problem.setWrapText(true);
    problem.textProperty().bind(variable.problemProperty());
    EditForm.shownWhileSaying(problem);
    getChildren().addAll(first, more, problem);
    variable.kindProperty().subscribe(this::show);
  }

  private TextField name() {
    TextField name = line(say("Name"), say("Name"), variable.nameProperty());
    name.getStyleClass().add("variable-name");
    variable.nameProperty().subscribe(called -> name.setId("define-" + called));
    return name;
  }

  private ComboBox<VariableKind> kind() {
    ComboBox<VariableKind> kind = new ComboBox<>();
    kind.getItems().setAll(VariableKind.values());
    kind.getStyleClass().add("variable-kind");
    kind.setAccessibleText(say("Type"));
    kind.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable VariableKind value) {
            return value == null ? "" : value.words();
          }

          @Override
          public @Nullable VariableKind fromString(String typed) {
            return null;
          }
        });
    kind.valueProperty().bindBidirectional(variable.kindProperty());
    kind.disableProperty().bind(draft.ownProperty().not());
    return kind;
  }

  private Button remove() {
    Button remove = new Button("", Icon.CLOSE.node());
    remove.getStyleClass().addAll("button-icon", "flat");
    Tip.on(remove, say("Remove"));
    remove.setAccessibleText(say("Remove the variable"));
    remove.setMinWidth(Region.USE_PREF_SIZE);
    remove.setOnAction(_ -> draft.removeVariable(variable));
    remove.disableProperty().bind(draft.ownProperty().not());
    return remove;
  }

  /** The fields of this type: its default in the first line, what else it needs in the second. */
  private void show(VariableKind kind) {
    standard.getChildren().setAll(grown(standard(kind)));
    more.getChildren().clear();
    switch (kind) {
      case NUMBER ->
          more.getChildren()
              .addAll(
                  EditForm.title(say("From")),
                  limit(say("Smallest"), variable.leastProperty()),
                  EditForm.title(say("to")),
                  limit(say("Largest"), variable.mostProperty()));
      case CHOICE ->
          more.getChildren()
              .addAll(
                  EditForm.title(say("Options")),
                  grown(area(say("Options"), say("one a line"), variable.optionsProperty())));
      case LINES ->
          more.getChildren()
              .addAll(
                  EditForm.title(say("Default")),
                  grown(area(say("Default"), "", variable.standardProperty())));
      case TEXT, DATE, FILE -> {}
    }
    EditForm.shown(more, !more.getChildren().isEmpty());
  }

  private Region standard(VariableKind kind) {
    return switch (kind) {
      case TEXT, NUMBER -> line(say("Default"), say("Default"), variable.standardProperty());
      case CHOICE -> choice();
      case DATE -> day();
      case LINES, FILE -> new Region();
    };
  }

  private ComboBox<String> choice() {
    ComboBox<String> box = new ComboBox<>();
    box.setAccessibleText(say("Default"));
    box.setPromptText(say("Default"));
    Runnable fill =
        () -> {
          String kept = variable.standardProperty().get();
          box.getItems().setAll(variable.choices());
          box.getItems().addFirst("");
          box.setValue(kept);
        };
    variable.optionsProperty().subscribe(_ -> fill.run());
    box.valueProperty()
        .addListener((_, _, chosen) -> {
          if (chosen != null) {
            variable.standardProperty().set(chosen);
          }
        });
    box.disableProperty().bind(draft.ownProperty().not());
    return box;
  }

  private DatePicker day() {
    DatePicker picker = new DatePicker();
    picker.setAccessibleText(say("Default"));
    picker.setPromptText("2026-01-31");
    picker.setConverter(new IsoDates());
    picker.getEditor().textProperty().bindBidirectional(variable.standardProperty());
    picker.disableProperty().bind(draft.ownProperty().not());
    return picker;
  }

  private TextField limit(String name, StringProperty value) {
    TextField field = line(name, say("any"), value);
    field.setPrefColumnCount(5);
    return field;
  }

  private TextField line(String name, String hint, StringProperty value) {
    TextField field = new TextField();
    prepare(field, name, hint, value);
    return field;
  }

  private TextArea area(String name, String hint, StringProperty value) {
    TextArea area = new TextArea();
    TabKey.leaves(area);
    area.setPrefRowCount(3);
    area.setWrapText(true);
    prepare(area, name, hint, value);
    return area;
  }

  private void prepare(TextInputControl input, String name, String hint, StringProperty value) {
    input.setAccessibleText(name);
    input.setPromptText(hint);
    input.textProperty().bindBidirectional(value);
    EditForm.editable(input, draft.ownProperty());
  }

  private static <N extends Region> N grown(N node) {
    HBox.setHgrow((Node) node, Priority.ALWAYS);
    node.setMinWidth(0);
    node.setMaxWidth(Double.MAX_VALUE);
    return node;
  }
}
