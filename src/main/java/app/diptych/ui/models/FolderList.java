package app.diptych.ui.models;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Tip;
import java.nio.file.Path;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The folders the user named, and what could not be looked at. */
final class FolderList extends ScrollPane {
  private final ModelsModel model;
  private final VBox rows = new VBox();

  FolderList(ModelsModel model) {
    this.model = model;
    setContent(rows);
    setId("model-folders");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    getStyleClass().addAll("panel-scroll", "model-folders");
    rows.getStyleClass().add("panel-lines");
    model.folders().addListener((ListChangeListener<Path>) _ -> list());
    model.notes().addListener((ListChangeListener<Object>) _ -> list());
    list();
  }

  private void list() {
    rows.getChildren().clear();
    model.folders().forEach(folder -> rows.getChildren().add(row(folder)));
    model
        .notes()
        .forEach(note -> {
          Label words = new Label(told(note.sentence()), Icon.ERROR.node());
          words.getStyleClass().addAll("model-note", "small-text");
          words.setWrapText(true);
          words.setMinHeight(USE_PREF_SIZE);
          rows.getChildren().add(words);
        });
    setVisible(!rows.getChildren().isEmpty());
    setManaged(!rows.getChildren().isEmpty());
  }

  private HBox row(Path folder) {
    Label path = new Label(folder.toString(), Icon.FOLDER.node());
    path.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
    Tip.on(path, folder.toString());
    path.getStyleClass().add("small-text");
    path.setMinWidth(0);
    path.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(path, Priority.ALWAYS);
    Button remove = new Button("", Icon.CLOSE.node());
    remove.setId("folder-remove");
    remove.getStyleClass().addAll("button-icon", "flat", "small");
    Tip.on(remove, say("Look here no longer; the files stay"));
    remove.setAccessibleText(say("Look in %s no longer").formatted(folder));
    remove.setOnAction(_ -> model.remove(folder));
    HBox row = new HBox(path, remove);
    row.getStyleClass().add("model-row");
    return row;
  }
}
