package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.prompt.Variable;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.TabKey;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/** One variable: what it is called, the control its type needs, and what is wrong with it. */
final class VariableField extends VBox {
  private final Variable variable;
  private final VariablesModel model;
  private final Label problem = new Label();
  private final Label fileName = new Label();
  private final Control input;

  VariableField(Variable variable, VariablesModel model) {
    this.variable = variable;
    this.model = model;
    getStyleClass().add("variable-field");
    input = input();
    input.setId("variable-" + variable.name());
    input.setAccessibleText(variable.title());
    Label title =
        new Label(variable.optional() ? variable.title() + " (optional)" : variable.title());
    title.getStyleClass().add("small-text");
    title.setLabelFor(input);
    problem.getStyleClass().addAll("problem", "small-text");
    problem.setWrapText(true);
    problem.setId("problem-" + variable.name());
    getChildren().addAll(title, body(), problem);
    show("");
  }

  Variable variable() {
    return variable;
  }

  void focusInput() {
    input.requestFocus();
  }

  /** Says what is wrong, nothing when it is empty. */
  void show(String wrong) {
    problem.setText(wrong);
    problem.setVisible(!wrong.isEmpty());
    problem.setManaged(!wrong.isEmpty());
    input.setAccessibleHelp(wrong);
    if (variable instanceof Variable.TextFile) {
      String name = model.fileName(variable.name());
      fileName.setText(name.isEmpty() ? say("No file yet") : name);
    }
  }

  private Node body() {
    if (!(variable instanceof Variable.TextFile)) {
      return input;
    }
    fileName.getStyleClass().add("muted");
    HBox row = new HBox(input, fileName);
    row.getStyleClass().add("variable-file");
    return row;
  }

  private Control input() {
    return switch (variable) {
      case Variable.Text _, Variable.Quantity _ -> typed(new TextField());
      case Variable.Lines _ -> lines();
      case Variable.Choice choice -> choice(choice);
      case Variable.Day _ -> day();
      case Variable.TextFile _ -> file();
    };
  }

  private TextInputControl typed(TextInputControl field) {
    field.setPromptText(hint());
    field.setText(model.value(variable.name()));
    field.textProperty().addListener((_, _, text) -> model.give(variable.name(), text));
    return field;
  }

  private String hint() {
    if (!variable.standard().isEmpty()) {
      return variable.standard();
    }
    if (!(variable instanceof Variable.Quantity number)) {
      return "";
    }
    List<String> limits = new ArrayList<>();
    if (number.least() != null) {
      limits.add(say("at least %s").formatted(number.least()));
    }
    if (number.most() != null) {
      limits.add(say("at most %s").formatted(number.most()));
    }
    return String.join(", ", limits);
  }

  private Control lines() {
    TextArea area = new TextArea();
    area.setWrapText(true);
    TabKey.leaves(area);
    return typed(area);
  }

  private Control choice(Variable.Choice choice) {
    ComboBox<String> box = new ComboBox<>();
    box.getItems().setAll(choice.options());
    box.setPromptText(choice.standard().isEmpty() ? say("Choose one") : choice.standard());
    box.setMaxWidth(Double.MAX_VALUE);
    String given = model.value(variable.name());
    box.setValue(given.isEmpty() ? null : given);
    box.valueProperty()
        .addListener((_, _, chosen) -> model.give(variable.name(), chosen == null ? "" : chosen));
    return box;
  }

  private Control day() {
    DatePicker picker = new DatePicker();
    picker.setPromptText(variable.standard().isEmpty() ? "2026-01-31" : variable.standard());
    picker.setMaxWidth(Double.MAX_VALUE);
    picker.setConverter(new IsoDates());
    picker.getEditor().setText(model.value(variable.name()));
    picker
        .getEditor()
        .textProperty()
        .addListener((_, _, text) -> model.give(variable.name(), text.strip()));
    return picker;
  }

  private Control file() {
    Button choose = new Button(say("Choose a file"), Icon.FILE.node());
    choose.setOnAction(_ -> {
      FileChooser chooser = new FileChooser();
      chooser.setTitle(variable.title());
      File file = chooser.showOpenDialog(getScene().getWindow());
      if (file != null) {
        model.giveFile(variable.name(), file.toPath());
      }
    });
    return choose;
  }
}
