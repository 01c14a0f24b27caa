package app.diptych.ui.models;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Tip;
import app.diptych.ui.models.DownloadItem.State;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One download: its name, a bar, how it goes, and pause, resume and cancel. */
final class DownloadRow extends VBox {
  DownloadRow(DownloadModel model, DownloadItem item) {
    getStyleClass().add("download-row");
    Label name = new Label(item.name());
    name.getStyleClass().add("model-title");
    name.setMinWidth(0);
    Tip.on(name, item.name());
    ProgressBar bar = new ProgressBar();
    bar.setAccessibleText(say("Download of %s").formatted(item.name()));
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setMinWidth(0);
    HBox.setHgrow(bar, Priority.ALWAYS);
    Button pause = button(say("Pause"), Icon.PAUSE, "download-pause");
    pause.setOnAction(_ -> item.pause());
    Button resume = button(say("Resume"), Icon.RUN, "download-resume");
    resume.setOnAction(_ -> model.resume(item));
    Button cancel = button(say("Cancel"), Icon.CLOSE, "download-cancel");
    cancel.setOnAction(_ -> model.cancel(item));
    HBox first = new HBox(name, bar, pause, resume, cancel);
    first.getStyleClass().add("model-row");
    Label words = new Label();
    words.setId("download-words");
    words.setWrapText(true);
    words.setMinHeight(USE_PREF_SIZE);
    words.textProperty().bind(item.wordsProperty());
    getChildren().addAll(first, words);
    item.progressProperty()
        .subscribe(share -> bar.setProgress(share.doubleValue() < 0 ? 0 : share.doubleValue()));
    item.stateProperty()
        .subscribe(state -> {
          shown(pause, state == State.RUNNING);
          shown(resume, state == State.PAUSED || state == State.FAILED);
          cancel.setText(state == State.DONE ? say("Dismiss") : say("Cancel"));
          words.getStyleClass().setAll("label", "small-text");
          words.getStyleClass().add(state == State.FAILED ? "problem" : "muted");
        });
  }

  private static Button button(String words, Icon icon, String id) {
    Button button = new Button(words, icon.node());
    button.setId(id);
    button.getStyleClass().add("small");
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  private static void shown(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
