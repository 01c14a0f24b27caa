package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.completion.Failure;
import app.diptych.trial.ModelCatalog.Discovery;
import app.diptych.trial.ModelCatalog.Entry;
import app.diptych.trial.ModelCatalog.Models;
import app.diptych.trial.ModelCatalog.Unreachable;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Motion;
import app.diptych.ui.fx.Tip;
import atlantafx.base.controls.CustomTextField;
import atlantafx.base.controls.Popover;
import java.io.File;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.stage.Screen;

/** A searchable list of models under the button that opens it. */
final class ModelMenu {
  private final CompareModel page;
  private final Button owner;
  private final String name;
  private final String fileTitle;
  private final Consumer<String> taken;
  private final ModelChoices choices = new ModelChoices();
  private final ListView<ModelChoice> list = new ListView<>(choices.rows());
  private final CustomTextField search = new CustomTextField();
  private final GatewayProblems problems = new GatewayProblems();
  private final Popover popover;
  private int openings;

  /**
   * @param name of what is chosen for, in the ids of its nodes
   * @param fileTitle of the dialog that chooses a file
   * @param taken told the model that is chosen
   */
  ModelMenu(
      CompareModel page, Button owner, String name, String fileTitle, Consumer<String> taken) {
    this.page = page;
    this.owner = owner;
    this.name = name;
    this.fileTitle = fileTitle;
    this.taken = taken;
    this.popover = Motion.of(new Popover(), owner);
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
    gateway.setId("add-gateway-" + name);
    gateway.setOnAction(_ -> showGatewayForm());
    Button again = new Button("", Icon.RESTART.node());
    again.setId("refresh-models-" + name);
    again.getStyleClass().addAll("button-icon", "flat");
    Tip.on(again, say("Ask the gateways for their models again"));
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
    content.setId("picker-" + name);
    popover.setContentNode(content);
    popover.setDetachable(false);
    popover.setHeaderAlwaysVisible(false);
  }

  void open() {
    search.clear();
    choices.begin(page.catalog().entries());
    list.getSelectionModel().select(choices.usual());
    problems.clear();
    popover.setArrowLocation(arrow());
    popover.show(owner);
    search.requestFocus();
    discover(page.catalog()::discover);
  }

  /** The list opens where the screen has more room. */
  private Popover.ArrowLocation arrow() {
    Bounds at = owner.localToScreen(owner.getLayoutBounds());
    Rectangle2D screen =
        Screen.getScreensForRectangle(at.getMinX(), at.getMinY(), 1, 1).stream()
            .findFirst()
            .orElseGet(Screen::getPrimary)
            .getVisualBounds();
    return at.getCenterY() > screen.getMinY() + screen.getHeight() / 2
        ? Popover.ArrowLocation.BOTTOM_LEFT
        : Popover.ArrowLocation.TOP_LEFT;
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
        say("Its models could not be listed: %s.").formatted(told(fault)),
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
    taken.accept(choice.entry().model());
  }

  private void chooseFile() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(fileTitle);
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter(say("GGUF models"), "*.gguf"),
            new FileChooser.ExtensionFilter(say("All files"), "*.*"));
    popover.hide();
    File file = chooser.showOpenDialog(owner.getScene().getWindow());
    if (file != null) {
      taken.accept("file:" + file.getAbsolutePath());
    }
  }

  private void showGatewayForm() {
    popover.hide();
    Popover form = Motion.of(new Popover(), owner);
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
    form.show(owner);
    content.focusFirst();
  }
}
