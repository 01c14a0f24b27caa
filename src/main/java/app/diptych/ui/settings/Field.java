package app.diptych.ui.settings;

import app.diptych.ui.fx.Tip;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A labelled field of the form. */
final class Field extends VBox {
  Field(String name, Node control) {
    super(title(name), control);
    getStyleClass().add("form-field");
    setPrefWidth(0);
    setMinWidth(0);
    HBox.setHgrow(this, Priority.ALWAYS);
    Label title = (Label) getChildren().getFirst();
    title.setLabelFor(control);
    // In a narrow column it is cut.
    Tip.on(title, name);
  }

  static Field of(String name, String id, String hint, StringProperty value) {
    return new Field(name, text(name, id, hint, value));
  }

  static TextField text(String name, String id, String hint, StringProperty value) {
    TextField field = new TextField();
    field.setId(id);
    field.setPromptText(hint);
    field.setAccessibleText(name);
    field.textProperty().bindBidirectional(value);
    return field;
  }

  static Label title(String words) {
    Label title = new Label(words);
    title.getStyleClass().addAll("small-text", "muted");
    return title;
  }

  /** Takes no room while nothing is said. */
  static void shownWhileSaying(Label label) {
    label.textProperty().subscribe(words -> shown(label, !words.isEmpty()));
  }

  static void shown(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
