package app.diptych.ui.sessions;

import app.diptych.session.SessionComparison.Change;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/** What something was before, and is after, a line each. */
final class ChangeTable extends GridPane {
  /**
   * @param brief whether every value is a few words, so that each line keeps its height
   */
  ChangeTable(List<Change> changes, boolean brief) {
    getStyleClass().add("changes");
    int line = 0;
    for (Change change : changes) {
      boolean same = change.before().equals(change.after());
      Label what = muted(change.what());
      what.setMinWidth(USE_PREF_SIZE);
      addRow(
          line++,
          what,
          value(change.before(), brief),
          muted(same ? "=" : "\u2192"),
          value(change.after(), brief));
    }
  }

  private static Label value(String text, boolean brief) {
    Label value = new Label(Beginning.of(text));
    value.setWrapText(!brief);
    value.setPrefWidth(0);
    value.setMaxWidth(Double.MAX_VALUE);
    value.getStyleClass().add("small-text");
    GridPane.setHgrow(value, Priority.ALWAYS);
    return value;
  }

  static Label muted(String words) {
    Label label = new Label(words);
    label.getStyleClass().addAll("muted", "small-text");
    return label;
  }
}
