package app.diptych.ui.sessions;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.session.SessionSummary;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.Tip;
import app.diptych.ui.fx.WhyDisabled;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.layout.FlowPane;
import org.jspecify.annotations.Nullable;

/** What can be done with the selected session. */
final class SessionActions extends FlowPane {
  private static final PseudoClass ON = PseudoClass.getPseudoClass("on");

  private final SessionsModel model;
  private final Button pin = Shortcut.PIN.on(icon(Icon.PIN), say("Pin"));
  private final Button archive = Shortcut.ARCHIVE.on(icon(Icon.ARCHIVE), say("Archive"));
  private final List<Node> ofCurrent;
  private final List<Node> ofDeleted;

  SessionActions(SessionsModel model, SessionUses uses) {
    this.model = model;
    getStyleClass().addAll("filters", "session-actions");
    SessionChanges changes = model.changes();
    Button open = button(say("Open"), Icon.PROMPTS, "open-session", uses.open());
    open.getStyleClass().add("accent");
    Button copy = Shortcut.DUPLICATE.on(icon(Icon.COPY), say("Duplicate"));
    act(copy, "duplicate-session", model::duplicate);
    Button export = Shortcut.EXPORT.on(icon(Icon.EXPORT));
    act(export, "export-session", _ -> model.export());
    act(pin, "pin-session", changes::pin);
    act(archive, "archive-session", changes::archive);
    Button delete = Shortcut.DELETE.on(icon(Icon.DELETE), say("Delete"));
    delete.getStyleClass().add("danger-icon");
    act(delete, "delete-session", changes::delete);
    Button restore = button(say("Restore"), Icon.UNDO, "restore-session", changes::restore);
    restore.getStyleClass().add("accent");
    ofCurrent =
        List.of(
            WhyDisabled.around(open, uses.whyNot()),
            WhyDisabled.around(again(uses), uses.whyNot()),
            new CompareMenu(model),
            changing(pin),
            changing(copy),
            export,
            changing(archive),
            changing(delete));
    ofDeleted = List.of(changing(restore));
    model.selectedProperty().subscribe(this::show);
  }

  private Node changing(Button button) {
    return WhyDisabled.around(button, model.changes().whyNotProperty());
  }

  private SplitMenuButton again(SessionUses uses) {
    MenuItem own = new MenuItem(say("With the models that answered then"));
    own.setId("rerun-own");
    own.setOnAction(_ -> withSelected(session -> uses.rerun().accept(session, true)));
    SplitMenuButton again = new SplitMenuButton(own);
    again.setText(say("Run again"));
    again.setGraphic(Icon.RESTART.node());
    again.setId("rerun-session");
    Tip.on(again, say("Runs every prompt again with the models now chosen, as a new session"));
    again.setOnAction(_ -> withSelected(session -> uses.rerun().accept(session, false)));
    return again;
  }

  private Button button(String words, Icon icon, String id, Consumer<SessionSummary> action) {
    Button button = new Button(words, icon.node());
    act(button, id, action);
    return button;
  }

  private void act(Button button, String id, Consumer<SessionSummary> action) {
    button.setId(id);
    button.setOnAction(_ -> withSelected(action));
  }

  private static Button icon(Icon icon) {
    Button button = new Button("", icon.node());
    button.getStyleClass().add("button-icon");
    return button;
  }

  private void withSelected(Consumer<SessionSummary> action) {
    SessionSummary session = model.selectedProperty().get();
    if (session != null) {
      action.accept(session);
    }
  }

  private void show(@Nullable SessionSummary session) {
    if (session == null) {
      return;
    }
    List<Node> wanted = session.deleted() ? ofDeleted : ofCurrent;
    if (!getChildren().equals(wanted)) {
      getChildren().setAll(wanted);
    }
    pin.pseudoClassStateChanged(ON, session.pinned());
    archive.pseudoClassStateChanged(ON, session.archived());
    Shortcut.PIN.on(pin, session.pinned() ? say("Unpin") : say("Pin"));
    Shortcut.ARCHIVE.on(
        archive, session.archived() ? say("Take out of the archive") : say("Archive"));
  }
}
