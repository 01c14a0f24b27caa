package app.diptych.ui.sessions;

import app.diptych.completion.Failure;
import app.diptych.review.Vote;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionSummary;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What is in the selected session, and what can be done with it. */
final class SessionDetail extends VBox {
  private static final int BEGINNING = 160;
  private static final int MOST_OFFERED = 20;

  private final SessionsModel model;
  private final TextField title = new TextField();
  private final TextField tags = new TextField();
  private final Label facts = new Label();
  private final Button pin = button(Icon.PIN, "Pin");
  private final Button archive = button(Icon.ARCHIVE, "Archive");

  SessionDetail(
      SessionsModel model,
      Consumer<SessionSummary> open,
      BiConsumer<SessionSummary, Boolean> rerun) {
    this.model = model;
    getStyleClass().addAll("card", "session-detail");
    title.setId("rename");
    title.setAccessibleText("Title of the session");
    title.getStyleClass().add("title-field");
    commit(title, text -> withSelected(session -> model.rename(session, text)));
    tags.setId("tags");
    tags.setPromptText("Tags, separated by commas");
    tags.setAccessibleText("Tags");
    commit(tags, text -> withSelected(session -> model.tag(session, text)));
    facts.getStyleClass().addAll("muted", "small-text");
    facts.setWrapText(true);
    Button show = new Button("Open", Icon.PROMPTS.node());
    show.setId("open-session");
    show.getStyleClass().add("accent");
    show.setOnAction(_ -> withSelected(open));
    MenuItem own = new MenuItem("With the models that answered then");
    own.setId("rerun-own");
    own.setOnAction(_ -> withSelected(session -> rerun.accept(session, true)));
    SplitMenuButton again = new SplitMenuButton(own);
    again.setText("Run again");
    again.setGraphic(Icon.RESTART.node());
    again.setId("rerun-session");
    again.setTooltip(
        new Tooltip("Runs every prompt again with the models now chosen, as a new session"));
    again.setOnAction(_ -> withSelected(session -> rerun.accept(session, false)));
    Button copy = button(Icon.COPY, "Duplicate");
    copy.setOnAction(_ -> withSelected(model::duplicate));
    Button export = button(Icon.EXPORT, "Export");
    export.setId("export-session");
    Shortcut.EXPORT.on(export);
    export.setOnAction(_ -> model.export());
    Button delete = button(Icon.DELETE, "Delete");
    delete.setId("delete-session");
    delete.setOnAction(_ -> withSelected(model::delete));
    pin.setOnAction(_ -> withSelected(model::pin));
    archive.setId("archive-session");
    archive.setOnAction(_ -> withSelected(model::archive));
    FlowPane actions = new FlowPane(show, again, compareMenu(), pin, copy, export, archive, delete);
    actions.getStyleClass().add("filters");
    ListView<SavedTrial> trials = new ListView<>(model.trials());
    trials.setAccessibleText("Trials of the session");
    trials.setCellFactory(_ -> new TrialCell());
    VBox.setVgrow(trials, Priority.ALWAYS);
    getChildren().addAll(title, facts, tags, actions, trials);
    model.selectedProperty().subscribe(this::show);
  }

  /** Offers the sessions of the list, first the one this one was made from. */
  private MenuButton compareMenu() {
    MenuButton menu = new MenuButton("Compare with", Icon.DIFF.node());
    menu.setId("compare-sessions");
    menu.setOnShowing(_ -> {
      menu.getItems().clear();
      SessionSummary chosen = model.selectedProperty().get();
      model.found().stream()
          .filter(other -> chosen != null && !other.id().equals(chosen.id()))
          .sorted(
              Comparator.comparing((SessionSummary other) ->
                  chosen != null && !other.id().equals(chosen.madeFrom())))
          .limit(MOST_OFFERED)
          .forEach(other -> {
            MenuItem item = new MenuItem(other.title());
            item.setOnAction(_ -> model.compareWith(other));
            menu.getItems().add(item);
          });
    });
    // An empty menu would never call back.
    menu.getItems().add(new MenuItem());
    return menu;
  }

  private static Button button(Icon icon, String words) {
    Button button = new Button("", icon.node());
    button.getStyleClass().add("button-icon");
    name(button, words);
    return button;
  }

  private static void name(Button button, String words) {
    button.setTooltip(new Tooltip(words));
    button.setAccessibleText(words);
  }

  /** What is typed counts on Enter and when the field is left. */
  private static void commit(TextField field, Consumer<String> done) {
    field.setOnAction(_ -> done.accept(field.getText()));
    field
        .focusedProperty()
        .subscribe((was, is) -> {
          if (was && !is) {
            done.accept(field.getText());
          }
        });
  }

  private void withSelected(Consumer<SessionSummary> action) {
    SessionSummary session = model.selectedProperty().get();
    if (session != null) {
      action.accept(session);
    }
  }

  private void show(@Nullable SessionSummary session) {
    setVisible(session != null);
    if (session == null) {
      return;
    }
    if (!title.isFocused()) {
      title.setText(session.title());
    }
    if (!tags.isFocused()) {
      tags.setText(String.join(", ", session.tags()));
    }
    facts.setText(
        String.format(
            Locale.ROOT,
            "%s \u00b7 A %d \u00b7 B %d \u00b7 tie %d \u00b7 both bad %d \u00b7 begun %s",
            session.trials() == 1 ? "1 trial" : session.trials() + " trials",
            session.votes().a(),
            session.votes().b(),
            session.votes().ties(),
            session.votes().bothBad(),
            SessionCell.TIME.format(session.createdAt())));
    name(pin, session.pinned() ? "Unpin" : "Pin");
    name(archive, session.archived() ? "Take out of the archive" : "Archive");
  }

  /** A trial: the prompt, the beginning of both answers, the verdict. */
  private static final class TrialCell extends ListCell<SavedTrial> {
    TrialCell() {
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable SavedTrial trial, boolean empty) {
      super.updateItem(trial, empty);
      setText(null);
      setGraphic(trial == null || empty ? null : rows(trial));
    }

    private static VBox rows(SavedTrial trial) {
      Label prompt = new Label(trial.number() + "  " + beginning(trial.prompt()));
      prompt.getStyleClass().add("session-title");
      prompt.setMinWidth(0);
      HBox first = new HBox(prompt);
      HBox.setHgrow(prompt, Priority.ALWAYS);
      prompt.setMaxWidth(Double.MAX_VALUE);
      Vote vote = trial.vote();
      if (vote != null) {
        Label mark = new Label(vote.verdict().words());
        mark.setMinWidth(USE_PREF_SIZE);
        mark.getStyleClass().add("tag");
        first.getChildren().add(mark);
      }
      VBox rows = new VBox(first);
      rows.getStyleClass().add("session-rows");
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
      Failure failure = answer.failure();
      Label text =
          new Label(
              beginning(
                  answer.text().isBlank() && failure != null ? failure.message() : answer.text()));
      text.setMinWidth(0);
      text.getStyleClass().addAll("small-text", failure == null ? "muted" : "problem");
      HBox line = new HBox(holder, text);
      line.getStyleClass().add("session-row");
      return line;
    }

    private static String beginning(String text) {
      // Markdown's own signs say nothing in one plain line.
      String line = text.replaceAll("[#*`|>]+", " ").strip().replaceAll("\\s+", " ");
      return line.codePointCount(0, line.length()) <= BEGINNING
          ? line
          : line.substring(0, line.offsetByCodePoints(0, BEGINNING)) + "\u2026";
    }
  }
}
