package app.diptych.ui.compare;

import app.diptych.ui.fx.TabKey;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextFormatter;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * A text for the models. What fits is edited in place; what does not is shown in short, and the
 * text control never holds it.
 */
public final class PromptField {
  private static final KeyCombination UNDO = KeyCombination.valueOf("Shortcut+Z");

  private final StringProperty text;
  private final TextArea area = new TextArea();
  private final LongPrompt inShort;
  private boolean typing;

  /**
   * @param name what the text is, for people
   * @param shown whether it is on the page at all
   */
  public PromptField(String name, String id, StringProperty text, BooleanExpression shown) {
    this.text = text;
    this.inShort =
        new LongPrompt(
            name.toLowerCase(Locale.ROOT), id, text, area.editableProperty(), area::requestFocus);
    area.setId(id);
    area.setAccessibleText(name);
    area.setWrapText(true);
    TabKey.leaves(area);
    // Before anything hides the editor, and gives its focus to whatever comes next.
    text.subscribe(() -> typing = area.isFocused());
    BooleanBinding tooLong =
        Bindings.createBooleanBinding(() -> LongPrompt.isTooLongToEdit(text.get()), text);
    show(area, shown.and(tooLong.not()));
    show(inShort, shown.and(tooLong));
    bind();
  }

  public TextArea area() {
    return area;
  }

  /** What to put on the page: one of them is shown at a time. */
  public List<Node> nodes() {
    return List.of(area, inShort);
  }

  public void focus() {
    if (inShort.isVisible()) {
      inShort.focusWords();
    } else {
      area.requestFocus();
    }
  }

  private static void show(Node node, BooleanBinding shown) {
    node.visibleProperty().bind(shown);
    node.managedProperty().bind(shown);
  }

  @SuppressWarnings(
      "NullAway") // A refused change is null: the contract of TextFormatter, which has no
  // annotations.
  private void bind() {
    area.setTextFormatter(new TextFormatter<>(this::divert));
    area.textProperty()
        .addListener((_, _, typed) -> {
          if (!LongPrompt.isTooLongToEdit(text.get())) {
            text.set(typed);
          }
        });
    text.subscribe(now -> {
      if (typing && LongPrompt.isTooLongToEdit(now)) {
        typing = false;
        inShort.focusWords();
      }
      if (!LongPrompt.isTooLongToEdit(now) && !area.getText().equals(now)) {
        area.setText(now);
      }
    });
    area.addEventFilter(KeyEvent.KEY_PRESSED, this::undoRemoval);
  }

  private TextFormatter.@Nullable Change divert(TextFormatter.Change change) {
    if (change.isContentChange() && LongPrompt.isTooLongToEdit(change.getControlNewText())) {
      text.set(change.getControlNewText());
      return null;
    }
    return change;
  }

  private void undoRemoval(KeyEvent event) {
    if (UNDO.match(event) && area.getText().isEmpty()) {
      String back = inShort.takeRemoved();
      if (!back.isEmpty()) {
        text.set(back);
        event.consume();
      }
    }
  }
}
