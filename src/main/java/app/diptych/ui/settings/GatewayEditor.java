package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.TabKey;
import app.diptych.ui.fx.Tip;
import app.diptych.ui.settings.SettingsModel.Question;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The gateway that is being written: what it is, its key, and whether it works. */
final class GatewayEditor extends VBox {
  private final SettingsModel model;
  private final GatewayDraft draft;
  private final TextField id;

  GatewayEditor(SettingsModel model) {
    this.model = model;
    this.draft = model.draft();
    this.id =
        Field.text(
            say("Name in models"), "edit-id", say("for example holysheep"), draft.idProperty());
    setId("gateway-editor");
    getStyleClass().addAll("card", "gateway-editor");
    ScrollPane scroll = new ScrollPane(form());
    scroll.getStyleClass().add("edit-form");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(head(), said(), question(), scroll);
  }

  void focusFirst() {
    id.requestFocus();
  }

  private HBox head() {
    Label title = new Label();
    title.getStyleClass().add("panel-title");
    title.setMinWidth(0);
    title
        .textProperty()
        .bind(
            draft
                .freshProperty()
                .flatMap(fresh ->
                    fresh ? new SimpleStringProperty(say("New gateway")) : draft.nameProperty()));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button remove = new Button("", Icon.DELETE.node());
    remove.setId("remove-gateway");
    remove.getStyleClass().add("button-icon");
    Tip.on(remove, say("Remove"));
    remove.setAccessibleText(say("Remove the gateway"));
    remove.setMinWidth(USE_PREF_SIZE);
    remove.setOnAction(_ -> model.remove());
    draft.freshProperty().subscribe(fresh -> Field.shown(remove, !fresh));
    Button save =
        Shortcut.SAVE_PROMPT.on(new Button(say("Save"), Icon.SAVE.node()), say("Save the gateway"));
    save.setId("save-gateway");
    save.getStyleClass().add("accent");
    save.setMinWidth(USE_PREF_SIZE);
    save.setOnAction(_ -> model.save());
    Label unsaved = new Label(say("not saved"));
    unsaved.setId("gateway-unsaved");
    unsaved.getStyleClass().add("tag");
    unsaved.setMinWidth(USE_PREF_SIZE);
    draft.changedProperty().subscribe(changed -> Field.shown(unsaved, changed));
    HBox head = new HBox(title, unsaved, space, remove, save);
    head.getStyleClass().addAll("editor-bar", "gateway-head");
    return head;
  }

  private VBox said() {
    Label problem = line("edit-problem", "problem");
    problem.textProperty().bind(model.problemProperty());
    Field.shownWhileSaying(problem);
    Label told = line("edit-told", "muted");
    told.textProperty().bind(model.toldProperty());
    Field.shownWhileSaying(told);
    VBox said = new VBox(problem, told);
    said.getStyleClass().add("gateway-said");
    Runnable arrange =
        () -> Field.shown(said, !problem.getText().isEmpty() || !told.getText().isEmpty());
    problem.textProperty().subscribe(arrange);
    told.textProperty().subscribe(arrange);
    return said;
  }

  private static Label line(String id, String style) {
    Label line = new Label();
    line.setId(id);
    line.getStyleClass().add(style);
    line.setWrapText(true);
    line.setMinHeight(USE_PREF_SIZE);
    return line;
  }

  /** Asks in place, because a key that was sent cannot be called back. */
  private VBox question() {
    Label words = line("question", "question-words");
    Button yes = new Button();
    yes.setId("question-yes");
    Button no = new Button(say("Go back"));
    no.setId("question-no");
    no.getStyleClass().add("accent");
    no.setOnAction(_ -> model.decline());
    FlowPane answers = new FlowPane(no, yes);
    answers.getStyleClass().add("question-answers");
    HBox asked = new HBox(Icon.ERROR.node(), words);
    HBox.setHgrow(words, Priority.ALWAYS);
    asked.getStyleClass().add("editor-bar");
    VBox box = new VBox(asked, answers);
    box.getStyleClass().add("question");
    model.questionProperty().subscribe(question -> ask(box, words, yes, question));
    return box;
  }

  private static void ask(VBox box, Label words, Button yes, @Nullable Question question) {
    Field.shown(box, question != null);
    if (question != null) {
      words.setText(question.words());
      yes.setText(question.yes());
      yes.setOnAction(_ -> question.accept().run());
    }
  }

  private VBox form() {
    id.disableProperty().bind(draft.freshProperty().not());
    TextField url =
        Field.text(say("Base URL"), "edit-url", "https://api.example.com/v1", draft.urlProperty());
    url.getStyleClass().add("mono");
    HBox names =
        columns(
            new Field(say("Name in models, as in NAME/MODEL"), id),
            Field.of(say("Display name"), "edit-name", say("optional"), draft.nameProperty()));
    TextArea notes = new TextArea();
    TabKey.leaves(notes);
    notes.setId("edit-notes");
    notes.setAccessibleText(say("Notes"));
    notes.setPrefRowCount(3);
    notes.setWrapText(true);
    notes.textProperty().bindBidirectional(draft.notesProperty());
    VBox form =
        new VBox(
            names,
            new Field(say("Base URL"), url),
            new KeyFields(model),
            new CheckPanel(model),
            health(),
            new PairTable(
                say("Aliases: your own names for its models"),
                say("alias"),
                "llama-4-scout",
                say("the id it knows"),
                draft.aliases()),
            columns(
                Field.of(
                    say("Requests a minute"),
                    "edit-rpm",
                    say("no limit"),
                    draft.requestsProperty()),
                Field.of(
                    say("Tokens a minute"), "edit-tpm", say("no limit"), draft.tokensProperty()),
                Field.of(
                    say("At once"),
                    "edit-concurrent",
                    say("no limit"),
                    draft.concurrentProperty())),
            columns(
                Field.of(say("Connect, s"), "edit-connect", "5", draft.connectProperty()),
                Field.of(say("First byte, s"), "edit-first-byte", "30", draft.firstByteProperty()),
                Field.of(say("Silence, s"), "edit-silence", "60", draft.silenceProperty()),
                Field.of(say("Whole call, s"), "edit-whole", "600", draft.wholeProperty())),
            new PairTable(
                say("Headers sent with every request; never a secret"),
                say("header"),
                "X-Title",
                say("value"),
                draft.headers()),
            new Field(say("Notes, never sent"), notes));
    form.getStyleClass().add("gateway-form");
    return form;
  }

  private HealthCard health() {
    HealthCard card = new HealthCard(model.health());
    draft.freshProperty().subscribe(fresh -> Field.shown(card, !fresh));
    return card;
  }

  private static HBox columns(Field... fields) {
    HBox columns = new HBox(fields);
    columns.getStyleClass().add("form-columns");
    return columns;
  }
}
