package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.prompt.Prompt;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import javafx.css.PseudoClass;
import javafx.event.Event;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * A line of a list of prompts: a heading, or a prompt with its title, its first tag, the beginning
 * of its text and how often it was used.
 */
final class PromptCell extends ListCell<ShelfItem> {
  private static final PseudoClass HEADING = PseudoClass.getPseudoClass("heading");

  /** More of a text than fits in any cell. */
  private static final int BEGINNING = 120;

  private final Label title = new Label();
  private final Label tag = new Label();
  private final Label text = new Label();
  private final Label uses = new Label();
  private final ToggleButton star = new ToggleButton("", Icon.FAVOURITE.node());
  private final VBox rows;
  private final Label headingWords = new Label();
  private final Label headingNote = new Label();
  private final HBox heading;

  /**
   * @param clicked is told of every click on a prompt, also on the one selected already
   * @param favour makes a prompt a favourite, or no longer one
   */
  PromptCell(ObjIntConsumer<Shelved> clicked, Consumer<Shelved> favour) {
    setOnMouseClicked(event -> {
      if (getItem() instanceof ShelfItem.Entry entry
          && !isEmpty()
          && event.getButton() == MouseButton.PRIMARY) {
        clicked.accept(entry.shelved(), event.getClickCount());
      }
    });
    title.getStyleClass().add("prompt-title");
    title.setMinWidth(0);
    tag.getStyleClass().add("tag");
    tag.setMinWidth(Region.USE_PREF_SIZE);
    text.getStyleClass().addAll("muted", "small-text");
    text.setMinWidth(0);
    uses.getStyleClass().addAll("muted", "small-text");
    uses.setMinWidth(Region.USE_PREF_SIZE);
    star.getStyleClass().add("star");
    star.setFocusTraversable(false);
    star.setMinWidth(Region.USE_PREF_SIZE);
    // A click on the star means the star alone.
    star.addEventHandler(MouseEvent.MOUSE_CLICKED, Event::consume);
    star.setOnAction(_ -> {
      if (getItem() instanceof ShelfItem.Entry entry) {
        favour.accept(entry.shelved());
      }
    });
    rows = new VBox(row(title, tag), row(text, uses, star));
    rows.getStyleClass().add("prompt-rows");
    headingWords.getStyleClass().add("side-title");
    headingNote.getStyleClass().addAll("muted", "small-text");
    heading = row(headingWords, headingNote);
    // The text is cut to the cell, whose width the list decides.
    rows.setMaxWidth(0);
    rows.setMinWidth(0);
    setPrefWidth(0);
  }

  private static HBox row(Label first, Region... others) {
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox row = new HBox(first, space);
    row.getChildren().addAll(others);
    row.getStyleClass().add("prompt-first-row");
    return row;
  }

  @Override
  protected void updateItem(@Nullable ShelfItem item, boolean empty) {
    super.updateItem(item, empty);
    boolean isHeading = item instanceof ShelfItem.Heading && !empty;
    pseudoClassStateChanged(HEADING, isHeading);
    setMouseTransparent(isHeading);
    switch (empty ? null : item) {
      case null -> {
        setGraphic(null);
        setAccessibleText("");
      }
      case ShelfItem.Heading words -> {
        headingWords.setText(words.words().toUpperCase(Locale.ROOT));
        headingNote.setText(words.own() ? "" : say("included"));
        setAccessibleText(words.words());
        setGraphic(heading);
      }
      case ShelfItem.Entry entry -> show(entry.shelved());
    }
  }

  private void show(Shelved shelved) {
    Prompt prompt = shelved.prompt();
    title.setText(prompt.title());
    boolean tagged = !prompt.tags().isEmpty();
    tag.setText(tagged ? prompt.tags().getFirst() : "");
    tag.setVisible(tagged);
    tag.setManaged(tagged);
    text.setText(beginning(prompt.text()));
    uses.setText(shelved.uses() == 0 ? "" : shelved.uses() + "\u00d7");
    star.setSelected(shelved.favourite());
    Shortcut.FAVOURITE.on(
        star, shelved.favourite() ? say("No longer a favourite") : say("Favourite"));
    setAccessibleText(
        prompt.title()
            + (shelved.favourite() ? say(", favourite") : "")
            + (shelved.uses() == 0 ? "" : say(", used %s times").formatted(shelved.uses())));
    rows.setMaxWidth(Double.MAX_VALUE);
    setGraphic(rows);
  }

  private static String beginning(String text) {
    return text.substring(0, Math.min(BEGINNING, text.length())).strip().replaceAll("\\s+", " ");
  }
}
