package app.diptych.ui.library;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.completion.Failure;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.session.SavedTrial;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A trial of a prompt: what was asked, who answered what, the verdict, when. */
final class ResultCell extends ListCell<SavedTrial> {
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
          .withZone(ZoneId.systemDefault());

  private static final int BEGINNING = 160;

  ResultCell(Consumer<SavedTrial> open) {
    setPrefWidth(0);
    setOnMouseClicked(event -> {
      SavedTrial trial = getItem();
      if (trial != null && !isEmpty() && event.getButton() == MouseButton.PRIMARY) {
        open.accept(trial);
      }
    });
  }

  @Override
  protected void updateItem(@Nullable SavedTrial trial, boolean empty) {
    super.updateItem(trial, empty);
    setText(null);
    setGraphic(trial == null || empty ? null : rows(trial));
  }

  private static VBox rows(SavedTrial trial) {
    Label prompt = new Label(beginning(trial.prompt()));
    prompt.getStyleClass().add("prompt-title");
    prompt.setMinWidth(0);
    HBox.setHgrow(prompt, Priority.ALWAYS);
    prompt.setMaxWidth(Double.MAX_VALUE);
    Label when = new Label(TIME.format(trial.startedAt()));
    when.getStyleClass().addAll("muted", "small-text");
    when.setMinWidth(USE_PREF_SIZE);
    HBox first = new HBox(prompt);
    first.getStyleClass().add("prompt-first-row");
    Vote vote = trial.vote();
    if (vote != null) {
      Label mark = new Label(say(vote.verdict().words()));
      mark.setMinWidth(USE_PREF_SIZE);
      mark.getStyleClass().addAll("tag", "verdict-mark-" + style(vote.verdict()));
      first.getChildren().add(mark);
    }
    first.getChildren().add(when);
    VBox rows = new VBox(first);
    rows.getStyleClass().add("result-rows");
    for (Side side : Side.values()) {
      trial.answer(side).ifPresent(answer -> rows.getChildren().add(line(side, answer)));
    }
    return rows;
  }

  private static HBox line(Side side, Answer answer) {
    Label letter = new Label(side.name());
    letter.getStyleClass().add("side-letter");
    HBox holder = new HBox(letter);
    holder.getStyleClass().add("side-" + side.name().toLowerCase(Locale.ROOT));
    Label model = new Label(answer.model());
    model.getStyleClass().add("small-text");
    model.setMinWidth(USE_PREF_SIZE);
    Failure failure = answer.failure();
    String told = failure == null || !answer.text().isBlank() ? "" : told(failure.message());
    Label text = new Label(beginning(told.isEmpty() ? answer.text() : told));
    text.setMinWidth(0);
    text.getStyleClass().addAll("small-text", told.isEmpty() ? "muted" : "problem");
    HBox line = new HBox(holder, model, text);
    line.getStyleClass().add("result-line");
    return line;
  }

  private static String style(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String beginning(String text) {
    return text.substring(0, Math.min(BEGINNING, text.length())).strip().replaceAll("\\s+", " ");
  }
}
