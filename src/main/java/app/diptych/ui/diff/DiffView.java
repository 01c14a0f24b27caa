package app.diptych.ui.diff;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.Icon;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.event.Event;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/**
 * Two texts in two columns that scroll as one, because each row of the list holds a line of A and
 * the line of B that answers to it. Only the rows in sight have nodes.
 */
public final class DiffView extends VBox {
  /** So many rows stay in sight above the difference gone to. */
  private static final int ABOVE = 2;

  /** What takes no longer than this shows no sign of work, so that nothing flickers. */
  private static final Duration CALM = Duration.millis(200);

  private final DiffModel model;
  private final ListView<DiffItem> list;

  public DiffView(DiffModel model) {
    this.model = model;
    this.list = new ListView<>(model.items());
    getStyleClass().addAll("card", "diff");
    setId("diff");
    list.setId("diff-list");
    list.setAccessibleText(say("Both texts line by line"));
    list.addEventFilter(KeyEvent.KEY_PRESSED, this::passOn);
    list.setCellFactory(_ -> new DiffCell(model));
    StackPane body = new StackPane(list, statement(), loading());
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(new DiffBar(model), body, footer());
    model.currentProperty().subscribe(this::scroll);
  }

  /** Gives the keyboard to the rows. */
  public void focusRows() {
    list.requestFocus();
  }

  /** The list would keep this key to itself, and it means something in all of the window. */
  private void passOn(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      event.consume();
      Event.fireEvent(this, event.copyFor(this, this));
    }
  }

  private void scroll() {
    int item = model.currentItem();
    if (item >= 0) {
      list.getSelectionModel().clearAndSelect(item);
      list.scrollTo(Math.max(0, item - ABOVE));
    }
  }

  private VBox statement() {
    Label words = new Label();
    words.setId("diff-statement");
    words.getStyleClass().add("empty-title");
    words.setWrapText(true);
    words.textProperty().bind(model.statementProperty());
    VBox box = new VBox(Icon.DIFF.node(), words);
    box.getStyleClass().addAll("empty-state", "diff-statement");
    box.setMouseTransparent(true);
    box.visibleProperty()
        .bind(model.statementProperty().isNotEmpty().and(model.busyProperty().not()));
    return box;
  }

  private VBox loading() {
    ProgressIndicator wheel = new ProgressIndicator();
    wheel.getStyleClass().add("diff-wheel");
    VBox box = new VBox(wheel, new Label(say("Comparing")));
    box.setId("diff-loading");
    box.getStyleClass().addAll("empty-state", "diff-loading");
    box.setMouseTransparent(true);
    box.setVisible(false);
    PauseTransition soon = new PauseTransition(CALM);
    soon.setOnFinished(_ -> box.setVisible(model.busyProperty().get()));
    model
        .busyProperty()
        .subscribe(busy -> {
          if (busy) {
            soon.playFromStart();
          } else {
            soon.stop();
            box.setVisible(false);
          }
        });
    return box;
  }

  private HBox footer() {
    Label legend = new Label();
    legend
        .textProperty()
        .bind(
            Bindings.concat(
                say("\u2212  only in "),
                model.nameAProperty(),
                say("      +  only in "),
                model.nameBProperty(),
                say("      ~  differs")));
    legend.getStyleClass().addAll("muted", "small-text");
    legend.setMinWidth(Region.USE_PREF_SIZE);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Label note = new Label();
    note.setId("diff-note");
    note.getStyleClass().addAll("muted", "small-text");
    note.textProperty()
        .bind(
            Bindings.when(model.noteProperty().isNotEmpty())
                .then(model.noteProperty())
                .otherwise(model.noStructureProperty()));
    HBox footer = new HBox(legend, space, note);
    footer.getStyleClass().add("pane-footer");
    return footer;
  }
}
