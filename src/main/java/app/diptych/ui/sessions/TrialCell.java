package app.diptych.ui.sessions;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.completion.Failure;
import app.diptych.review.RaterWords;
import app.diptych.review.Vote;
import app.diptych.session.SavedTrial;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import app.diptych.ui.fx.Tip;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A trial in a list: the prompt, the beginning of both answers, the verdicts. */
final class TrialCell extends ListCell<SavedTrial> {
  private final Function<SavedTrial, List<Vote>> raters;

  /**
   * @param raters the verdicts of others than the owner that hold
   */
  TrialCell(Function<SavedTrial, List<Vote>> raters) {
    this.raters = raters;
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable SavedTrial trial, boolean empty) {
    super.updateItem(trial, empty);
    setText(null);
    setGraphic(trial == null || empty ? null : rows(trial));
  }

  private VBox rows(SavedTrial trial) {
    Label prompt = new Label(trial.number() + "  " + Beginning.of(trial.prompt()));
    prompt.getStyleClass().add("session-title");
    prompt.setMinWidth(0);
    HBox first = new HBox(prompt);
    first.getStyleClass().add("session-row");
    HBox.setHgrow(prompt, Priority.ALWAYS);
    prompt.setMaxWidth(Double.MAX_VALUE);
    List<Vote> others = raters.apply(trial);
    if (!others.isEmpty()) {
      Label mark = mark(RaterWords.of(others));
      Tip.on(mark, RaterWords.each(others));
      first.getChildren().add(mark);
    }
    Vote vote = trial.vote();
    if (vote != null) {
      first.getChildren().add(mark(say(vote.verdict().words())));
    }
    VBox rows = new VBox(first);
    rows.getStyleClass().add("session-rows");
    for (Side side : Side.values()) {
      trial.answer(side).ifPresent(answer -> rows.getChildren().add(line(side, answer)));
    }
    return rows;
  }

  private static Label mark(String words) {
    Label mark = new Label(words);
    mark.setMinWidth(USE_PREF_SIZE);
    mark.getStyleClass().add("tag");
    return mark;
  }

  private static HBox line(Side side, Answer answer) {
    Label letter = new Label(side.name());
    letter.getStyleClass().add("side-letter");
    HBox holder = new HBox(letter);
    holder.getStyleClass().add("side-" + side.name().toLowerCase(Locale.ROOT));
    Failure failure = answer.failure();
    Label text =
        new Label(
            Beginning.of(
                answer.text().isBlank() && failure != null
                    ? told(failure.message())
                    : answer.text()));
    text.setMinWidth(0);
    text.getStyleClass()
        .addAll(
            "small-text",
            failure == null || failure instanceof Failure.Cancelled ? "muted" : "problem");
    HBox line = new HBox(holder, text);
    line.getStyleClass().add("session-row");
    return line;
  }
}
