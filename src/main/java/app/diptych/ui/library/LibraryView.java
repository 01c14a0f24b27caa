package app.diptych.ui.library;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.prompt.Prompt;
import app.diptych.session.SavedTrial;
import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.library.LibraryModel.Section;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** The library page: the prompts at the left, the one that is looked at or written at the right. */
public final class LibraryView extends HBox {
  private final LibraryModel model;
  private final ShelfPanel shelf;
  private final PromptDetail detail;

  /**
   * @param use puts a prompt into the editor of the compare page
   * @param open shows a saved trial on the compare page
   */
  public LibraryView(LibraryModel model, Consumer<Prompt> use, Consumer<SavedTrial> open) {
    this.model = model;
    this.shelf = new ShelfPanel(model, use);
    this.detail = new PromptDetail(model, use, open);
    getStyleClass().add("library");
    setId("library-page");
    HBox.setHgrow(detail, Priority.ALWAYS);
    getChildren().addAll(shelf, detail);
    Shortcut.NEW_PROMPT.within(this, this::create);
    Shortcut.SAVE_PROMPT.within(this, model::saveRevision);
    Shortcut.FAVOURITE.within(this, model::favour);
    Shortcut.UNDO.withinUnlessTyped(this, shelf::undo);
    Shortcut.FIND_PROMPT.within(this, shelf::focusSearch);
    Shortcut.RUN.within(this, () -> use.accept(model.used()));
    Shortcut.DIFF_NEXT.within(this, model.history().diff()::next);
    Shortcut.DIFF_PREVIOUS.within(this, model.history().diff()::previous);
    Shortcut.DIFF_MODE.within(this, model.history().diff()::nextMode);
    shelf.onCreate(this::create);
    detail.onDelete(shelf::focusList);
    tellWhyNot();
  }

  private void tellWhyNot() {
    Actions.unless(
        this,
        Shortcut.SAVE_PROMPT,
        () ->
            model.selectedProperty().get() != null && model.draft().ownProperty().get()
                ? ""
                : say("Choose a prompt of your own first."));
    for (Shortcut step : List.of(Shortcut.DIFF_NEXT, Shortcut.DIFF_PREVIOUS)) {
      Actions.unless(
          this, step, () -> noDiff().isEmpty() ? model.history().diff().noDifferences() : noDiff());
    }
    Actions.unless(this, Shortcut.DIFF_MODE, this::noDiff);
  }

  private String noDiff() {
    return model.selectedProperty().get() != null
            && model.sectionProperty().get() == Section.REVISIONS
        ? model.history().statementProperty().get()
        : say("Show the revisions of a prompt first.");
  }

  private void create() {
    model.create();
    detail.nameNext();
  }

  /** The page is about to be seen. */
  public void shown() {
    model.shown();
    shelf.focusSearch();
  }

  /** Another page is shown instead. */
  public void left() {
    model.left();
  }

  /** Shows the prompt of that id. */
  public void show(String id) {
    model.select(id);
  }
}
