package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import java.util.Locale;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * Stands in the editor's place for a prompt that is too long to edit smoothly: its size and its
 * beginning. All of it is sent.
 */
final class LongPrompt extends VBox {
  /**
   * Laying out an editable text takes about 4 ms per 1,000 characters (measured), and a frame has
   * 16.
   */
  static final int LONGEST_EDITABLE = 30_000;

  private static final int PREVIEW = 1_200;

  private final Label size = new Label();
  private final Label beginning = new Label();
  private final String name;
  private String removed = "";

  /**
   * @param name what the text is, for people
   * @param id what the text is, for the ids of nodes
   */
  LongPrompt(String name, String id, StringProperty prompt, Runnable focusEditor) {
    this.name = name;
    getStyleClass().add("long-prompt");
    setId("long-" + id);
    size.getStyleClass().add("form-title");
    beginning.getStyleClass().add("muted");
    beginning.setWrapText(true);
    beginning.setMinHeight(0);
    VBox.setVgrow(beginning, Priority.ALWAYS);
    Button clear = new Button(say("Remove"));
    clear.setId("remove-long-" + id);
    // It gets the focus of the editor that goes: whoever types on must not press what removes all.
    setFocusTraversable(true);
    clear.setOnAction(_ -> {
      removed = prompt.get();
      prompt.set("");
      focusEditor.run();
    });
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox first = new HBox(size, space, clear);
    first.getStyleClass().add("editor-bar");
    getChildren().addAll(first, beginning);
    prompt.subscribe(this::show);
  }

  static boolean isTooLongToEdit(String text) {
    return text.length() > LONGEST_EDITABLE;
  }

  /** The text last removed, for an undo; empty when there is none. */
  String takeRemoved() {
    String back = removed;
    removed = "";
    return back;
  }

  private void show(String text) {
    if (isTooLongToEdit(text)) {
      size.setText(
          String.format(
              Locale.ROOT,
              say("Long %s: %,d characters, sent whole, not editable here"),
              name,
              text.length()));
      setAccessibleText(size.getText());
      beginning.setText(text.substring(0, PREVIEW).replaceAll("\\s+", " ") + " \u2026");
    }
  }
}
