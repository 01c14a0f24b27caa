package app.diptych.ui.compare;

import app.diptych.prompt.Prompt;
import app.diptych.ui.fx.Icon;
import atlantafx.base.controls.CustomTextField;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * The prompts to choose from: a click puts one into the editor, Enter or a double click also runs
 * it.
 */
final class PromptList extends VBox {
  private final CompareModel page;
  private final CustomTextField search = new CustomTextField();
  private final ListView<Prompt> list = new ListView<>();

  PromptList(CompareModel page) {
    this.page = page;
    getStyleClass().addAll("card", "prompt-list");
    Label title = new Label("PROMPT LIBRARY");
    title.getStyleClass().add("side-title");
    search.setId("prompt-search");
    search.setPromptText("Search prompts");
    search.setAccessibleText("Search prompts");
    search.setLeft(Icon.SEARCH.node());
    search.textProperty().addListener((_, _, query) -> show(query));
    search.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.DOWN) {
        list.requestFocus();
      }
    });
    list.setId("prompts");
    list.setAccessibleText("Prompts");
    list.setCellFactory(_ -> new PromptCell(this::clicked));
    list.setPlaceholder(new Label("No prompt has these words."));
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((_, _, chosen) -> {
          if (chosen != null) {
            page.use(chosen);
          }
        });
    list.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ENTER) {
        page.run();
      }
    });
    VBox.setVgrow(list, Priority.ALWAYS);
    getChildren().addAll(title, search, list);
    show("");
  }

  /** Also puts a prompt back that was selected already and has been changed in the editor since. */
  private void clicked(Prompt prompt, int clicks) {
    page.use(prompt);
    if (clicks == 2) {
      page.run();
    }
  }

  void focusSearch() {
    search.requestFocus();
  }

  private void show(String query) {
    list.getItems().setAll(page.library().search(query));
  }
}
