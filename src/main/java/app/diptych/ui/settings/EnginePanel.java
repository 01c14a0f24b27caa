package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.ui.fx.Icon;
import app.diptych.ui.settings.EngineControl.State;
import java.io.File;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** Which engine runs local models and how, and the llama-server of this machine. */
final class EnginePanel extends VBox {
  private final EngineModel model;
  private final Label found = line("engine-found");
  private final Label problem = line("engine-problem");
  private final VBox choices = new VBox();

  EnginePanel(EngineModel model) {
    this.model = model;
    setId("engine-panel");
    getStyleClass().addAll("card", "fallback-panel");
    Label about = line("engine-about");
    about.getStyleClass().add("muted");
    about.setText(
        say(
            "Each model file goes to the engine that can run it: the embedded one, or llama-server for"
                + " graphics cards and newer architectures."));
    problem.getStyleClass().add("problem");
    problem.textProperty().bind(model.problemProperty());
    Field.shownWhileSaying(problem);
    Label told = line("engine-told");
    told.getStyleClass().add("muted");
    told.textProperty().bind(model.toldProperty());
    Field.shownWhileSaying(told);
    choices.setId("engine-choices");
    choices.getStyleClass().add("check-rows");
    VBox body = new VBox(about, server(), found, new EngineForm(model), problem, told, choices);
    body.getStyleClass().add("fallback-chosen");
    ScrollPane scroll = new ScrollPane(body);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edit-form");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(head(), scroll);
    model.stateProperty().subscribe(this::show);
    model.lookingProperty().subscribe(_ -> show(model.stateProperty().get()));
  }

  private HBox head() {
    Label title = new Label(say("Local models"));
    title.getStyleClass().add("panel-title");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button save = new Button(say("Save"));
    save.setId("engine-save");
    save.getStyleClass().add("accent");
    save.setMinWidth(USE_PREF_SIZE);
    save.setOnAction(_ -> model.save());
    HBox head = new HBox(title, space, save);
    head.getStyleClass().add("editor-bar");
    return head;
  }

  private VBox server() {
    TextField path =
        Field.text(
            say("Path of llama-server"),
            "engine-server",
            say("looked for when empty"),
            model.draft().server);
    path.setOnAction(_ -> model.check());
    HBox.setHgrow(path, Priority.ALWAYS);
    Button choose = new Button(say("Choose\u2026"), Icon.FOLDER.node());
    choose.setId("engine-choose");
    choose.setMinWidth(USE_PREF_SIZE);
    choose.setOnAction(_ -> choose());
    Button check = new Button(say("Check"));
    check.setId("engine-check");
    check.setMinWidth(USE_PREF_SIZE);
    check.setOnAction(_ -> model.check());
    check.disableProperty().bind(model.lookingProperty());
    HBox row = new HBox(path, choose, check);
    row.getStyleClass().add("editor-bar");
    Label title = Field.title(say("llama-server: the program, or a jar that holds it"));
    title.setLabelFor(path);
    title.setWrapText(true);
    VBox server = new VBox(title, row);
    server.getStyleClass().add("form-field");
    return server;
  }

  private void choose() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(say("Choose llama-server"));
    File file = chooser.showOpenDialog(getScene().getWindow());
    if (file != null) {
      model.draft().server.set(file.toString());
      model.check();
    }
  }

  private void show(@Nullable State state) {
    if (state == null || model.lookingProperty().get()) {
      found.setText(say("Looking for llama-server\u2026"));
      return;
    }
    found.setText(
        state.found().isEmpty()
            ? told(state.problem())
            : say("Found: %s").formatted(told(state.found())));
    choices.getChildren().clear();
    Field.shown(choices, !state.choices().isEmpty());
    choices.getChildren().add(Field.title(say("What runs where")));
    for (String sentence : state.choices()) {
      Label line = line("");
      line.setText(told(sentence));
      line.getStyleClass().add("small-text");
      choices.getChildren().add(line);
    }
  }

  private static Label line(String id) {
    Label line = new Label();
    line.setId(id);
    line.setWrapText(true);
    line.setMinHeight(USE_PREF_SIZE);
    return line;
  }
}
