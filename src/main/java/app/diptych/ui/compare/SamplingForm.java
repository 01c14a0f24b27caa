package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.TabKey;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/** The sampling values, the same for both sides so that the comparison is fair. */
final class SamplingForm extends VBox {
  private int rows;

  SamplingForm(SamplingModel model) {
    getStyleClass().add("form");
    Label title = new Label(say("Sampling, both sides"));
    title.getStyleClass().add("form-title");
    GridPane grid = new GridPane();
    grid.getStyleClass().add("form-grid");
    row(grid, say("Temperature"), model.temperatureProperty(), say("0 to 2"));
    row(grid, "Top-p", model.topPProperty(), say("above 0, at most 1"));
    row(grid, say("Max tokens"), model.maxTokensProperty(), say("as many as fit"));
    row(grid, say("Seed"), model.seedProperty(), say("random"));
    TextArea stop = new TextArea();
    TabKey.leaves(stop);
    stop.setPrefRowCount(2);
    stop.setPrefColumnCount(12);
    stop.setPromptText(say("one a line"));
    add(grid, say("Stop"), stop, model.stopProperty());
    Label problem = new Label();
    problem.getStyleClass().add("problem");
    problem.setWrapText(true);
    problem.textProperty().bind(model.problemProperty());
    problem.managedProperty().bind(model.problemProperty().isNotEmpty());
    Label note = new Label(say("An empty field leaves the choice to the provider."));
    note.getStyleClass().addAll("muted", "small-text");
    getChildren().addAll(title, grid, problem, note);
  }

  private void row(GridPane grid, String name, StringProperty value, String hint) {
    TextField field = new TextField();
    field.setPrefColumnCount(12);
    field.setPromptText(hint);
    add(grid, name, field, value);
  }

  private void add(GridPane grid, String name, TextInputControl field, StringProperty value) {
    field.textProperty().bindBidirectional(value);
    Label label = new Label(name);
    label.setLabelFor(field);
    field.setAccessibleText(name);
    grid.addRow(rows++, label, field);
  }
}
