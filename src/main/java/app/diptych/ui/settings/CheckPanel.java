package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.completion.Failure;
import app.diptych.gateway.ProbeResult;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.WhyDisabled;
import app.diptych.ui.settings.CheckModel.Row;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Tries the gateway: five steps with their times, as they come. */
final class CheckPanel extends VBox {
  private final CheckModel check;
  private final VBox rows = new VBox();

  CheckPanel(SettingsModel model) {
    this.check = model.checks();
    setId("check");
    getStyleClass().add("check-panel");
    rows.getStyleClass().add("check-rows");
    Button run =
        Shortcut.CHECK_GATEWAY.on(new Button(say("Check"), Icon.STATUS.node()), say("Check it"));
    run.setId("check-run");
    run.setMinWidth(USE_PREF_SIZE);
    run.setOnAction(_ -> model.check());
    Button stop = new Button(say("Cancel"), Icon.STOP.node());
    stop.setId("check-cancel");
    stop.setMinWidth(USE_PREF_SIZE);
    stop.setOnAction(_ -> check.cancel());
    check
        .runningProperty()
        .subscribe(running -> {
          Field.shown(stop, running);
          Field.shown(run, !running);
        });
    Label summary = new Label();
    summary.setId("check-summary");
    summary.setMinWidth(0);
    summary
        .textProperty()
        .bind(
            Bindings.when(check.summaryProperty().isEmpty())
                .then(say("Reach, TLS, key, models and a call for one token, each with its time."))
                .otherwise(check.summaryProperty()));
    summary.getStyleClass().addAll("muted", "small-text");
    summary.setWrapText(true);
    HBox.setHgrow(summary, Priority.ALWAYS);
    summary.setMaxWidth(Double.MAX_VALUE);
    Node why = WhyDisabled.around(run, model.whyNoCheckProperty());
    HBox head = new HBox(summary, new StackPane(why, stop));
    head.getStyleClass().add("editor-bar");
    getChildren().addAll(head, rows);
    check.rows().addListener((ListChangeListener<Row>) _ -> show());
    show();
  }

  private void show() {
    List<Row> steps = check.rows();
    rows.getChildren()
        .setAll(IntStream.range(0, steps.size()).mapToObj(i -> row(steps.get(i))).toList());
    Field.shown(rows, !steps.isEmpty());
  }

  private static HBox row(Row row) {
    ProbeResult result = row.result();
    Label step = new Label(say(row.step().words()));
    step.getStyleClass().add("check-step");
    step.setMinWidth(USE_PREF_SIZE);
    Label time = new Label(result == null ? "" : time(result.took()));
    time.getStyleClass().addAll("check-time", "muted");
    time.setMinWidth(USE_PREF_SIZE);
    Label words = new Label(result == null ? "" : told(result.words()));
    words.setWrapText(true);
    words.setMinWidth(0);
    VBox said = new VBox(words);
    HBox.setHgrow(said, Priority.ALWAYS);
    Failure failure = result == null ? null : result.failure();
    if (failure != null) {
      words.getStyleClass().add("problem");
      Label hint = new Label(told(failure.hint()));
      hint.setWrapText(true);
      hint.getStyleClass().addAll("muted", "small-text");
      said.getChildren().add(hint);
    } else {
      words.getStyleClass().add("muted");
    }
    for (Node label : said.getChildren()) {
      ((Region) label).setMinHeight(USE_PREF_SIZE);
    }
    HBox line = new HBox(mark(row), step, time, said);
    line.setId("check-" + row.step().name().toLowerCase(Locale.ROOT));
    line.getStyleClass().add("check-row");
    return line;
  }

  private static Node mark(Row row) {
    ProbeResult result = row.result();
    Node mark;
    if (row.running()) {
      mark = new ProgressIndicator();
    } else if (result == null) {
      mark = Icon.WAITING.node();
    } else {
      mark =
          switch (result.outcome()) {
            case WAITING -> Icon.WAITING.node();
            case FINE -> Icon.DONE.node();
            case FAILED -> Icon.ERROR.node();
            case SKIPPED -> Icon.SKIPPED.node();
          };
      mark.getStyleClass().add("mark-" + result.outcome().name().toLowerCase(Locale.ROOT));
    }
    StackPane place = new StackPane(mark);
    place.getStyleClass().add("check-mark");
    return place;
  }

  private static String time(@Nullable Duration took) {
    return took == null ? "" : String.format(Locale.ROOT, "%.1f ms", took.toNanos() / 1e6);
  }
}
