package app.diptych.ui.batch;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.session.Batches.Standing;
import app.diptych.session.SavedTrial;
import app.diptych.ui.batch.BatchModel.State;
import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The batch page: the batches there are, and beside them a new one or what came of one. */
public final class BatchView extends HBox {
  private final BatchModel model;
  private final DraftView draft;
  private final ResultsView results;
  private final ListView<Standing> list;
  private boolean choosing;

  /**
   * What is done with rows elsewhere in the window.
   *
   * @param open shows a saved trial on the compare page, under the title of its batch
   * @param whyNotOpen why it cannot be shown now, as a sentence; empty when it can
   * @param review has trials judged blind, under a title
   * @param target asks the user where a file of such a name is to be saved; empty when nowhere
   */
  public record Uses(
      BiConsumer<SavedTrial, String> open,
      ObservableValue<String> whyNotOpen,
      BiConsumer<String, List<String>> review,
      Function<String, Optional<Path>> target) {}

  public BatchView(BatchModel model, Pickers pickers, Uses uses) {
    this.model = model;
    this.list = new ListView<>(model.batches());
    this.draft = new DraftView(model, pickers);
    this.results = new ResultsView(model, uses);
    setId("batch-page");
    getStyleClass().add("batch");
    StackPane body = new StackPane(draft, results, waiting(), failed());
    body.setMinWidth(0);
    body.setMinHeight(0);
    HBox.setHgrow(body, Priority.ALWAYS);
    VBox right = new VBox(new RunCard(model), news(), body);
    right.getStyleClass().add("batch-right");
    right.setMinWidth(0);
    VBox.setVgrow(body, Priority.ALWAYS);
    HBox.setHgrow(right, Priority.ALWAYS);
    getChildren().addAll(existing(), right);
    keys();
    takeFiles();
    model
        .stateProperty()
        .subscribe(state -> {
          draft.setVisible(state == State.NEW);
          results.setVisible(state == State.RESULTS);
          if (state == State.NEW && results.isFocusWithin()) {
            draft.focusFirst();
          }
        });
  }

  /** The page is about to be seen. */
  public void shown() {
    model.shown();
    list.requestFocus();
  }

  /** Takes a file as the data set of a new batch. */
  public void take(Path file) {
    model.showNew();
    model.draft().choose(file);
  }

  /** Which keys do what while the focus is on the page. */
  private void keys() {
    Shortcut.NEW_BATCH.firstWithin(this, model::showNew);
    Shortcut.START_BATCH.firstWithin(this, model::start);
    Shortcut.STOP_BATCH.within(this, model.run()::stop);
    Shortcut.FIND_ROW.firstWithin(this, results::focusSearch);
    Actions.unless(
        this,
        Shortcut.FIND_ROW,
        () ->
            model.stateProperty().get() == State.RESULTS
                ? ""
                : say("Choose a batch in the list first."));
  }

  private void takeFiles() {
    setOnDragOver(event -> {
      if (event.getDragboard().hasFiles()) {
        event.acceptTransferModes(TransferMode.COPY);
        event.consume();
      }
    });
    setOnDragDropped(event -> {
      List<File> files = event.getDragboard().getFiles();
      event.setDropCompleted(!files.isEmpty());
      if (!files.isEmpty()) {
        take(files.getFirst().toPath());
      }
      event.consume();
    });
  }

  private VBox existing() {
    Label title = new Label(say("Batches"));
    title.getStyleClass().add("card-title");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button fresh = Shortcut.NEW_BATCH.on(new Button(say("New"), Icon.ADD.node()), say("New batch"));
    fresh.setId("batch-new");
    fresh.setMinWidth(USE_PREF_SIZE);
    fresh.setOnAction(_ -> model.showNew());
    HBox head = new HBox(title, space, fresh);
    head.getStyleClass().add("session-row");
    list.setId("batches");
    list.setAccessibleText(say("Batches"));
    list.setCellFactory(_ -> new BatchCell(model.run().batchProperty()));
    model.run().batchProperty().subscribe(_ -> list.refresh());
    Label none = new Label(say("No batch yet."));
    none.getStyleClass().add("muted");
    list.setPlaceholder(none);
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((_, _, chosen) -> {
          Standing now = model.shownProperty().get();
          boolean same =
              now != null && chosen != null && now.batch().id().equals(chosen.batch().id());
          if (chosen != null && !(same && model.stateProperty().get() == State.RESULTS)) {
            choosing = true;
            try {
              model.show(chosen);
            } finally {
              choosing = false;
            }
          }
        });
    model.shownProperty().subscribe(_ -> mark());
    model.stateProperty().subscribe(_ -> mark());
    VBox.setVgrow(list, Priority.ALWAYS);
    VBox box = new VBox(head, list);
    box.getStyleClass().addAll("card", "batch-list");
    return box;
  }

  /** Not while a row is being chosen: a list does not bear another choice in the middle of one. */
  private void mark() {
    if (choosing) {
      return;
    }
    Standing now = model.shownProperty().get();
    if (now == null || model.stateProperty().get() != State.RESULTS) {
      list.getSelectionModel().clearSelection();
    } else if (!now.equals(list.getSelectionModel().getSelectedItem())) {
      list.getSelectionModel().select(now);
    }
  }

  private HBox news() {
    Label words = new Label();
    words.setId("batch-news");
    words.setWrapText(true);
    words.setMinHeight(USE_PREF_SIZE);
    words.textProperty().bind(model.newsProperty());
    HBox.setHgrow(words, Priority.ALWAYS);
    words.setMaxWidth(Double.MAX_VALUE);
    Button close = new Button("", Icon.CLOSE.node());
    close.getStyleClass().addAll("button-icon", "flat");
    close.setAccessibleText(say("Close this note"));
    close.setOnAction(_ -> model.tell(""));
    HBox bar = new HBox(words, close);
    bar.getStyleClass().add("undo-bar");
    bar.visibleProperty().bind(words.textProperty().isNotEmpty());
    bar.managedProperty().bind(bar.visibleProperty());
    return bar;
  }

  private ProgressIndicator waiting() {
    ProgressIndicator waiting = new ProgressIndicator();
    waiting.setMaxSize(48, 48);
    waiting.setAccessibleText(say("Reading the batches"));
    model.stateProperty().subscribe(state -> waiting.setVisible(state == State.LOADING));
    return waiting;
  }

  private VBox failed() {
    Label title = new Label(say("The batches cannot be read"));
    title.setId("batch-failed");
    title.getStyleClass().add("empty-title");
    Label why = new Label();
    why.getStyleClass().add("muted");
    why.setWrapText(true);
    why.textProperty().bind(model.problemProperty());
    Button retry = new Button(say("Try again"), Icon.RESTART.node());
    retry.setOnAction(_ -> model.shown());
    VBox box = new VBox(Icon.ERROR.node(), title, why, retry);
    box.getStyleClass().add("empty-state");
    model.stateProperty().subscribe(state -> box.setVisible(state == State.FAILED));
    return box;
  }
}
