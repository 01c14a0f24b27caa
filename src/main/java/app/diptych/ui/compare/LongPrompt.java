package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.TabKey;
import java.util.Locale;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * Stands in the editor's place for a prompt that is too long to edit smoothly: its size, its
 * beginning, and the words that are put before and after it. All of it is sent.
 */
final class LongPrompt extends VBox {
  /**
   * Laying out an editable text takes about 4 ms per 1,000 characters (measured), and a frame has
   * 16.
   */
  static final int LONGEST_EDITABLE = 30_000;

  /** Longer words than these become a part of what they stand beside. */
  private static final int LONGEST_WORDS = 8_000;

  private static final int PREVIEW = 1_200;
  private static final String BETWEEN = "\n\n";

  private final StringProperty prompt;
  private final Label size = new Label();
  private final Label beginning = new Label();
  private final TextArea before = new TextArea();
  private final TextArea after = new TextArea();
  private final String name;
  private String removed = "";

  /** The text without the words before and after it. */
  private String between = "";

  private boolean joining;

  /**
   * @param name what the text is, for people
   * @param id what the text is, for the ids of nodes
   * @param editable whether it can be changed at all
   */
  LongPrompt(
      String name,
      String id,
      StringProperty prompt,
      BooleanExpression editable,
      Runnable focusEditor) {
    this.prompt = prompt;
    this.name = name;
    getStyleClass().add("long-prompt");
    setId("long-" + id);
    size.getStyleClass().add("form-title");
    beginning.getStyleClass().add("muted");
    beginning.setWrapText(true);
    VBox.setVgrow(beginning, Priority.ALWAYS);
    Button clear = new Button(say("Remove"));
    clear.setId("remove-long-" + id);
    clear.setMinWidth(USE_PREF_SIZE);
    clear.disableProperty().bind(editable.not());
    clear.setOnAction(_ -> {
      removed = prompt.get();
      prompt.set("");
      focusEditor.run();
    });
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox first = new HBox(size, space, clear);
    first.getStyleClass().add("editor-bar");
    words(before, "before-" + id, say("Words before it"), editable);
    words(after, "after-" + id, say("Words after it: what to do with it"), editable);
    getChildren().addAll(first, before, beginning, after);
    prompt.subscribe(this::show);
  }

  static boolean isTooLongToEdit(String text) {
    return text.length() > LONGEST_EDITABLE;
  }

  /** Whoever pasted a long text goes on typing below it. */
  void focusWords() {
    after.requestFocus();
    after.end();
  }

  /** The text last removed, for an undo; empty when there is none. */
  String takeRemoved() {
    String back = removed;
    removed = "";
    return back;
  }

  @SuppressWarnings(
      "NullAway") // A refused change is null: the contract of TextFormatter, which has no
  // annotations.
  private void words(TextArea words, String id, String hint, BooleanExpression editable) {
    TabKey.leaves(words);
    words.setId(id);
    words.setWrapText(true);
    words.setPrefRowCount(1);
    words.setMinHeight(USE_PREF_SIZE);
    words.setPromptText(hint);
    words.setAccessibleText(hint);
    words.editableProperty().bind(editable);
    words.setTextFormatter(
        new TextFormatter<TextFormatter.Change>(change -> {
          if (change.isContentChange() && change.getControlNewText().length() > LONGEST_WORDS) {
            take(words, change.getControlNewText());
            return null;
          }
          return change;
        }));
    words.textProperty().subscribe(_ -> join());
  }

  /** Words too long for a field become a part of the text they stand beside. */
  private void take(TextArea words, String fresh) {
    joining = true;
    between = words.equals(before) ? fresh + BETWEEN + between : between + BETWEEN + fresh;
    words.clear();
    joining = false;
    join();
  }

  private void join() {
    if (!joining && !between.isEmpty()) {
      joining = true;
      prompt.set(joined(before.getText(), after.getText()));
      joining = false;
    }
  }

  private String joined(String first, String last) {
    return (first.isBlank() ? "" : first + BETWEEN)
        + between
        + (last.isBlank() ? "" : BETWEEN + last);
  }

  private void show(String text) {
    if (!joining) {
      joining = true;
      between = isTooLongToEdit(text) ? text : "";
      before.clear();
      after.clear();
      joining = false;
    }
    if (isTooLongToEdit(text)) {
      size.setText(
          String.format(
              Locale.ROOT, say("Long %s: %,d characters, sent whole"), name, text.length()));
      setAccessibleText(size.getText());
      beginning.setText(between.substring(0, PREVIEW).replaceAll("\\s+", " ") + " \u2026");
    }
  }
}
