package app.diptych.ui.batch;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.FocusByKey;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.TabKey;
import app.diptych.ui.fx.Tip;
import java.io.File;
import java.util.Locale;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/** The form of a new batch: its data, its prompts, its models, how it is asked, what it costs. */
final class DraftView extends VBox {
  private final DraftModel draft;

  private final Button file =
      Actions.byName(new Button(say("Choose a file\u2026"), Icon.FILE.node()));

  DraftView(BatchModel model, Pickers pickers) {
    this.draft = model.draft();
    getStyleClass().add("batch-draft");
    VBox parts =
        new VBox(
            card(say("Data"), data(), new PreviewTable(draft)),
            card(say("Prompts"), prompts()),
            card(
                say("Models and settings"),
                models(pickers),
                new OthersRow(draft.others(), pickers.more()),
                settings()));
    parts.getStyleClass().add("batch-parts");
    ScrollPane scrolled = new ScrollPane(parts);
    scrolled.setId("batch-form");
    scrolled.setFitToWidth(true);
    scrolled.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scrolled.getStyleClass().add("panel-scroll");
    scrolled.setMinHeight(0);
    VBox.setVgrow(scrolled, Priority.ALWAYS);
    getChildren().addAll(scrolled, new StartBar(model));
  }

  private static VBox card(String name, Node... parts) {
    Label title = new Label(name);
    title.getStyleClass().add("card-title");
    VBox card = new VBox(title);
    card.getChildren().addAll(parts);
    card.getStyleClass().addAll("card", "batch-card");
    return card;
  }

  void focusFirst() {
    FocusByKey.give(file);
  }

  private FlowPane data() {
    file.setId("batch-file");
    Tip.on(file, say("CSV, JSON Lines or a promptfoo configuration; or drop it here"));
    file.setOnAction(_ -> choose(say("A data set"), file1 -> draft.choose(file1.toPath())));
    TextField words = new TextField();
    words.setId("batch-library");
    words.setPromptText(say("or words of library prompts"));
    words.setAccessibleText(say("Words of the prompts of the library to ask"));
    words.setPrefColumnCount(18);
    Runnable take = () -> draft.chooseLibrary(words.getText());
    words.setOnAction(_ -> take.run());
    Button library = Actions.byName(new Button(say("Use prompts"), Icon.LIBRARY.node()));
    library.setId("batch-use-library");
    library.setAccessibleText(say("Use the prompts of the library with those words"));
    library.setOnAction(_ -> take.run());
    FlowPane row = new FlowPane(file, words, library);
    row.getStyleClass().add("filters");
    return row;
  }

  private interface Chosen {
    void take(File file);
  }

