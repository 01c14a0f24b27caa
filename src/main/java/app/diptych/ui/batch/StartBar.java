package app.diptych.ui.batch;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.batch.check.LeftOutChecks;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** How much would be asked and what it can cost, or why it cannot begin; and the button. */
final class StartBar extends HBox {
  private final BatchModel model;
  private final Label first = new Label();
  private final Label second = new Label();
  private final Button start;

  StartBar(BatchModel model) {
    this.model = model;
    getStyleClass().addAll("card", "start-bar");
    first.setId("batch-count");
    first.setWrapText(true);
    first.setMinHeight(USE_PREF_SIZE);
    second.setId("batch-cost");
    second.setWrapText(true);
    second.setMinHeight(USE_PREF_SIZE);
    second.getStyleClass().addAll("muted", "small-text");
    second.managedProperty().bind(second.textProperty().isNotEmpty());
    VBox words = new VBox(first, second);
    words.getStyleClass().add("session-rows");
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    start =
        Shortcut.START_BATCH.on(new Button(say("Start"), Icon.RUN.node()), say("Start the batch"));
    start.setId("batch-start");
    start.getStyleClass().add("accent");
    start.setMinWidth(USE_PREF_SIZE);
    start.setOnAction(_ -> model.start());
    getChildren().addAll(words, start);
    model.draft().stateProperty().subscribe(_ -> show());
    model.draft().countedProperty().subscribe(_ -> show());
    model.draft().wrongProperty().subscribe(_ -> show());
    model.run().batchProperty().subscribe(_ -> show());
  }

  private void show() {
    DraftModel draft = model.draft();
    Counted counted = draft.countedProperty().get();
    String wrong = draft.wrongProperty().get();
    boolean can = counted != null && counted.estimate().items() > counted.estimate().broken();
    start.setDisable(!can || model.run().isRunning());
    first.getStyleClass().remove("problem");
    second.setText("");
    if (!wrong.isEmpty()) {
      first.setText(wrong);
      first.getStyleClass().add("problem");
    } else if (counted != null) {
      first.setText(ForecastWords.count(counted));
      second.setText(
          ForecastWords.cost(counted)
              + leftOut(counted)
              + (model.run().isRunning()
                  ? say("  One batch runs at a time: wait, or stop it.")
                  : ""));
    } else {
      first.setText(
          switch (draft.stateProperty().get()) {
            case EMPTY -> say("Choose a data set first.");
            case READING -> say("Reading the data set\u2026");
            case READY -> say("Counting what would be asked\u2026");
            case FAILED -> say("Choose another data set.");
          });
    }
  }

  private static String leftOut(Counted counted) {
    String sentence = LeftOutChecks.sentence(counted.leftOut());
    return sentence.isEmpty() ? "" : "  " + sentence;
  }
}
