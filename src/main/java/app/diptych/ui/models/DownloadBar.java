package app.diptych.ui.models;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.Icon;
import java.util.HashMap;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Where a model is asked for, and how the downloads go. */
final class DownloadBar extends VBox {
  private static final double SHA_WIDTH = 190;

  private final DownloadModel model;
  private final VBox rows = new VBox();
  private final Map<DownloadItem, DownloadRow> byItem = new HashMap<>();
  private final ScrollPane scroll = new ScrollPane(rows);

  DownloadBar(DownloadModel model) {
    this.model = model;
    getStyleClass().addAll("card", "download-bar");
    setId("download-bar");
    setMinHeight(USE_PREF_SIZE);
    Label problem = new Label();
    problem.setId("download-problem");
    problem.getStyleClass().addAll("problem", "small-text");
    problem.setWrapText(true);
    problem.textProperty().bind(model.problemProperty());
    problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    rows.getStyleClass().add("download-rows");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().addAll("panel-scroll", "download-scroll");
    getChildren().addAll(entry(), problem, scroll);
    model.items().addListener((ListChangeListener<DownloadItem>) _ -> list());
    list();
  }

  private HBox entry() {
    TextField typed = new TextField();
    typed.setId("download-typed");
    typed.setPromptText(
        say("Download a model: OWNER/REPO:Q4_K_M, OWNER/REPO:FILE.gguf or https://\u2026"));
    typed.setAccessibleText(say("Model to download, as OWNER/REPO:QUANT or an https address"));
    typed.textProperty().bindBidirectional(model.typedProperty());
    typed.setOnAction(_ -> model.begin());
    typed.setMinWidth(0);
    HBox.setHgrow(typed, Priority.ALWAYS);
    TextField sha = new TextField();
    sha.setId("download-sha");
    sha.setPromptText(say("SHA-256, when known"));
    sha.setAccessibleText(say("SHA-256 of the file, when it is known"));
    sha.setPrefWidth(SHA_WIDTH);
    sha.textProperty().bindBidirectional(model.sha256Property());
    sha.setOnAction(_ -> model.begin());
    Button begin = Actions.byName(new Button(say("Download"), Icon.IMPORT.node()));
    begin.setId("download-begin");
    begin.setMinWidth(USE_PREF_SIZE);
    begin.disableProperty().bind(model.typedProperty().isEmpty());
    begin.setOnAction(_ -> model.begin());
    HBox entry = new HBox(typed, sha, begin);
    entry.getStyleClass().add("model-row");
    return entry;
  }

  private void list() {
    // A row listens to its item, so there is one as long as the item is there.
    byItem.keySet().retainAll(model.items());
    rows.getChildren()
        .setAll(
            model.items().stream()
                .map(item -> byItem.computeIfAbsent(item, _ -> new DownloadRow(model, item)))
                .toList());
    scroll.setVisible(!model.items().isEmpty());
    scroll.setManaged(!model.items().isEmpty());
  }
}
