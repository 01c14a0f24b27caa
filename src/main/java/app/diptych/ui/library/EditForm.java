package app.diptych.ui.library;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.prompt.PromptRevision.Part;
import app.diptych.ui.compare.FilledPreview;
import app.diptych.ui.compare.PromptField;
import app.diptych.ui.fx.Styles;
import java.util.Locale;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Where a prompt is written. What is wrong with a part is said below it. */
final class EditForm extends ScrollPane {
  /** Narrower than that, there is no room for a preview beside the text. */
  private static final double ROOM_FOR_PREVIEW = 620;

  private static final int TEXT_ROWS = 9;

  private final LibraryModel model;
  private final PromptDraft draft;
  private final FilledPreview preview = new FilledPreview();

  EditForm(LibraryModel model) {
    this.model = model;
    this.draft = model.draft();
    setId("edit-form");
    getStyleClass().add("edit-form");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    HBox places =
        new HBox(
            field(say("Folder"), "prompt-folder", draft.folderProperty(), say("none"), Part.FOLDER),
            field(
                say("Tags"),
                "prompt-tags",
                draft.tagsProperty(),
                say("separated by commas"),
                Part.TAGS));
    places.getStyleClass().add("form-columns");
    VBox system =
        text(say("System prompt"), "prompt-system", draft.systemProperty(), 2, Part.SYSTEM);
    VBox form =
        new VBox(
            places,
            system,
            texts(),
            new VariableTable(draft),
            new SamplingRow(draft),
            text(say("Notes, never sent"), "prompt-notes", draft.notesProperty(), 3, Part.NOTES));
    form.getStyleClass().add("prompt-form");
    setContent(form);
    model.asked().addListener(this::fill);
    fill();
  }

  private void fill() {
    preview.show(model.asked().blanks(), model.asked().usable());
  }

  private HBox texts() {
    VBox text = text(say("Prompt"), "prompt-text", draft.textProperty(), TEXT_ROWS, Part.TEXT);
    ScrollPane scroll = new ScrollPane(preview);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setHbarPolicy(ScrollBarPolicy.NEVER);
    scroll.setMinHeight(0);
    scroll.setPrefHeight(0);
    scroll.setFocusTraversable(false);
    scroll.getStyleClass().add("preview-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    VBox beside =
        new VBox(title(say("As it is sent; what is marked must be filled in first")), scroll);
    beside.getStyleClass().add("form-field");
    HBox.setHgrow(beside, Priority.ALWAYS);
    beside.setPrefWidth(0);
    beside.setMinWidth(0);
    HBox texts = new HBox(text, beside);
    texts.getStyleClass().add("form-columns");
    Runnable arrange =
        () -> {
          boolean shown =
              Styles.room(this).getValue() >= ROOM_FOR_PREVIEW && !model.asked().asked().isEmpty();
          beside.setVisible(shown);
          beside.setManaged(shown);
        };
    Styles.room(this).subscribe(_ -> arrange.run());
    model.asked().addListener(arrange);
    return texts;
  }

  private VBox text(String name, String id, StringProperty value, int rows, Part part) {
    PromptField field = new PromptField(name, id, value, new SimpleBooleanProperty(true));
    TextArea area = field.area();
    area.setPrefRowCount(rows);
    editable(area, draft.ownProperty());
    VBox box = new VBox(title(name));
    box.getChildren().addAll(field.nodes());
    box.getChildren().add(problem(draft, part));
    return grown(box);
  }

  private VBox field(String name, String id, StringProperty value, String hint, Part part) {
    TextField field = new TextField();
    field.setId(id);
    field.setPromptText(hint);
    field.setAccessibleText(name);
    field.textProperty().bindBidirectional(value);
    editable(field, draft.ownProperty());
    return grown(new VBox(title(name), field, problem(draft, part)));
  }

  private static VBox grown(VBox field) {
    field.getStyleClass().add("form-field");
    field.setPrefWidth(0);
    HBox.setHgrow(field, Priority.ALWAYS);
    return field;
  }

  static Label title(String words) {
    Label title = new Label(words);
    title.getStyleClass().addAll("small-text", "muted");
    return title;
  }

  /** One that is longer than a field is wide. */
  static Label longTitle(String words) {
    Label title = title(words);
    title.setWrapText(true);
    title.setMinHeight(Region.USE_PREF_SIZE);
    return title;
  }

  static void editable(TextInputControl input, ReadOnlyBooleanProperty own) {
    input.editableProperty().bind(own);
  }

  /** Says what is wrong with a part; takes no room while nothing is. */
  static Label problem(PromptDraft draft, Part part) {
    Label problem = new Label();
    problem.setId("problem-" + part.name().toLowerCase(Locale.ROOT));
    problem.getStyleClass().addAll("problem", "small-text");
    problem.setWrapText(true);
    problem.textProperty().bind(draft.problemProperty(part));
    shownWhileSaying(problem);
    return problem;
  }

  static void shownWhileSaying(Label label) {
    label
        .textProperty()
        .subscribe(words -> {
          label.setVisible(!words.isEmpty());
          label.setManaged(!words.isEmpty());
        });
  }

  static void shown(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
