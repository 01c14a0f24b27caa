package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.completion.Failure;
import app.diptych.trial.ModelCatalog.Discovery;
import app.diptych.trial.ModelCatalog.Entry;
import app.diptych.trial.ModelCatalog.Models;
import app.diptych.trial.ModelCatalog.Unreachable;
import app.diptych.trial.Side;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Motion;
import app.diptych.ui.fx.Shortcut;
import atlantafx.base.controls.CustomTextField;
import atlantafx.base.controls.Popover;
import java.io.File;
import java.util.List;
import java.util.function.Function;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/** Names the model of a side; opens a searchable list of models to choose another. */
public final class ModelPicker extends Button {
  private final CompareModel page;
  private final SideModel side;
  private final ModelChoices choices = new ModelChoices();
  private final ListView<ModelChoice> list = new ListView<>(choices.rows());
  private final CustomTextField search = new CustomTextField();
  private final GatewayProblems problems = new GatewayProblems();
  private final Popover popover = Motion.of(new Popover(), this);
  private int openings;

  /** For that side of the compare page, wherever it stands. */
  public ModelPicker(CompareModel page, Side side) {
    this(page, page.side(side));
  }

  ModelPicker(CompareModel page, SideModel side) {
    this.page = page;
    this.side = side;
    getStyleClass().addAll("model-picker", "flat");
    setId("model-" + side.side());
    textProperty().bind(side.modelProperty());
    setGraphic(Icon.OPEN.node());
    Shortcut shortcut = side.side() == Side.A ? Shortcut.MODEL_A : Shortcut.MODEL_B;
    shortcut.on(this);
    accessibleTextProperty()
        .bind(
            side.modelProperty()
                .map(model -> say("%s, now %s").formatted(shortcut.action(), model)));
    disableProperty().bind(page.runningProperty());
    setOnAction(_ -> open());
    build();
  }

  private void build() {
    search.setPromptText(say("Search, or type GATEWAY/MODEL"));
    search.setAccessibleText(say("Search models"));
    search.setLeft(Icon.SEARCH.node());
    search.textProperty().addListener((_, _, typed) -> type(typed));
    search.addEventFilter(KeyEvent.KEY_PRESSED, this::steer);
    list.setCellFactory(_ -> new ModelCell(this::pick));
    Label none = new Label(say("No such model. A name is file:PATH.gguf or GATEWAY/MODEL."));
    none.setWrapText(true);
    list.setPlaceholder(none);
    list.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            pickSelected();
          }
        });
    VBox.setVgrow(list, Priority.ALWAYS);
    Button file = new Button(say("Open GGUF file\u2026"), Icon.FILE.node());
    file.setOnAction(_ -> chooseFile());
    Button gateway = new Button(say("Add gateway\u2026"), Icon.GATEWAY.node());
    gateway.setId("add-gateway-" + side.side());
    gateway.setOnAction(_ -> showGatewayForm());
    Button again = new Button("", Icon.RESTART.node());
    again.setId("refresh-models-" + side.side());
    again.getStyleClass().addAll("button-icon", "flat");
    again.setTooltip(new Tooltip(say("Ask the gateways for their models again")));
    again.setAccessibleText(say("Ask the gateways for their models again"));
    again.setOnAction(_ -> {
      problems.clear();
      choices.begin(page.catalog().entries());
      choices.type(search.getText());
      discover(page.catalog()::refresh);
    });
    HBox actions = new HBox(file, gateway, again);
    actions.getStyleClass().add("picker-actions");
    VBox content = new VBox(search, list, problems, actions);
    content.getStyleClass().add("picker");
    content.setId("picker-" + side.side());
    popover.setContentNode(content);
    popover.setArrowLocation(Popover.ArrowLocation.TOP_LEFT);
    popover.setDetachable(false);
    popover.setHeaderAlwaysVisible(false);
  }

  private void open() {
    search.clear();
    choices.begin(page.catalog().entries());
    list.getSelectionModel().select(choices.usual());
    problems.clear();
    popover.show(this);
    search.requestFocus();
    discover(page.catalog()::discover);
  }

  /** Asks every gateway for its models; each list, or why there is none, is shown when it comes. */
  private void discover(Function<String, Discovery> asking) {
    int opening = ++openings;
    for (String gateway : page.gateways().ids()) {
      page.background()
          .run(
              () -> asking.apply(gateway),
              discovery -> {
                if (opening == openings) {
                  discovered(gateway, discovery);
                }
              },
              fault -> {
                if (opening == openings) {
                  problems.add(gateway, unexpected(fault));
                }
              });
    }
  }

  private void discovered(String gateway, Discovery discovery) {
    switch (discovery) {
      case Models found -> add(found.entries());
      case Unreachable gone -> problems.add(gateway, gone.failure());
    }
  }

  private static Failure unexpected(Exception fault) {
    return new Failure.ProviderError(
        say("Its models could not be listed: %s.").formatted(fault),
        say("Open this list again, or type GATEWAY/MODEL."),
        true);
  }

  private void type(String typed) {
    choices.type(typed);
    list.getSelectionModel().select(choices.usual());
    list.scrollTo(0);
  }

  /** What comes late must not move the choice from under the user's hands. */
  private void add(List<Entry> found) {
    ModelChoice selected = list.getSelectionModel().getSelectedItem();
    choices.add(found);
    list.getSelectionModel().select(choices.find(selected));
  }

  /** The arrow keys move in the list while the search field keeps the focus. */
  private void steer(KeyEvent event) {
    int step = event.getCode() == KeyCode.DOWN ? 1 : event.getCode() == KeyCode.UP ? -1 : 0;
    if (step != 0) {
      int next = list.getSelectionModel().getSelectedIndex() + step;
      list.getSelectionModel().select(Math.clamp(next, 0, Math.max(0, choices.rows().size() - 1)));
      list.scrollTo(list.getSelectionModel().getSelectedIndex());
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER) {
      pickSelected();
      event.consume();
    }
  }

  private void pickSelected() {
    ModelChoice selected = list.getSelectionModel().getSelectedItem();
    if (selected != null) {
      pick(selected);
    }
  }

  private void pick(ModelChoice choice) {
    popover.hide();
    side.pick(choice.entry().model());
  }

  private void chooseFile() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(say("Open a GGUF model for side %s").formatted(side.side()));
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter(say("GGUF models"), "*.gguf"),
            new FileChooser.ExtensionFilter(say("All files"), "*.*"));
    popover.hide();
    File file = chooser.showOpenDialog(getScene().getWindow());
    if (file != null) {
      side.pick("file:" + file.getAbsolutePath());
    }
  }

  private void showGatewayForm() {
    popover.hide();
    Popover form = Motion.of(new Popover(), this);
    GatewayForm content =
        new GatewayForm(
            page.gateways(),
            page.background(),
            () -> {
              form.hide();
              open();
            });
    form.setContentNode(content);
    form.setArrowLocation(Popover.ArrowLocation.TOP_LEFT);
    form.setDetachable(false);
    form.show(this);
    content.focusFirst();
  }
}
