package app.diptych.ui.models;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.Icon;
import app.diptych.ui.models.HashModel.State;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The SHA-256 of a model: a button, then a bar, then the digits. */
final class HashRow extends VBox {
  HashRow(ModelsModel model) {
    getStyleClass().add("model-rows");
    HashModel hash = model.hash();
    Button compute = new Button("SHA-256");
    compute.setId("hash-compute");
    compute.setAccessibleText(say("Compute the SHA-256"));
    compute.setOnAction(_ -> model.computeHash());
    ProgressBar bar = new ProgressBar(0);
    bar.setId("hash-progress");
    bar.setAccessibleText(say("Reading the file"));
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.progressProperty().bind(hash.progressProperty());
    HBox.setHgrow(bar, Priority.ALWAYS);
    Button cancel = new Button(say("Cancel"));
    cancel.setId("hash-cancel");
    cancel.setOnAction(_ -> hash.cancel());
    HBox reading = new HBox(bar, cancel);
    reading.getStyleClass().add("model-row");
    Label name = new Label("SHA-256");
    name.getStyleClass().add("muted");
    Label words = new Label();
    words.setId("hash");
    words.setWrapText(true);
    words.textProperty().bind(hash.wordsProperty());
    Button copy = new Button(say("Copy"), Icon.COPY.node());
    copy.setId("hash-copy");
    copy.setAccessibleText(say("Copy the SHA-256"));
    copy.setOnAction(_ -> {
      ClipboardContent content = new ClipboardContent();
      content.putString(hash.wordsProperty().get());
      Clipboard.getSystemClipboard().setContent(content);
      model.copied(say("the SHA-256"));
    });
    getChildren().addAll(compute, reading, name, words, copy);
    hash.stateProperty()
        .subscribe(state -> {
          shown(compute, state == State.NONE || state == State.FAILED);
          shown(reading, state == State.READING);
          shown(name, state == State.KNOWN);
          shown(words, state == State.KNOWN || state == State.FAILED);
          shown(copy, state == State.KNOWN);
          words.getStyleClass().removeAll("problem", "hash");
          words.getStyleClass().add(state == State.FAILED ? "problem" : "hash");
        });
  }

  private static void shown(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
