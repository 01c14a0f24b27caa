package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.review.RaterWords;
import app.diptych.review.Verdict;
import app.diptych.ui.compare.SessionModel.TrialEntry;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.Tip;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The trials of the open session; a click shows one as it was. */
final class TrialList extends VBox {
  private final CompareModel page;
  private final ListView<TrialEntry> list = new ListView<>();
  private boolean following;

  TrialList(CompareModel page) {
    this.page = page;
    SessionModel session = page.session();
    getStyleClass().addAll("card", "rail-card", "trial-list");
    Label title = new Label();
    title.setId("session-title");
    title.getStyleClass().add("card-title");
    title.textProperty().bind(session.titleProperty());
    title.setMinWidth(0);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button fresh = Shortcut.NEW_SESSION.on(AnswerPane.iconButton(Icon.ADD));
    fresh.setId("new-session");
    fresh.setOnAction(_ -> page.saved().startNew());
    fresh.disableProperty().bind(page.runningProperty());
    HBox header = new HBox(title, space, fresh);
    header.getStyleClass().add("card-header");
    list.setId("trials");
    list.setAccessibleText(say("Trials of this session"));
    list.setItems(session.trials());
    list.setCellFactory(_ -> new Cell());
    Label empty = new Label();
    // Asked again whenever what is saved changes.
    session
        .notSavedProperty()
        .subscribe(_ ->
            empty.setText(
                session.canSave()
                    ? say("Every prompt you run is kept here.")
                    : say("The prompts you run are listed here, and not saved.")));
    empty.getStyleClass().addAll("muted", "small-text");
    empty.setWrapText(true);
    VBox nothing = new VBox(empty, SampleSessions.buttons(page, () -> {}));
    nothing.getStyleClass().add("nothing-yet");
    list.setPlaceholder(nothing);
    list.setContextMenu(menu());
    session.shownProperty().subscribe(this::follow);
    list.getSelectionModel().selectedItemProperty().addListener((_, _, chosen) -> choose(chosen));
    VBox.setVgrow(list, Priority.ALWAYS);
    getChildren().addAll(header, list);
  }

  private ContextMenu menu() {
    return new ContextMenu(
        item(Shortcut.REPLAY, "replay-trial", page.saved()::replay),
        item(Shortcut.REPEAT, "repeat-trial", page.repeat()::begin));
  }

  private MenuItem item(Shortcut what, String id, Consumer<TrialEntry> action) {
    MenuItem item = new MenuItem(what.action());
    item.setId(id);
    item.setOnAction(_ -> {
      TrialEntry chosen = list.getSelectionModel().getSelectedItem();
      if (chosen != null) {
        action.accept(chosen);
      }
    });
    item.disableProperty()
        .bind(page.runningProperty().or(list.getSelectionModel().selectedItemProperty().isNull()));
    return item;
  }

  private void follow(@Nullable TrialEntry current) {
    following = true;
    list.getSelectionModel().select(current);
    if (current != null) {
      list.scrollTo(current);
    }
    following = false;
  }

  private void choose(@Nullable TrialEntry chosen) {
    if (!following && chosen != null && !isCurrent(chosen)) {
      page.saved().show(chosen);
    }
  }

  /** Also with another verdict: it would take the place of the prompt that is being written. */
  private boolean isCurrent(TrialEntry entry) {
    TrialEntry current = page.session().shownProperty().get();
    return current != null && current.id().equals(entry.id());
  }

  private static final class Cell extends ListCell<TrialEntry> {
    Cell() {
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable TrialEntry entry, boolean empty) {
      super.updateItem(entry, empty);
      setText(null);
      setGraphic(entry == null || empty ? null : row(entry));
    }

    private static Label failed() {
      Label mark = new Label("", Icon.ERROR.node());
      mark.setMinWidth(USE_PREF_SIZE);
      mark.setAccessibleText(say("failed"));
      Tip.on(mark, say("failed"));
      mark.getStyleClass().addAll("problem", "trial-failed");
      return mark;
    }

    private static HBox row(TrialEntry entry) {
      Label number = new Label(Integer.toString(entry.number()));
      number.getStyleClass().addAll("muted", "small-text", "trial-number");
      Label prompt = new Label(entry.prompt().strip().lines().findFirst().orElse(""));
      prompt.setMinWidth(0);
      HBox.setHgrow(prompt, Priority.ALWAYS);
      prompt.setMaxWidth(Double.MAX_VALUE);
      HBox row = new HBox(number, prompt);
      row.getStyleClass().add("trial-row");
      if (entry.failed()) {
        row.getChildren().add(failed());
      }
      if (!entry.raters().isEmpty()) {
        // Whose it is, is a hover away: here the prompt needs the room.
        Label mark = new Label(RaterWords.brief(entry.raters()), Icon.RATERS.node());
        mark.setMinWidth(USE_PREF_SIZE);
        mark.setAccessibleText(RaterWords.each(entry.raters()));
        Tip.on(mark, RaterWords.each(entry.raters()));
        mark.getStyleClass().add("tag");
        row.getChildren().add(mark);
      }
      Verdict verdict = entry.verdict();
      if (verdict != null) {
        Label mark = new Label(say(verdict.words()));
        mark.setMinWidth(USE_PREF_SIZE);
        mark.getStyleClass()
            .addAll(
                "tag", "verdict-mark-" + verdict.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        row.getChildren().add(mark);
      }
      if (entry.parent() != null) {
        prompt.setText("\u21b3 " + prompt.getText());
      }
      return row;
    }
  }
}
