package app.diptych.ui.sessions;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.session.SessionSummary;
import app.diptych.ui.fx.Icon;
import java.util.Comparator;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;

/** Offers the sessions of the list to compare with, first the one this one was made from. */
final class CompareMenu extends MenuButton {
  private static final int MOST_OFFERED = 100;

  private final SessionsModel model;

  CompareMenu(SessionsModel model) {
    super(say("Compare with"), Icon.DIFF.node());
    this.model = model;
    setId("compare-sessions");
    setOnShowing(_ -> fill());
    // An empty menu would never call back.
    getItems().add(new MenuItem());
  }

  private void fill() {
    getItems().clear();
    SessionSummary chosen = model.selectedProperty().get();
    model.found().stream()
        .filter(other -> chosen != null && !other.id().equals(chosen.id()))
        .sorted(
            Comparator.comparing(
                (SessionSummary other) -> chosen != null && !other.id().equals(chosen.madeFrom())))
        .limit(MOST_OFFERED)
        .forEach(other -> {
          MenuItem item =
              new MenuItem(
                  Beginning.of(other.title())
                      + "  \u00b7  "
                      + SessionCell.TIME.format(other.createdAt()));
          item.setMnemonicParsing(false);
          item.setOnAction(_ -> model.compareWith(other));
          getItems().add(item);
        });
    int more = model.found().size() - 1 - MOST_OFFERED;
    if (more > 0 || getItems().isEmpty()) {
      MenuItem advice =
          new MenuItem(
              more > 0
                  ? say("and %s more: search, to list fewer").formatted(more)
                  : say("No other session is listed"));
      advice.setDisable(true);
      getItems().add(advice);
    }
  }
}
