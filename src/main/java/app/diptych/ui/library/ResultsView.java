package app.diptych.ui.library;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.session.SavedTrial;
import app.diptych.ui.fx.Icon;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The last trials of a prompt; a click, or Enter, shows one where it was run. */
final class ResultsView extends StackPane {
  ResultsView(ResultsModel model, Consumer<SavedTrial> open) {
    getStyleClass().add("results");
    ListView<SavedTrial> list = new ListView<>(model.trials());
    list.setId("results");
    list.setAccessibleText(say("Last results, newest first"));
    list.setCellFactory(_ -> new ResultCell(open));
    list.setOnKeyPressed(event -> {
      SavedTrial chosen = list.getSelectionModel().getSelectedItem();
      if (event.getCode() == KeyCode.ENTER && chosen != null) {
        open.accept(chosen);
      }
    });
    list.visibleProperty().bind(model.statementProperty().isEmpty());
    Label words = new Label();
    words.setId("results-statement");
    words.getStyleClass().add("empty-title");
    words.setWrapText(true);
    words.textProperty().bind(model.statementProperty());
    VBox box = new VBox(Icon.RATE.node(), words);
    box.getStyleClass().add("empty-state");
    box.visibleProperty().bind(model.statementProperty().isNotEmpty());
    getChildren().addAll(list, box);
  }
}