  private void choose(String title, Chosen use) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    File file = chooser.showOpenDialog(getScene().getWindow());
    if (file != null) {
      use.take(file);
    }
  }

  private VBox prompts() {
    VBox areas = new VBox();
    areas.getStyleClass().add("batch-prompts");
    Runnable fill =
        () -> areas.getChildren().setAll(draft.templates().stream().map(this::template).toList());
    draft.templates().subscribe(fill);
    fill.run();
    Button add = Actions.byName(new Button(say("Another prompt"), Icon.ADD.node()));
    add.setId("batch-add-prompt");
    add.setOnAction(_ -> draft.addTemplate(""));
    Label hint =
        new Label(say("{{name}} stands for a column. Every prompt is asked of every row."));
    hint.getStyleClass().addAll("muted", "small-text");
    hint.setWrapText(true);
    TextField system =
        field(say("System prompt, or none"), draft.systemProperty(), "batch-system", 24);
    HBox.setHgrow(system, Priority.ALWAYS);
    HBox row = new HBox(add, system);
    row.getStyleClass().add("session-row");
    add.setMinWidth(Region.USE_PREF_SIZE);
    return new VBox(8, hint, areas, row);
  }

  private HBox template(StringProperty template) {
    int number = draft.templates().indexOf(template) + 1;
    TextArea area = new TextArea();
    TabKey.leaves(area);
    area.setId("batch-prompt-" + number);
    area.setWrapText(true);
    area.setPrefRowCount(2);
    area.setMinHeight(Region.USE_PREF_SIZE);
    area.setPromptText(say("Explain {{topic}} in one sentence."));
    area.setAccessibleText(say("Prompt %s").formatted(number));
    area.textProperty().bindBidirectional(template);
    HBox.setHgrow(area, Priority.ALWAYS);
    HBox row = new HBox(area);
    row.getStyleClass().add("session-row");
    if (draft.templates().size() > 1) {
      Button remove = new Button("", Icon.CLOSE.node());
      remove.getStyleClass().addAll("button-icon", "flat");
      remove.setAccessibleText(say("Remove prompt %s").formatted(number));
      remove.setOnAction(_ -> draft.removeTemplate(template));
      row.getChildren().add(remove);
    }
    return row;
  }

  private static FlowPane models(Pickers pickers) {
    FlowPane row = new FlowPane(side("A", pickers.a()), side("B", pickers.b()));
    row.getStyleClass().add("filters");
    return row;
  }

  private static HBox side(String name, Node picker) {
    Label letter = new Label(name);
    letter.getStyleClass().add("side-letter");
    HBox side = new HBox(letter, picker);
    side.getStyleClass().addAll("session-row", "side-" + name.toLowerCase(Locale.ROOT));
    return side;
  }

  private FlowPane settings() {
    CheckBox inTurn = new CheckBox(say("One side after the other"));
    inTurn.setId("batch-in-turn");
    inTurn.selectedProperty().bindBidirectional(draft.inTurnProperty());
    CheckBox poisson = new CheckBox(say("Arrivals at random"));
    poisson.setId("batch-poisson");
    Tip.on(poisson, say("Rows come as users do, at that rate on average"));
    poisson.selectedProperty().bindBidirectional(draft.poissonProperty());
    poisson.disableProperty().bind(draft.rateProperty().isEmpty());
    Button checks = new Button("", Icon.FILE.node());
    checks.getStyleClass().addAll("button-icon", "flat");
    checks.setAccessibleText(say("Choose the file of checks"));
    Tip.on(checks, say("Choose the file of checks"));
    checks.setOnAction(_ ->
        choose(
            say("Checks, as promptfoo writes them"),
            file -> draft.checksProperty().set(file.getAbsolutePath())));
    HBox file = new HBox(field(say("None"), draft.checksProperty(), "batch-checks", 14), checks);
    file.getStyleClass().add("session-row");
    FlowPane grid =
        new FlowPane(
            named(
                say("Temperatures"),
                field(say("Model's own"), draft.temperaturesProperty(), "batch-temperature", 9)),
            named(
                say("Max tokens"),
                field(say("Model's own"), draft.maxTokensProperty(), "batch-max-tokens", 8)),
            named(say("Repeats"), field("1", draft.repeatsProperty(), "batch-repeat", 4)),
            named(
                say("Rows at once"),
                field("4", draft.concurrencyProperty(), "batch-concurrency", 5)),
            named(say("Warm-up rows"), field("0", draft.warmUpProperty(), "batch-warm-up", 5)),
            named(
                say("Order by seed"),
                field(say("As in the file"), draft.shuffleProperty(), "batch-shuffle", 8)),
            named(
                say("Rows a second"),
                field(say("No limit"), draft.rateProperty(), "batch-rate", 6)),
            named(say("Checks"), file),
            named(
                say("Title"),
                field(say("Data set and models"), draft.titleProperty(), "batch-title", 18)),
            boxes(inTurn, poisson));
    grid.getStyleClass().add("batch-settings");
    return grid;
  }

  private static VBox boxes(CheckBox... boxes) {
    VBox column = new VBox(boxes);
    column.getStyleClass().add("batch-boxes");
    return column;
  }

  private static VBox named(String name, Node field) {
    Label label = new Label(name);
    label.getStyleClass().addAll("muted", "small-text");
    VBox box = new VBox(label, field);
    box.getStyleClass().add("form-field");
    Node control = field instanceof HBox row ? row.getChildren().getFirst() : field;
    control.setAccessibleText(name);
    label.setLabelFor(control);
    return box;
  }

  private static TextField field(String usual, StringProperty value, String id, int columns) {
    TextField field = new TextField();
    field.setId(id);
    field.setPromptText(usual);
    field.setAccessibleText(usual);
    field.setPrefColumnCount(columns);
    field.textProperty().bindBidirectional(value);
    return field;
  }
}
