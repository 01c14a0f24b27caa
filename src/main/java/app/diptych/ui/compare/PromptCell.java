package app.diptych.ui.compare;

import app.diptych.prompt.Prompt;
import java.util.function.ObjIntConsumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A prompt in the list: its title, its first tag, the beginning of its text. */
final class PromptCell extends ListCell<Prompt> {
  private final Label title = new Label();
  private final Label tag = new Label();
  private final Label text = new Label();
  private final VBox rows;

  /**
   * @param chosen is told of every click on a prompt, also on the one selected already
   */
  PromptCell(ObjIntConsumer<Prompt> chosen) {
    setOnMouseClicked(event -> {
      Prompt prompt = getItem();
      if (prompt != null && !isEmpty() && event.getButton() == MouseButton.PRIMARY) {
        chosen.accept(prompt, event.getClickCount());
      }
    });
    title.getStyleClass().add("prompt-title");
    tag.getStyleClass().add("tag");
    tag.setMinWidth(Region.USE_PREF_SIZE);
    text.getStyleClass().addAll("muted", "small-text");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox first = new HBox(title, space, tag);
    first.getStyleClass().add("prompt-first-row");
    rows = new VBox(first, text);
    rows.getStyleClass().add("prompt-rows");
    // The text is cut to the cell, whose width the list decides.
    rows.setMaxWidth(0);
    rows.setMinWidth(0);
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable Prompt prompt, boolean empty) {
    super.updateItem(prompt, empty);
    if (prompt == null || empty) {
      setGraphic(null);
      return;
    }
    title.setText(prompt.title());
    tag.setText(prompt.tags().isEmpty() ? "" : prompt.tags().getFirst());
    tag.setVisible(!prompt.tags().isEmpty());
    text.setText(prompt.text());
    rows.setMaxWidth(Double.MAX_VALUE);
    setGraphic(rows);
  }
}
