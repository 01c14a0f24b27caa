package app.diptych.ui.keys;

import app.diptych.ui.fx.Action;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One action: what, where, its keys, and why it cannot be done here when it cannot. */
final class ActionCell extends ListCell<Action> {
  private static final PseudoClass IMPOSSIBLE = PseudoClass.getPseudoClass("impossible");

  private final Label name = new Label();
  private final Label note = new Label();
  private final Label where = new Label();
  private final Label keys = new Label();
  private final HBox row;

  /**
   * @param run does the action that is chosen; a click on this row chooses it first
   */
  ActionCell(Runnable run) {
    setOnMouseClicked(event -> {
      if (event.getButton() == MouseButton.PRIMARY && !isEmpty()) {
        getListView().getSelectionModel().select(getItem());
        run.run();
      }
    });
    name.setMinWidth(0);
    note.setMinWidth(0);
    note.getStyleClass().addAll("muted", "small-text");
    where.getStyleClass().addAll("muted", "small-text");
    where.setMinWidth(USE_PREF_SIZE);
    keys.getStyleClass().add("key-cap");
    keys.setMinWidth(USE_PREF_SIZE);
    VBox words = new VBox(name, note);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    words.getStyleClass().add("action-words");
    StackPane ends = new StackPane(keys);
    ends.getStyleClass().add("action-keys");
    row = new HBox(words, where, ends);
    row.getStyleClass().add("action-row");
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable Action action, boolean empty) {
    super.updateItem(action, empty);
    if (empty || action == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    name.setText(action.name());
    note.setText(action.note());
    note.setVisible(!action.note().isEmpty());
    note.setManaged(!action.note().isEmpty());
    where.setText(action.where());
    keys.setText(action.keys());
    keys.setVisible(!action.keys().isEmpty());
    keys.setManaged(!action.keys().isEmpty());
    pseudoClassStateChanged(IMPOSSIBLE, !action.possible());
    setAccessibleText(spoken(action));
    setGraphic(row);
  }

  static String spoken(Action action) {
    return Stream.of(action.name(), action.where(), action.keys(), action.note())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }
}
