package app.diptych.ui.library;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.prompt.Prompt;
import app.diptych.prompt.PromptFile;
import app.diptych.ui.compare.PromptShelf.State;
import app.diptych.ui.compare.ShelfList;
import app.diptych.ui.compare.Shelved;
import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.AnyChoice;
import app.diptych.ui.fx.FocusByKey;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.Tip;
import atlantafx.base.controls.CustomTextField;
import java.io.File;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** Search, filters, the prompts, and the folder they are kept in step with. */
final class ShelfPanel extends VBox {
  private final LibraryModel model;
  private final CustomTextField search = new CustomTextField();
  private final ShelfList list;
  private final Button create = Shortcut.NEW_PROMPT.on(new Button(say("New"), Icon.ADD.node()));

  ShelfPanel(LibraryModel model, Consumer<Prompt> use) {
    this.model = model;
    this.list = new ShelfList((_, clicks) -> clicked(clicks, use), model.shelf()::favour);
    getStyleClass().addAll("card", "shelf-panel", "prompt-list");
    getChildren()
        .addAll(
            searchField(), filters(), lists(), news(), new FolderBar(model.folder()), actions());
  }

  void onCreate(Runnable run) {
    create.setOnAction(_ -> run.run());
  }

  void focusSearch() {
    search.requestFocus();
  }

  private void clicked(int clicks, Consumer<Prompt> use) {
    if (clicks == 2) {
      use.accept(model.used());
    }
  }

