package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.settings.PriceDraft.Part;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The fields of one price; shown while one is typed. */
final class PriceForm extends ScrollPane {
  private final PriceDraft draft;
  private final VBox fields = new VBox();

  PriceForm(PriceDraft draft) {
    this.draft = draft;
    setId("price-form");
    getStyleClass().add("edit-form");
    setFitToWidth(true);
    setMinHeight(0);
    fields.getStyleClass().add("budget-form");
    Label about = line("price-form-about", "muted");
    about.setText(
        say(
            "Per million tokens. What was charged until now stays; what comes next is charged by this."));
    Label more = line("price-form-more", "muted");
    more.setText(say("Its rates for long prompts and batches stay as they are."));
    draft.keepsMoreProperty().subscribe(keeps -> Field.shown(more, keeps));
    Label problem = line("price-form-problem", "problem");
    problem.textProperty().bind(draft.problemProperty());
    Field.shownWhileSaying(problem);
    // In a low window it stands below what is seen.
    draft.problemProperty().subscribe(words -> setVvalue(words.isEmpty() ? 0 : 1));
    fields
        .getChildren()
        .addAll(
            row(Part.GATEWAY, Part.MODEL),
            row(Part.INPUT, Part.OUTPUT, Part.CACHED, Part.REASONING),
            row(Part.CURRENCY, Part.SOURCE, Part.DATE),
            about,
            more,
            problem,
            buttons());
    setContent(fields);
    fields.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    draft
        .editingProperty()
        .subscribe(editing -> {
          Field.shown(this, editing);
          if (editing) {
            focusFirst();
          }
        });
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER && event.getTarget() instanceof TextField) {
      draft.save();
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE) {
      draft.cancel();
      event.consume();
    }
  }

  /** What has to be typed first: whose price it is may be known. */
  private void focusFirst() {
    Part first = draft.text(Part.GATEWAY).get().isEmpty() ? Part.GATEWAY : Part.INPUT;
    fields.lookup("#" + id(first)).requestFocus();
  }

  private static String id(Part part) {
    return "price-" + part.name().toLowerCase(Locale.ROOT);
  }

  private HBox row(Part... parts) {
    HBox row = new HBox();
    row.getStyleClass().add("editor-bar");
    for (Part part : parts) {
      row.getChildren().add(Field.of(part.title(), id(part), part.hint(), draft.text(part)));
    }
    return row;
  }

  private static Label line(String id, String style) {
    Label line = new Label();
    line.setId(id);
    line.getStyleClass().addAll(style, "small-text");
    line.setWrapText(true);
    line.setMinHeight(USE_PREF_SIZE);
    return line;
  }

  private HBox buttons() {
    Button save = new Button();
    save.setId("save-price");
    save.getStyleClass().add("accent");
    draft
        .doubtedProperty()
        .subscribe(doubted -> save.setText(doubted ? say("Save all the same") : say("Save")));
    save.disableProperty().bind(draft.savingProperty());
    save.setOnAction(_ -> draft.save());
    Button cancel = new Button(say("Cancel"));
    cancel.setId("cancel-price");
    cancel.setOnAction(_ -> draft.cancel());
    HBox row = new HBox(save, cancel);
    row.getStyleClass().add("editor-bar");
    return row;
  }
}
