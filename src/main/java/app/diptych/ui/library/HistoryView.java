package app.diptych.ui.library;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.prompt.PromptRevision;
import app.diptych.ui.diff.DiffView;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Styles;
import app.diptych.ui.fx.Tip;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The revisions of a prompt, and what differs between the chosen one and another. */
final class HistoryView extends StackPane {
  /** Narrower than that, the list stands above the comparison. */
  private static final double ROOM_BESIDE = 700;

  private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

  private final LibraryModel page;
  private final HistoryModel model;
  private final ListView<PromptRevision> list;

  HistoryView(LibraryModel page) {
    this.page = page;
    this.model = page.history();
    this.list = new ListView<>(model.revisions());
    getStyleClass().add("history");
    list.setId("revisions");
    list.setAccessibleText(say("Revisions, newest first"));
    list.setCellFactory(_ -> new RevisionCell(model));
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((_, _, chosen) -> {
          if (chosen != null) {
            model.chosenProperty().set(chosen);
          }
        });
    model
        .chosenProperty()
        .subscribe(chosen -> {
          if (chosen != null) {
            list.getSelectionModel().select(chosen);
          }
        });
    DiffView diff = new DiffView(model.diff());
    VBox.setVgrow(diff, Priority.ALWAYS);
    VBox right = new VBox(bar(), diff);
    right.getStyleClass().add("history-right");
    BorderPane both = new BorderPane(right);
    both.visibleProperty().bind(model.statementProperty().isEmpty());
    Styles.room(this).subscribe(width -> arrange(both, width < ROOM_BESIDE));
    getChildren().addAll(both, statement());
  }

  private void arrange(BorderPane both, boolean narrow) {
    Node there = narrow ? both.getTop() : both.getLeft();
    if (there == null) {
      both.setTop(null);
      both.setLeft(null);
      if (narrow) {
        both.setTop(list);
      } else {
        both.setLeft(list);
      }
      pseudoClassStateChanged(NARROW, narrow);
    }
  }

  private VBox statement() {
    Label words = new Label();
    words.setId("history-statement");
    words.getStyleClass().add("empty-title");
    words.setWrapText(true);
    words.textProperty().bind(model.statementProperty());
    VBox box = new VBox(Icon.CLOCK.node(), words);
    box.getStyleClass().add("empty-state");
    box.visibleProperty().bind(model.statementProperty().isNotEmpty());
    return box;
  }

  private HBox bar() {
    ComboBox<@Nullable PromptRevision> other = new ComboBox<>();
    other.setId("revision-other");
    other.setAccessibleText(say("Compare with"));
    other.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable PromptRevision revision) {
            return revision == null ? say("the newest") : RevisionText.name(revision);
          }

          @Override
          public @Nullable PromptRevision fromString(String typed) {
            return null;
          }
        });
    model.revisions().addListener((ListChangeListener<PromptRevision>) _ -> fill(other));
    fill(other);
    other.valueProperty().bindBidirectional(model.otherProperty());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button restore = new Button(say("Restore"), Icon.UNDO.node());
    restore.setId("restore-revision");
    Tip.on(restore, say("Makes it the newest revision; nothing is lost"));
    restore.setMinWidth(Region.USE_PREF_SIZE);
    restore
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () ->
                    model.chosenProperty().get() == null
                        || model.isNewest(model.chosenProperty().get()),
                model.chosenProperty(),
                model.revisions()));
    restore.setOnAction(_ -> {
      PromptRevision chosen = model.chosenProperty().get();
      if (chosen != null) {
        page.restore(chosen);
      }
    });
    Label against = new Label(say("Compared with"));
    against.getStyleClass().add("muted");
    HBox bar = new HBox(against, other, space, restore);
    bar.getStyleClass().add("editor-bar");
    return bar;
  }

  private void fill(ComboBox<@Nullable PromptRevision> other) {
    PromptRevision kept = model.otherProperty().get();
    other.getItems().setAll(model.revisions());
    other.getItems().addFirst(null);
    model.otherProperty().set(kept);
  }

  /** A revision: its number, what changed in it, and when. */
  private static final class RevisionCell extends ListCell<PromptRevision> {
    private final HistoryModel model;

    RevisionCell(HistoryModel model) {
      this.model = model;
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable PromptRevision revision, boolean empty) {
      super.updateItem(revision, empty);
      setText(null);
      setGraphic(revision == null || empty ? null : rows(revision));
    }

    private VBox rows(PromptRevision revision) {
      Label number = new Label(String.format(Locale.ROOT, say("Revision %d"), revision.number()));
      number.getStyleClass().add("prompt-title");
      Region space = new Region();
      HBox.setHgrow(space, Priority.ALWAYS);
      HBox first = new HBox(number, space);
      first.getStyleClass().add("prompt-first-row");
      if (model.isNewest(revision)) {
        Label now = new Label(say("now"));
        now.getStyleClass().add("tag");
        first.getChildren().add(now);
      }
      Label changes = new Label(model.changes(revision));
      changes.setMinWidth(0);
      changes.getStyleClass().add("small-text");
      Label when = new Label(ResultCell.TIME.format(revision.at()));
      when.getStyleClass().addAll("muted", "small-text");
      VBox rows = new VBox(first, changes, when);
      rows.getStyleClass().add("prompt-rows");
      return rows;
    }
  }
}