  private CustomTextField searchField() {
    search.setId("library-search");
    search.setPromptText(say("Search prompts"));
    search.setAccessibleText(say("Search prompts"));
    search.setLeft(Icon.SEARCH.node());
    search.textProperty().bindBidirectional(model.wordsProperty());
    search.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.DOWN) {
        FocusByKey.give(list);
      }
    });
    return search;
  }

  private HBox filters() {
    ToggleButton favourites = new ToggleButton("", Icon.FAVOURITE.node());
    favourites.setId("favourites-only");
    favourites.getStyleClass().addAll("button-icon", "favourites-only");
    Tip.on(favourites, say("Favourites only"));
    favourites.setAccessibleText(say("Favourites only"));
    favourites.setMinWidth(Region.USE_PREF_SIZE);
    favourites.selectedProperty().bindBidirectional(model.favouritesOnlyProperty());
    HBox filters =
        new HBox(
            choice(
                "filter-folder",
                say("Any folder"),
                say("Folder"),
                model.folders(),
                model.folderFilterProperty()),
            choice(
                "filter-tag", say("Any tag"), say("Tag"), model.tags(), model.tagFilterProperty()),
            favourites);
    filters.getStyleClass().add("editor-bar");
    return filters;
  }

  /** A filter whose first entry means: any. */
  private static ComboBox<AnyChoice<String>> choice(
      String id,
      String any,
      String name,
      ObservableList<String> values,
      ObjectProperty<@Nullable String> chosen) {
    ComboBox<AnyChoice<String>> box = AnyChoice.of(any, name, values, chosen, value -> value);
    box.setId(id);
    box.setMinWidth(0);
    box.setPrefWidth(0);
    box.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(box, Priority.ALWAYS);
    return box;
  }

  private StackPane lists() {
    list.setId("library-prompts");
    model.found().addListener((ListChangeListener<Shelved>) _ -> show());
    list.chosenProperty()
        .subscribe(chosen -> {
          if (chosen != null) {
            model.select(chosen.id());
          }
        });
    model.selectedProperty().subscribe(_ -> follow());
    list.setOnKeyPressed(event -> {
      if (Shortcut.DELETE.matches(event)) {
        model.delete();
      }
    });
    list.setPlaceholder(new Region());
    show();
    StackPane stack = new StackPane(list, emptyState());
    VBox.setVgrow(stack, Priority.ALWAYS);
    return stack;
  }

  private void show() {
    list.show(model.found());
    follow();
  }

  private void follow() {
    Shelved selected = model.selectedProperty().get();
    Shelved chosen = list.chosenProperty().get();
    if (selected != null && (chosen == null || !chosen.id().equals(selected.id()))) {
      list.choose(selected.id());
      list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex() - 2));
    }
  }

  private VBox emptyState() {
    Label title = new Label(say("No prompt fits"));
    title.setId("library-empty");
    title.getStyleClass().add("empty-title");
    Label advice = new Label(say("No prompt has all of these words and filters."));
    advice.getStyleClass().add("muted");
    advice.setWrapText(true);
    Button all = new Button(say("Show all prompts"));
    all.setOnAction(_ -> model.clearFilters());
    VBox empty = new VBox(Icon.LIBRARY.node(), title, advice, all);
    empty.getStyleClass().add("empty-state");
    empty.visibleProperty().bind(Bindings.isEmpty(model.found()));
    return empty;
  }

  /** What was done last, with the way back, or what went wrong. */
  private VBox news() {
    Label loading = new Label(say("Reading your prompts"));
    loading.getStyleClass().addAll("muted", "small-text");
    model
        .shelf()
        .stateProperty()
        .subscribe(state -> {
          loading.setVisible(state == State.LOADING);
          loading.setManaged(state == State.LOADING);
        });
    Label problem = new Label();
    problem.setId("library-problem");
    problem.getStyleClass().add("problem");
    problem.setWrapText(true);
    problem.textProperty().bind(model.problemProperty());
    VBox news = new VBox(loading, problem, undoBar());
    news.getStyleClass().add("library-news");
    model
        .problemProperty()
        .subscribe(words -> {
          problem.setVisible(!words.isEmpty());
          problem.setManaged(!words.isEmpty());
        });
    return news;
  }

  /** Takes the last change back, if that is offered, and goes on in the list. */
  void undo() {
    LibraryModel.Undo offer = model.undoProperty().get();
    if (offer != null && offer.back() != null) {
      model.undo();
      focusList();
    }
  }

  void focusList() {
    FocusByKey.give(list);
  }

  private HBox undoBar() {
    Label what = new Label();
    what.setId("library-undo-words");
    what.setMinWidth(0);
    HBox.setHgrow(what, Priority.ALWAYS);
    what.setMaxWidth(Double.MAX_VALUE);
    Button undo = Shortcut.UNDO.on(new Button(say("Undo")));
    undo.setId("library-undo");
    undo.setMinWidth(Region.USE_PREF_SIZE);
    undo.setOnAction(_ -> undo());
    Button close = new Button("", Icon.CLOSE.node());
    close.getStyleClass().addAll("button-icon", "flat");
    close.setAccessibleText(say("Dismiss"));
    Tip.on(close, say("Dismiss"));
    close.setMinWidth(Region.USE_PREF_SIZE);
    close.setOnAction(_ -> model.dismiss());
    HBox bar = new HBox(what, undo, close);
    bar.getStyleClass().add("undo-bar");
    model
        .undoProperty()
        .subscribe(offer -> {
          bar.setVisible(offer != null);
          bar.setManaged(offer != null);
          what.setText(offer == null ? "" : offer.what());
          boolean back = offer != null && offer.back() != null;
          undo.setVisible(back);
          undo.setManaged(back);
        });
    return bar;
  }

  private HBox actions() {
    create.setId("new-prompt");
    create.setMinWidth(Region.USE_PREF_SIZE);
    Button bring = Actions.byName(new Button(say("Import"), Icon.IMPORT.node()));
    bring.setId("import-prompt");
    Tip.on(bring, say("Take in Markdown files with prompts"));
    bring.setMinWidth(Region.USE_PREF_SIZE);
    bring.setOnAction(_ -> importFiles());
    for (Button button : List.of(create, bring)) {
      button.setDisable(!model.shelf().canSave());
    }
    HBox actions = new HBox(create, bring);
    actions.getStyleClass().add("editor-bar");
    return actions;
  }

  private void importFiles() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(say("Import prompts"));
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter("Markdown", "*" + PromptFile.ENDING));
    List<File> files = chooser.showOpenMultipleDialog(getScene().getWindow());
    if (files != null) {
      files.forEach(file -> model.importFile(file.toPath()));
    }
  }
}
