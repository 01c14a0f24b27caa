package app.diptych.ui.sessions;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.session.SavedTrial;
import app.diptych.session.SessionSummary;
import app.diptych.session.Workspace;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What is in the selected session, and what can be done with it. */
final class SessionDetail extends VBox {
  private final SessionsModel model;
  private final SessionField title;
  private final SessionField tags;
  private final Label facts = new Label();

  SessionDetail(SessionsModel model, SessionUses uses) {
    this.model = model;
    getStyleClass().addAll("card", "session-detail");
    setId("session-detail");
    title = new SessionField(false, model.changes()::rename);
    title.setId("rename");
    title.setAccessibleText(say("Title of the session"));
    title.getStyleClass().add("title-field");
    tags = new SessionField(true, model.changes()::tag);
    tags.setId("tags");
    tags.setPromptText(say("Tags, separated by commas"));
    tags.setAccessibleText(say("Tags"));
    for (SessionField field : new SessionField[] {title, tags}) {
      field.editableProperty().bind(model.changes().whyNotProperty().isEmpty());
    }
    facts.setId("session-facts");
    facts.getStyleClass().addAll("muted", "small-text");
    facts.setWrapText(true);
    facts.setMinHeight(USE_PREF_SIZE);
    ListView<SavedTrial> trials = new ListView<>(model.trials());
    trials.setId("session-trials");
    trials.setAccessibleText(say("Trials of the session"));
    trials.setCellFactory(_ -> new TrialCell(model::raters));
    VBox.setVgrow(trials, Priority.ALWAYS);
    getChildren().addAll(title, facts, tags, new SessionActions(model, uses), trials);
    model.selectedProperty().subscribe(this::show);
    model.comparisonProperty().subscribe(_ -> showOrHide());
  }

  private void show(@Nullable SessionSummary session) {
    title.show(session, session == null ? "" : session.title());
    tags.show(session, session == null ? "" : String.join(", ", session.tags()));
    facts.setText(session == null ? "" : facts(session));
    showOrHide();
  }

  private void showOrHide() {
    setVisible(model.selectedProperty().get() != null && model.comparisonProperty().get() == null);
  }

  private static String facts(SessionSummary session) {
    String words =
        String.format(
            Locale.ROOT,
            say("%s \u00b7 A %d \u00b7 B %d \u00b7 tie %d \u00b7 both bad %d \u00b7 begun %s"),
            session.trials() == 1 ? say("1 trial") : say("%s trials").formatted(session.trials()),
            session.votes().a(),
            session.votes().b(),
            session.votes().ties(),
            session.votes().bothBad(),
            SessionCell.TIME.format(session.createdAt()));
    return session.deleted()
        ? say("%s\nDeleted. It can be restored for %s days.")
            .formatted(words, Workspace.KEPT_WHEN_DELETED.toDays())
        : words;
  }
}
