package app.diptych.ui.library;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.prompt.LoosePrompt;
import app.diptych.prompt.Prompt;
import app.diptych.prompt.PromptRevision.Part;
import app.diptych.session.SavedTrial;
import app.diptych.ui.compare.Shelved;
import app.diptych.ui.compare.TokenGauge;
import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.OneOf;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.Tip;
import app.diptych.ui.fx.TwoEnds;
import app.diptych.ui.library.LibraryModel.Section;
import java.io.File;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** The prompt that is shown: its title and what can be done with it, above one of its sections. */
final class PromptDetail extends StackPane {
  private final LibraryModel model;
  private Runnable deleted = () -> {};
  private final TextField title = new TextField();
  private final ToggleButton star = new ToggleButton("", Icon.FAVOURITE.node());
  private boolean naming;

  PromptDetail(LibraryModel model, Consumer<Prompt> use, Consumer<SavedTrial> open) {
    this.model = model;
    getStyleClass().add("prompt-detail");
    setMinSize(0, 0);
    setPrefWidth(0);
    StackPane sections = new StackPane();
    for (Section section : Section.values()) {
      Node part =
          switch (section) {
            case EDIT -> new EditForm(model);
            case REVISIONS -> new HistoryView(model);
            case RESULTS -> new ResultsView(model.results(), open);
          };
      part.visibleProperty().bind(model.sectionProperty().isEqualTo(section));
      part.managedProperty().bind(part.visibleProperty());
      sections.getChildren().add(part);
    }
    VBox.setVgrow(sections, Priority.ALWAYS);
    VBox all = new VBox(head(), bar(use), bundledNote(), sections);
    all.getStyleClass().addAll("card", "prompt-sheet");
    all.visibleProperty().bind(model.selectedProperty().isNotNull());
    getChildren().addAll(nothing(), all);
    model.selectedProperty().subscribe(this::selected);
  }

  /** The next prompt shown is a new one: its title is to be typed. */
  void nameNext() {
    naming = true;
  }

  private void selected(@Nullable Shelved shelved) {
    star.setSelected(shelved != null && shelved.favourite());
    if (shelved != null && naming) {
      naming = false;
      title.requestFocus();
      title.selectAll();
    }
  }

  private static VBox nothing() {
    Label words = new Label(say("Choose a prompt at the left, or begin a new one."));
    words.getStyleClass().add("empty-title");
    words.setMinHeight(Region.USE_PREF_SIZE);
    VBox empty = new VBox(Icon.LIBRARY.node(), words);
    empty.getStyleClass().addAll("card", "empty-state");
    return empty;
  }

  private VBox head() {
    title.setId("prompt-title");
    title.getStyleClass().add("title-field");
    title.setAccessibleText(say("Title of the prompt"));
    title.setPromptText(say("Title"));
    title.textProperty().bindBidirectional(model.draft().titleProperty());
    title.editableProperty().bind(model.draft().ownProperty());
    HBox.setHgrow(title, Priority.ALWAYS);
    Shortcut.FAVOURITE.on(star);
    star.setId("favourite");
    star.getStyleClass().addAll("button-icon", "flat", "favourites-only");
    star.setOnAction(_ -> model.favour());
    Label status = new Label();
    status.setId("draft-status");
    status.getStyleClass().addAll("muted", "small-text");
    status.setMinWidth(Region.USE_PREF_SIZE);
    status.textProperty().bind(model.draft().statusProperty());
    HBox row = new HBox(star, title, status);
    row.getStyleClass().add("editor-bar");
    VBox head = new VBox(row, EditForm.problem(model.draft(), Part.TITLE));
    head.getStyleClass().add("prompt-head");
    return head;
  }

  /** Runs that after the prompt shown was deleted: the button can be of no use for the next. */
  void onDelete(Runnable then) {
    deleted = then;
  }

  private void delete() {
    model.delete();
    deleted.run();
  }

  private TwoEnds bar(Consumer<Prompt> use) {
    Button run =
        Shortcut.RUN.on(new Button(say("Use"), Icon.TURN.node()), say("Use on the compare page"));
    run.setId("use-prompt");
    run.getStyleClass().add("accent");
    run.setOnAction(_ -> use.accept(model.used()));
    Button copy = icon(Icon.COPY, say("Duplicate"), model::duplicate);
    copy.setId("duplicate-prompt");
    Button export = icon(Icon.EXPORT, say("Export as a Markdown file"), this::export);
    export.setId("export-prompt");
    Button delete = icon(Icon.DELETE, say("Delete"), this::delete);
    delete.setId("delete-prompt");
    delete.disableProperty().bind(model.draft().ownProperty().not());
    TokenGauge tokens = TokenGauge.ofPrompt(model.asked(), model.background());
    tokens.setId("library-tokens");
    for (Button button : new Button[] {copy, export, delete, run}) {
      button.setMinWidth(Region.USE_PREF_SIZE);
    }
    HBox actions = new HBox(tokens, copy, export, delete, run);
    actions.getStyleClass().add("editor-bar");
    TwoEnds bar = new TwoEnds(sectionSwitch(), actions);
    bar.getStyleClass().add("prompt-bar");
    return bar;
  }

  private HBox sectionSwitch() {
    ToggleGroup group = new ToggleGroup();
    HBox box = new HBox();
    box.getStyleClass().add("diff-modes");
    for (Section section : Section.values()) {
      ToggleButton button = new ToggleButton(section.words());
      button.setId("section-" + section.name().toLowerCase(Locale.ROOT));
      button.setMinWidth(Region.USE_PREF_SIZE);
      button.setToggleGroup(group);
      button
          .getStyleClass()
          .add(
              switch (section) {
                case EDIT -> "left-pill";
                case REVISIONS -> "center-pill";
                case RESULTS -> "right-pill";
              });
      OneOf.choose(button, section, model.sectionProperty());
      box.getChildren().add(button);
    }
    return box;
  }

  private HBox bundledNote() {
    Label words = new Label(say("This prompt comes with Diptych and stays as it is."));
    words.setMinWidth(0);
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(words, Priority.ALWAYS);
    words.setMaxWidth(Double.MAX_VALUE);
    Button edit = Actions.byName(new Button(say("Edit a copy"), Icon.EDIT.node()));
    edit.setId("edit-copy");
    edit.setMinWidth(Region.USE_PREF_SIZE);
    edit.setDisable(!model.shelf().canSave());
    edit.setOnAction(_ -> {
      model.duplicate();
      nameNext();
    });
    HBox note = new HBox(words, edit);
    note.getStyleClass().add("undo-bar");
    BooleanBinding bundled = model.draft().ownProperty().not();
    note.visibleProperty().bind(bundled);
    note.managedProperty().bind(bundled);
    return note;
  }

  private static Button icon(Icon icon, String words, Runnable action) {
    Button button = new Button("", icon.node());
    button.getStyleClass().add("button-icon");
    Tip.on(button, words);
    button.setAccessibleText(words);
    button.setOnAction(_ -> action.run());
    return button;
  }

  private void export() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(say("Export the prompt"));
    chooser.setInitialFileName(LoosePrompt.fileName(model.draft().written()));
    File file = chooser.showSaveDialog(getScene().getWindow());
    if (file != null) {
      model.exportTo(file.toPath());
    }
  }
}
