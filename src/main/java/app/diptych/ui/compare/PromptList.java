package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.FocusByKey;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import atlantafx.base.controls.CustomTextField;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * The prompts to choose from: a click puts one into the editor, Enter or a double click also runs
 * it. Enter in the search takes the first one found.
 */
final class PromptList extends VBox {
  private final CompareModel page;
  private final CustomTextField search = new CustomTextField();
  private final ShelfList list;
  private final Runnable taken;
  private int searches;
  private int shown;
  private boolean takesFirst;
  private boolean following;

  /**
   * @param edit shows a prompt where it can be changed
   * @param taken called when the first of those found was put into the editor
   */
  PromptList(CompareModel page, Consumer<String> edit, Runnable taken) {
    this.page = page;
    this.taken = taken;
    this.list = new ShelfList(this::clicked, page.shelf()::favour);
    getStyleClass().addAll("card", "prompt-list");
    Label title = new Label(say("PROMPT LIBRARY"));
    title.getStyleClass().add("side-title");
    search.setId("prompt-search");
    search.setPromptText(say("Search prompts"));
    search.setAccessibleText(say("Search prompts"));
    search.setLeft(Icon.SEARCH.node());
    search
        .textProperty()
        .addListener((_, _, _) -> {
          takesFirst = false;
          show();
        });
    search.focusedProperty().addListener((_, _, _) -> takesFirst = false);
    search.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.DOWN) {
        FocusByKey.give(list);
      }
    });
    search.setOnAction(_ -> {
      takesFirst = !search.getText().isBlank();
      takeFirst();
    });
    list.setId("prompts");
    list.setPlaceholder(nothing());
    list.chosenProperty()
        .subscribe(chosen -> {
          if (chosen != null && !following) {
            page.use(chosen.prompt());
          }
        });
    list.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ENTER) {
        page.run();
      }
    });
    Shortcut.EDIT_PROMPT.within(
        this,
        () -> {
          Shelved chosen = list.chosenProperty().get();
          if (chosen != null) {
            edit.accept(chosen.id());
          }
        });
    Actions.unless(this, Shortcut.EDIT_PROMPT, list::noneChosen);
    VBox.setVgrow(list, Priority.ALWAYS);
    getChildren().addAll(title, search, list);
    page.shelf().all().addListener((ListChangeListener<Shelved>) _ -> show());
    show();
    page.origin().follow(_ -> follow());
  }

  /** Before a word is looked for, nothing is there only until the first frame, or never was. */
  private Label nothing() {
    Label nothing = new Label();
    nothing.setWrapText(true);
    nothing
        .textProperty()
        .bind(
            Bindings.when(search.textProperty().isEmpty())
                .then(page.shelf().problemProperty())
                .otherwise(say("No prompt has these words.")));
    return nothing;
  }

  /** Marks the prompt that is in the editor, wherever it was taken from. */
  private void follow() {
    String taken = page.origin().id().orElse("");
    Shelved chosen = list.chosenProperty().get();
    if (!taken.equals(chosen == null ? "" : chosen.id())) {
      following = true;
      list.choose(taken);
      int place = list.getSelectionModel().getSelectedIndex();
      if (place >= 0) {
        list.scrollTo(place);
      }
      following = false;
    }
  }

  /** Also puts a prompt back that was selected already and has been changed in the editor since. */
  private void clicked(Shelved shelved, int clicks) {
    page.use(shelved.prompt());
    if (clicks == 2) {
      page.run();
    }
  }

  void focusSearch() {
    search.requestFocus();
  }

  /** Puts the first prompt found into the editor, once it is known which one that is. */
  private void takeFirst() {
    if (takesFirst && shown == searches) {
      takesFirst = false;
      list.first()
          .ifPresent(first -> {
            list.choose(first.id());
            page.use(first.prompt());
            taken.run();
          });
    }
  }

  private void show() {
    int now = ++searches;
    page.shelf()
        .search(
            search.getText(),
            found -> {
              if (now == searches) {
                list.show(found);
                follow();
                shown = now;
                takeFirst();
              }
            });
  }
}
