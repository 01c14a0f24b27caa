package app.diptych.ui.compare;

import app.diptych.prompt.Blanks;
import app.diptych.prompt.Template;
import java.util.List;
import java.util.Map;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** The beginning of the prompt as it will be sent, with what was filled in and what is missing. */
public final class FilledPreview extends TextFlow {
  private static final int SHOWN = 2_000;

  private int left;

  public FilledPreview() {
    setId("filled-preview");
    getStyleClass().add("filled-preview");
    setMinWidth(0);
  }

  /** Shows the prompt with these values. */
  public void show(Blanks blanks, Map<String, String> values) {
    getChildren().clear();
    left = SHOWN;
    if (!blanks.system().pieces().isEmpty()) {
      add(blanks.system(), values);
      add("\n\n", "literal");
    }
    add(blanks.text(), values);
    if (left == 0) {
      getChildren().add(text("\u2026", "literal"));
    }
  }

  private void add(Template template, Map<String, String> values) {
    for (Template.Piece piece : template.pieces()) {
      switch (piece) {
        case Template.Literal literal -> add(literal.text(), "literal");
        case Template.Placeholder blank -> {
          String value = values.get(blank.name());
          add(value == null ? blank.typed() : value, value == null ? "blank" : "filled");
        }
      }
    }
  }

  private void add(String words, String kind) {
    String shown = words.substring(0, Math.min(left, words.length()));
    left -= shown.length();
    if (!shown.isEmpty()) {
      getChildren().add(text(shown, kind));
    }
  }

  private static Text text(String words, String kind) {
    Text text = new Text(words);
    text.getStyleClass().addAll(List.of("text", kind));
    return text;
  }
}
