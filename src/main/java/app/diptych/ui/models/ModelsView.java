package app.diptych.ui.models;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.local.shelf.ShelfModel;
import app.diptych.trial.Side;
import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.FocusByKey;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.Tip;
import app.diptych.ui.models.ModelsModel.News;
import app.diptych.ui.models.ModelsModel.State;
import atlantafx.base.controls.CustomTextField;
import java.io.File;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import org.jspecify.annotations.Nullable;

/** The models page: downloads above, the models of this machine, and everything about one. */
public final class ModelsView extends VBox {
  private final ModelsModel model;
  private final CustomTextField search = new CustomTextField();
  private final ListView<ShelfModel> list = new ListView<>();
  private boolean marking;

  /**
   * @param whyNot why no model can be put on a side now; empty when one can
   */
  public ModelsView(ModelsModel model, ObservableValue<String> whyNot) {
    this.model = model;
    getStyleClass().add("models");
    setId("models-page");
    VBox left = new VBox(searchBar(), lists(), new FolderList(model), newsBar());
    left.getStyleClass().addAll("card", "model-list");
    ModelDetail detail = new ModelDetail(model, whyNot);
    for (Region half : new Region[] {left, detail}) {
      half.setMinWidth(0);
      half.setPrefWidth(0);
      HBox.setHgrow(half, Priority.ALWAYS);
    }
    HBox halves = new HBox(left, detail);
    halves.getStyleClass().add("model-halves");
    halves.setMinHeight(0);
    VBox.setVgrow(halves, Priority.ALWAYS);
    getChildren().addAll(new DownloadBar(model.downloads()), halves);
    Shortcut.UNDO.within(this, model::undo);
  }

  /** The page is about to be seen. */
  public void shown() {
    model.shown();
    search.requestFocus();
  }

  private HBox searchBar() {
    search.setId("model-search");
    search.setPromptText(say("Search models"));
    search.setAccessibleText(say("Search models"));
    search.setLeft(Icon.SEARCH.node());
    search.setMinWidth(0);
    search.textProperty().bindBidirectional(model.wordsProperty());
    search.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.DOWN) {
        FocusByKey.give(list);
      }
    });
    HBox.setHgrow(search, Priority.ALWAYS);
    Button again = new Button("", Icon.RESTART.node());
    again.setId("model-rescan");
    again.getStyleClass().add("button-icon");
    Tip.on(again, say("Look again"));
    again.setAccessibleText(say("Look for models again"));
    again.setOnAction(_ -> model.look());
    Button add = Actions.byName(new Button(say("Add folder"), Icon.FOLDER.node()));
    add.setId("model-add-folder");
    add.setMinWidth(USE_PREF_SIZE);
    add.setOnAction(_ -> chooseFolder());
    HBox bar = new HBox(search, again, add);
    bar.getStyleClass().add("model-row");
    return bar;
  }

  private void chooseFolder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(say("Folder with models"));
    File folder = chooser.showDialog(getScene().getWindow());
    if (folder != null) {
      model.add(folder.toPath());
    }
  }

  private StackPane lists() {
    list.setId("models");
    list.setAccessibleText(say("Models on this machine"));
    list.setItems(model.found());
    list.setCellFactory(_ -> new ModelCell());
    list.setPlaceholder(new Region());
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((_, _, chosen) -> {
          if (!marking && chosen != null) {
            model.select(chosen);
          }
        });
    model.selectedProperty().subscribe(_ -> mark());
    model.found().addListener((ListChangeListener<ShelfModel>) _ -> mark());
    list.setOnKeyPressed(event -> {
      if (Shortcut.MODEL_A.matches(event)) {
        model.use(Side.A);
        event.consume();
      } else if (Shortcut.MODEL_B.matches(event)) {
        model.use(Side.B);
        event.consume();
      }
    });
    list.setMinHeight(0);
    StackPane stack = new StackPane(list, loading(), empty());
    stack.setMinHeight(0);
    VBox.setVgrow(stack, Priority.ALWAYS);
    return stack;
  }

  /** Marks the row of the selected model, whatever happened to the rows. */
  private void mark() {
    ShelfModel selected = model.selectedProperty().get();
    int row = selected == null ? -1 : model.found().indexOf(selected);
    marking = true;
    if (row < 0) {
      list.getSelectionModel().clearSelection();
    } else if (list.getSelectionModel().getSelectedIndex() != row) {
      list.getSelectionModel().clearAndSelect(row);
    }
    marking = false;
  }

  private VBox loading() {
    ProgressIndicator wheel = new ProgressIndicator();
    wheel.getStyleClass().add("model-wheel");
    Label words = new Label(say("Looking for models on this machine"));
    words.getStyleClass().add("muted");
    VBox box = new VBox(wheel, words);
    box.setId("models-loading");
    box.getStyleClass().add("empty-state");
    box.visibleProperty().bind(model.stateProperty().map(state -> state == State.LOADING));
    return box;
  }

  private VBox empty() {
    Label title = new Label();
    title.setId("models-empty");
    title.getStyleClass().add("empty-title");
    Label advice = new Label();
    advice.getStyleClass().add("muted");
    advice.setWrapText(true);
    Button all = new Button(say("Show all models"));
    all.setOnAction(_ -> model.wordsProperty().set(""));
    Button retry = new Button(say("Try again"), Icon.RESTART.node());
    retry.setOnAction(_ -> model.look());
    VBox box = new VBox(Icon.LOCAL.node(), title, advice, all, retry);
    box.getStyleClass().add("empty-state");
    Runnable show =
        () -> {
          State state = model.stateProperty().get();
          boolean searching = !model.wordsProperty().get().isBlank();
          box.setVisible(model.found().isEmpty() && state != State.LOADING);
          shown(all, state == State.LISTED && searching);
          shown(retry, state == State.FAILED);
          title.setText(
              state == State.FAILED
                  ? say("The models cannot be listed")
                  : searching ? say("No model fits") : say("No models yet"));
          advice.setText(
              state == State.FAILED
                  ? say("Look below for the reason.")
                  : searching
                      ? say("No model has all of these words.")
                      : say("Add a folder with GGUF files, or download a model above."));
        };
    model.stateProperty().subscribe(show);
    model.found().addListener((ListChangeListener<ShelfModel>) _ -> show.run());
    return box;
  }

  private HBox newsBar() {
    Label what = new Label();
    what.setId("models-news");
    what.setMinWidth(0);
    what.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(what, Priority.ALWAYS);
    Button undo = Shortcut.UNDO.on(new Button(say("Undo")), say("Take the last change back"));
    undo.setId("models-undo");
    undo.setMinWidth(USE_PREF_SIZE);
    undo.setOnAction(_ -> model.undo());
    Button close = new Button(say("Dismiss"));
    close.getStyleClass().add("flat");
    close.setMinWidth(USE_PREF_SIZE);
    close.setOnAction(_ -> model.dismiss());
    HBox bar = new HBox(what, undo, close);
    bar.getStyleClass().add("undo-bar");
    bar.setMinHeight(USE_PREF_SIZE);
    model.newsProperty().subscribe(news -> show(news, bar, what, undo));
    return bar;
  }

  private static void show(@Nullable News news, HBox bar, Label what, Button undo) {
    shown(bar, news != null);
    shown(undo, news != null && news.undo() != null);
    what.getStyleClass().remove("problem");
    if (news != null && news.problem()) {
      what.getStyleClass().add("problem");
    }
    what.setWrapText(news != null && news.problem());
    what.setText(news == null ? "" : news.words());
    what.setTooltip(news == null ? null : new Tooltip(news.words()));
  }

  private static void shown(javafx.scene.Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
