package app.diptych.ui.sessions;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.sessions.SessionChanges.News;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** What came of the last change, with the way back when there is one. Empty when nothing was. */
final class NewsBar extends HBox {
  private final Label what = new Label();
  private final Button undo = Shortcut.UNDO.on(new Button(say("Undo")));

  NewsBar(SessionChanges changes) {
    getStyleClass().add("undo-bar");
    what.setId("undo-words");
    what.setMinWidth(0);
    what.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(what, Priority.ALWAYS);
    undo.setId("undo");
    undo.setMinWidth(USE_PREF_SIZE);
    undo.setOnAction(_ -> changes.undo());
    Button close = new Button(say("Dismiss"));
    close.getStyleClass().add("flat");
    close.setMinWidth(USE_PREF_SIZE);
    close.setOnAction(_ -> changes.dismiss());
    getChildren().addAll(what, undo, close);
    changes.newsProperty().subscribe(this::show);
  }

  private void show(@Nullable News news) {
    setVisible(news != null);
    setManaged(news != null);
    boolean problem = news != null && news.isProblem();
    undo.setVisible(!problem);
    undo.setManaged(!problem);
    what.getStyleClass().remove("problem");
    if (problem) {
      what.getStyleClass().add("problem");
    }
    // What went wrong is read whole; a long title may be cut.
    what.setWrapText(problem);
    what.setText(news == null ? "" : news.words());
    what.setTooltip(news == null ? null : new Tooltip(news.words()));
  }
}
