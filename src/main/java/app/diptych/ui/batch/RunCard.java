package app.diptych.ui.batch;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.batch.BatchProgress;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** How far the batch is that runs, with the button that stops it; gone while none does. */
final class RunCard extends HBox {
  private static final String BETWEEN = "  \u00b7  ";

  private final ProgressBar bar = new ProgressBar();
  private final Label words = new Label(say("Starting\u2026"));

  RunCard(BatchModel model) {
    RunModel run = model.run();
    setId("batch-running");
    getStyleClass().addAll("card", "run-card");
    setMinHeight(USE_PREF_SIZE);
    bar.setId("batch-progress");
    bar.setAccessibleText(say("How far the batch is"));
    bar.setMaxWidth(Double.MAX_VALUE);
    words.setId("batch-progress-words");
    words.setWrapText(true);
    words.setMinHeight(USE_PREF_SIZE);
    Button stop =
        Shortcut.STOP_BATCH.on(new Button(say("Stop"), Icon.STOP.node()), say("Stop the batch"));
    stop.setId("batch-stop");
    stop.setMinWidth(USE_PREF_SIZE);
    stop.setOnAction(_ -> {
      words.setText(say("Stopping: what is under way ends\u2026"));
      run.stop();
    });
    VBox middle = new VBox(bar, words);
    middle.getStyleClass().add("run-middle");
    middle.setMinWidth(0);
    HBox.setHgrow(middle, Priority.ALWAYS);
    getChildren().addAll(middle, stop);
    run.batchProperty()
        .subscribe(id -> {
          setVisible(id != null);
          setManaged(id != null);
        });
    run.progressProperty().subscribe(progress -> show(run.placeProperty().get(), progress));
    run.placeProperty().subscribe(place -> show(place, run.progressProperty().get()));
  }

  private void show(String place, @Nullable BatchProgress progress) {
    String before = place.isEmpty() ? "" : place + BETWEEN;
    if (progress == null) {
      bar.setProgress(ProgressBar.INDETERMINATE_PROGRESS);
      words.setText(before + say("Starting\u2026"));
      return;
    }
    bar.setProgress(
        progress.total() == 0
            ? ProgressBar.INDETERMINATE_PROGRESS
            : (double) progress.settled() / progress.total());
    words.setText(before + words(progress));
  }

  static String words(BatchProgress progress) {
    List<String> parts = new ArrayList<>();
    parts.add(
        progress.total() == 0
            ? say("%,d rows").formatted(progress.settled())
            : say("%,d of %,d rows").formatted(progress.settled(), progress.total()));
    parts.add(String.format(Locale.ROOT, say("%,.1f a second"), progress.perSecond()));
    progress.left().ifPresent(left -> parts.add(say("about %s left").formatted(Words.time(left))));
    parts.add(told(progress.cost().words()));
    if (progress.failures() > 0) {
      parts.add(Words.count(progress.failures(), say("failure"), say("failures")));
    }
    if (progress.broken() > 0) {
      parts.add(say("%,d could not be asked").formatted(progress.broken()));
    }
    return String.join(BETWEEN, parts);
  }
}
