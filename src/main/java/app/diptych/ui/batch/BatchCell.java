package app.diptych.ui.batch;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.batch.BatchOrigin;
import app.diptych.session.Batches.Standing;
import app.diptych.trial.Side;
import app.diptych.ui.fx.VisibleText;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A batch in the list: what it is called, when it was begun, how far it is. */
final class BatchCell extends ListCell<Standing> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT, FormatStyle.SHORT)
          .withZone(ZoneId.systemDefault());

  private final ObservableValue<@Nullable String> running;

  /**
   * @param running the id of the batch that runs in this window
   */
  BatchCell(ObservableValue<@Nullable String> running) {
    this.running = running;
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable Standing standing, boolean empty) {
    super.updateItem(standing, empty);
    setText(null);
    if (standing == null || empty) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    boolean here = standing.batch().id().equals(running.getValue());
    Label title = new Label(VisibleText.of(standing.title()));
    title.getStyleClass().add("session-title");
    Label when = new Label(TIME.format(standing.batch().madeAt()));
    when.setMinWidth(0);
    when.getStyleClass().addAll("muted", "small-text");
    Label far = new Label(far(standing, here));
    far.setMinWidth(Region.USE_PREF_SIZE);
    far.getStyleClass().add("tag");
    far.getStyleClass()
        .add(here ? "tag-live" : standing.batch().endedAt() == null ? "tag-open" : "tag-done");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox second = new HBox(when, gap, far);
    second.getStyleClass().add("session-row");
    Label models = new Label(VisibleText.of(models(standing)));
    models.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    models.getStyleClass().addAll("muted", "small-text");
    VBox rows = new VBox(title, models, second);
    rows.getStyleClass().add("session-rows");
    setGraphic(rows);
    setAccessibleText(standing.title() + ", " + models.getText() + ", " + far.getText());
  }

  /** Batches of one data set differ in side B. */
  private static String models(Standing standing) {
    return say("against %s").formatted(BatchOrigin.model(standing.batch(), Side.B));
  }

  private static String far(Standing standing, boolean here) {
    if (here) {
      return say("running");
    }
    if (standing.running()) {
      return say("runs elsewhere");
    }
    if (standing.batch().endedAt() != null) {
      return say("%,d done").formatted(standing.settled());
    }
    long all = BatchOrigin.of(standing.batch()).items();
    return all > 0
        ? say("%,d of %,d").formatted(standing.settled(), all)
        : say("%,d so far").formatted(standing.settled());
  }
}
