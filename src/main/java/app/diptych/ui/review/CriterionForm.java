package app.diptych.ui.review;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.review.Rubric.Scale;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.PlainChoice;
import app.diptych.ui.fx.Tip;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One criterion of a rubric that is being written. */
final class CriterionForm extends VBox {
  private final GridPane anchors = new GridPane();
  private final RubricDraft.Line line;

  CriterionForm(RubricDraft draft, RubricDraft.Line line) {
    this.line = line;
    getStyleClass().add("criterion-form");
    TextField name = new TextField();
    name.setPromptText(say("What is scored, such as: clear"));
    name.setAccessibleText(say("Name of the criterion"));
    name.textProperty().bindBidirectional(line.nameProperty());
    HBox.setHgrow(name, Priority.ALWAYS);
    HBox head =
        new HBox(
            name,
            icon(Icon.UP, say("Move up"), () -> draft.move(line, -1)),
            icon(Icon.DOWN, say("Move down"), () -> draft.move(line, 1)),
            icon(Icon.DELETE, say("Remove the criterion"), () -> draft.criteria().remove(line)));
    head.getStyleClass().add("review-row");
    ComboBox<Scale> scale = PlainChoice.of(say("Scale"), Scale.values(), CriterionForm::words);
    scale.valueProperty().bindBidirectional(line.scaleProperty());
    CheckBox perAnswer = new CheckBox(say("Each answer by itself"));
    perAnswer.selectedProperty().bindBidirectional(line.perAnswerProperty());
    CheckBox required = new CheckBox(say("Needed for a vote"));
    required.selectedProperty().bindBidirectional(line.requiredProperty());
    FlowPane how = new FlowPane(scale, perAnswer, required);
    how.getStyleClass().add("criterion-how");
    anchors.getStyleClass().add("criterion-anchors");
    ColumnConstraints number = new ColumnConstraints();
    ColumnConstraints words = new ColumnConstraints();
    words.setHgrow(Priority.ALWAYS);
    anchors.getColumnConstraints().addAll(number, words);
    line.scaleProperty().subscribe(this::showAnchors);
    getChildren().addAll(head, how, anchors);
  }

  private void showAnchors(Scale scale) {
    anchors.getChildren().clear();
    for (int score = 1; score <= scale.steps(); score++) {
      String step =
          scale == Scale.PASS_FAIL
              ? (score == 1 ? say("Fail") : say("Pass"))
              : Integer.toString(score);
      TextField words = new TextField();
      words.setPromptText(score == 1 ? say("what it means; all steps or none") : "");
      words.setAccessibleText(say("What %s means").formatted(step));
      words.textProperty().bindBidirectional(line.anchor(score));
      javafx.scene.control.Label label = new javafx.scene.control.Label(step);
      label.getStyleClass().addAll("muted", "small-text");
      label.setMinWidth(USE_PREF_SIZE);
      anchors.addRow(score - 1, label, words);
    }
  }

  static String words(Scale scale) {
    return switch (scale) {
      case PASS_FAIL -> say("pass or fail");
      case THREE -> say("1 to 3");
      case FIVE -> say("1 to 5");
      case SEVEN -> say("1 to 7");
    };
  }

  private static Button icon(Icon icon, String words, Runnable action) {
    Button button = new Button("", icon.node());
    button.getStyleClass().addAll("button-icon", "flat");
    button.setAccessibleText(words);
    Tip.on(button, words);
    button.setOnAction(_ -> action.run());
    return button;
  }
}
