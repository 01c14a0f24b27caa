package app.diptych.ui.models;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.local.SpeedTest.Measured;
import app.diptych.timing.Summary;
import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.WhyDisabled;
import app.diptych.ui.models.SpeedModel.State;
import java.io.File;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** How quickly the model reads and writes: a button, then a bar, then the chart. */
final class SpeedCard extends VBox {
  private final ModelsModel page;
  private final SpeedModel speed;
  private final SpeedBar reading = new SpeedBar("speed-reading");
  private final SpeedBar writing = new SpeedBar("speed-writing");
  private final Label readingWords = value("speed-reading");
  private final Label writingWords = value("speed-writing");

  SpeedCard(ModelsModel page) {
    this.page = page;
    this.speed = page.speed();
    setId("speed");
    getStyleClass().add("fit");
    Label title = new Label(say("Speed"));
    title.getStyleClass().add("model-title");
    Label words = new Label();
    words.setId("speed-words");
    words.setWrapText(true);
    words.setMinHeight(USE_PREF_SIZE);
    words.textProperty().bind(speed.wordsProperty());
    Node measure = measure();
    HBox running = running();
    GridPane chart = chart();
    HBox copies = copies();
    HBox actions = new HBox(measure, copies);
    actions.getStyleClass().add("model-row");
    getChildren().addAll(title, chart, running, words, actions);
    speed
        .stateProperty()
        .subscribe(state -> {
          shown(actions, state != State.MEASURING);
          shown(running, state == State.MEASURING);
          shown(chart, state == State.KNOWN);
          shown(copies, state == State.KNOWN);
          shown(words, state != State.NONE);
          words.getStyleClass().removeAll("problem", "muted", "small-text");
          words.getStyleClass().add(state == State.FAILED ? "problem" : "muted");
          words.getStyleClass().add("small-text");
        });
    speed.measuredProperty().subscribe(this::show);
  }

  private Node measure() {
    Button measure = Actions.byName(new Button(say("Measure"), Icon.RATE.node()));
    measure.setId("speed-measure");
    measure.setAccessibleText(say("Measure how quickly the model reads and writes"));
    measure
        .textProperty()
        .bind(
            speed
                .stateProperty()
                .map(state -> state == State.NONE ? say("Measure speed") : say("Measure again")));
    measure.setOnAction(_ -> page.measureSpeed());
    return WhyDisabled.around(
        measure,
        Bindings.createStringBinding(
            () -> {
              var chosen = page.selectedProperty().get();
              return chosen == null || chosen.isUsable()
                  ? speed.whyNotProperty().getValue()
                  : chosen.trouble();
            },
            page.selectedProperty(),
            speed.whyNotProperty()));
  }

  private HBox running() {
    ProgressBar bar = new ProgressBar();
    bar.setId("speed-progress");
    bar.setAccessibleText(say("Measuring the speed"));
    bar.setMaxWidth(Double.MAX_VALUE);
    // Loading takes as long as it takes.
    bar.progressProperty()
        .bind(
            speed
                .progressProperty()
                .map(share ->
                    share.doubleValue() == 0 ? ProgressBar.INDETERMINATE_PROGRESS : share));
    HBox.setHgrow(bar, Priority.ALWAYS);
    Button cancel = new Button(say("Cancel"));
    cancel.setId("speed-cancel");
    cancel.setAccessibleText(say("Cancel measuring the speed"));
    cancel.setMinWidth(USE_PREF_SIZE);
    cancel.setOnAction(_ -> speed.cancel());
    HBox running = new HBox(bar, cancel);
    running.getStyleClass().add("model-row");
    return running;
  }

  private GridPane chart() {
    GridPane chart = new GridPane();
    chart.setId("speed-chart");
    chart.getStyleClass().add("speed-chart");
    ColumnConstraints name = new ColumnConstraints();
    name.setMinWidth(USE_PREF_SIZE);
    ColumnConstraints bar = new ColumnConstraints();
    bar.setHgrow(Priority.ALWAYS);
    ColumnConstraints value = new ColumnConstraints();
    value.setMinWidth(USE_PREF_SIZE);
    chart.getColumnConstraints().setAll(name, bar, value);
    chart.addRow(0, new Label(say("reads prompts")), reading, readingWords);
    chart.addRow(1, new Label(say("writes answers")), writing, writingWords);
    return chart;
  }

  private void show(@Nullable Measured measured) {
    if (measured != null) {
      double scale =
          Math.max(SpeedBar.reach(measured.reading()), SpeedBar.reach(measured.writing()));
      show(reading, readingWords, measured.reading(), scale);
      show(writing, writingWords, measured.writing(), scale);
    }
  }

  private static void show(SpeedBar bar, Label words, Summary rate, double scale) {
    bar.show(rate, scale);
    words.setText(SpeedWords.rate(rate));
  }

  private HBox copies() {
    Button copy = new Button(say("Copy as CSV"), Icon.COPY.node());
    copy.setId("speed-copy");
    copy.setOnAction(_ -> {
      ClipboardContent content = new ClipboardContent();
      content.putString(speed.csv());
      Clipboard.getSystemClipboard().setContent(content);
      page.copied(say("the speed as CSV"));
    });
    Button save = new Button(say("Save CSV\u2026"), Icon.SAVE.node());
    save.setId("speed-save");
    save.setOnAction(_ -> save());
    HBox copies = new HBox(copy, save);
    copies.getStyleClass().add("model-row");
    return copies;
  }

  private void save() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(say("Save the speed"));
    chooser.setInitialFileName("speed.csv");
    File file = chooser.showSaveDialog(getScene().getWindow());
    if (file != null) {
      page.saveSpeed(file.toPath());
    }
  }

  private static Label value(String id) {
    Label label = new Label();
    label.setId(id);
    label.getStyleClass().addAll("speed-value", "small-text");
    return label;
  }

  private static void shown(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
