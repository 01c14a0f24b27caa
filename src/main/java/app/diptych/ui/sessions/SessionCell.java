package app.diptych.ui.sessions;

import app.diptych.session.SessionSummary;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.VisibleText;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A session in the list: what it is called, who answered, when, and what was said of it. */
final class SessionCell extends ListCell<SessionSummary> {
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
          .withZone(ZoneId.systemDefault());

  SessionCell() {
    // As wide as the list, so that a long title is cut and nothing scrolls sideways.
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable SessionSummary session, boolean empty) {
    super.updateItem(session, empty);
    setText(null);
    setGraphic(session == null || empty ? null : rows(session));
  }

  private static VBox rows(SessionSummary session) {
    Label title = new Label(VisibleText.of(session.title()));
    title.getStyleClass().add("session-title");
    title.setMinWidth(0);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox first = new HBox(title, space);
    first.getStyleClass().add("session-row");
    if (session.pinned()) {
      first.getChildren().addFirst(Icon.PIN.node());
    }
    if (session.failures() > 0) {
      first.getChildren().add(tag(session.failures() + " failed", "failed"));
    }
    session.tags().forEach(tag -> first.getChildren().add(tag(tag, "plain")));
    Label models = new Label(VisibleText.of(String.join("  \u00b7  ", session.models())));
    models.setMinWidth(0);
    models.getStyleClass().addAll("muted", "small-text");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Label facts = new Label(facts(session));
    facts.setMinWidth(USE_PREF_SIZE);
    facts.getStyleClass().addAll("muted", "small-text");
    VBox rows = new VBox(first, new HBox(models, gap, facts));
    rows.getStyleClass().add("session-rows");
    return rows;
  }

  private static String facts(SessionSummary session) {
    int votes = session.votes().total();
    return (session.trials() == 1 ? "1 trial" : session.trials() + " trials")
        + (votes == 0 ? "" : votes == 1 ? " \u00b7 1 verdict" : " \u00b7 " + votes + " verdicts")
        + " \u00b7 "
        + TIME.format(session.changedAt());
  }

  private static Label tag(String words, String style) {
    Label tag = new Label(VisibleText.of(words));
    tag.setMinWidth(USE_PREF_SIZE);
    tag.getStyleClass().addAll("tag", "tag-" + style);
    return tag;
  }
}
