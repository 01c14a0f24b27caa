package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.FirstShown;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Legible;
import app.diptych.ui.fx.Motion;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.Styles;
import app.diptych.ui.fx.Tip;
import atlantafx.base.controls.Popover;
import java.util.function.DoubleSupplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Where the prompt is written: the first hop of its way. */
final class PromptEditor extends VBox {
  /** So wide that the temperature is seen, whatever comes after it. */
  private static final double LEAST_SAMPLING = 96;

  /** Narrower than this no prompt is known by its name. */
  private static final double LEAST_ROOM_FOR_NAME = 40;

  /** Narrower than this the system prompt's button says it in a word. */
  private static final double ROOM_FOR_SYSTEM_PROMPT = 800;

  private static final PseudoClass SET = PseudoClass.getPseudoClass("set");

  private final CompareModel page;
  private final ToggleButton systemToggle = new ToggleButton("", Icon.SYSTEM.node());
  private final Button samplingButton = new Button("", Icon.SAMPLING.node());
  private final Button saveButton = new Button("", Icon.SAVE.node());
  private final Button attachButton = new Button("", Icon.ATTACH.node());
  private final ImageIntake intake;
  private final PromptField prompt;
  private final PromptField system;

  private DoubleSupplier room = () -> Double.MAX_VALUE;

  PromptEditor(CompareModel page) {
    this.page = page;
    this.intake = new ImageIntake(page.images());
    this.prompt =
        new PromptField(
            say("Prompt"), "prompt", page.promptProperty(), new SimpleBooleanProperty(true));
    this.system =
        new PromptField(
            say("System prompt"), "system", page.systemProperty(), systemToggle.selectedProperty());
    getStyleClass().addAll("card", "prompt-editor");
    prompt.area().setPromptText(say("Ask both models something"));
    prompt.area().setPrefRowCount(3);
    system.area().setPromptText(say("System prompt for both sides"));
    system.area().setPrefRowCount(2);
    system.area().getStyleClass().add("system-prompt");
    // A system prompt that came with a prompt is sent, so it must be seen.
    page.systemProperty()
        .subscribe(text -> {
          if (!text.isBlank()) {
            systemToggle.setSelected(true);
          }
        });
    // Together, so that each comes to its place whichever is shown first.
    FirstShown.into(
        this,
        system.nodes().getFirst(),
        system.nodes().getLast(),
        new ImageRow(page.images(), page.background()),
        written(),
        prompt.nodes().getLast(),
        new VariableForm(page.variables()),
        heldForBatch(),
        problem(),
        bar());
    intake.takesDropsOn(this);
    intake.takesPastesIn(prompt.area());
  }

  /**
   * Shows all that is asked for, as long as that leaves the answers theirs.
   *
   * @param left how high it may be
   */
  void roomIs(DoubleSupplier left) {
    room = left;
  }

  @Override
  protected double computeMinHeight(double width) {
    double least = super.computeMinHeight(width);
    return Math.clamp(room.getAsDouble(), least, Math.max(least, computePrefHeight(width)));
  }

  void focusPrompt() {
    prompt.focus();
  }

  void toggleSystem() {
    systemToggle.setSelected(!systemToggle.isSelected());
    (systemToggle.isSelected() ? system : prompt).focus();
  }

  void openSampling() {
    Popover popover = Motion.of(new Popover(new SamplingForm(page.sampling())), samplingButton);
    popover.setArrowLocation(Popover.ArrowLocation.BOTTOM_LEFT);
    popover.setDetachable(false);
    popover.show(samplingButton);
  }

  /** Asks for images to show with the prompt. */
  void attach() {
    intake.choose(getScene().getWindow());
  }

  /** Asks under which name the prompt is kept. */
  void openSave() {
    Popover popover = Motion.of(new Popover(), saveButton);
    SavePromptForm form =
        new SavePromptForm(page.saver(), page.sampling().summaryProperty().get(), popover::hide);
    popover.setContentNode(form);
    popover.setArrowLocation(Popover.ArrowLocation.BOTTOM_LEFT);
    popover.setDetachable(false);
    popover.show(saveButton);
    form.focusTitle();
  }

  /** Which prompt of the library this is, or what was just saved. */
  private Label originLabel() {
    Label origin = new Label();
    origin.setId("prompt-origin");
    origin.getStyleClass().addAll("muted", "small-text");
    origin.setMinWidth(0);
    origin
        .textProperty()
        .bind(
            Bindings.when(page.saver().noticeProperty().isNotEmpty())
                .then(page.saver().noticeProperty())
                .otherwise(page.origin().wordsProperty()));
    origin.visibleProperty().bind(origin.textProperty().isNotEmpty());
    origin.managedProperty().bind(origin.visibleProperty());
    Legible.atLeast(origin, LEAST_ROOM_FOR_NAME);
    return origin;
  }

  /**
   * A system prompt is sent whether its box is open or not, so the button tells that there is one.
   */
  private void markSystem(boolean set, boolean brief) {
    String words = set ? say("System prompt (set)") : say("System prompt");
    systemToggle.setText(brief ? set ? say("System (set)") : say("System") : words);
    systemToggle.setAccessibleText(words);
    systemToggle.pseudoClassStateChanged(SET, set);
  }

  private MenuButton turnMenu() {
    MenuButton menu = new MenuButton("", Icon.TURN.node());
    menu.setId("turn");
    menu.setMinWidth(Region.USE_PREF_SIZE);
    Tip.on(menu, say("What the next prompt goes on from"));
    ToggleGroup group = new ToggleGroup();
    for (Turn turn : Turn.values()) {
      RadioMenuItem item = new RadioMenuItem(turn.words());
      item.setToggleGroup(group);
      item.setOnAction(_ -> page.turnProperty().set(turn));
      page.turnProperty().subscribe(now -> item.setSelected(now == turn));
      // Without a trial there is nothing to go on from.
      item.disableProperty()
          .bind(
              page.session()
                  .currentProperty()
                  .isNull()
                  .and(new SimpleBooleanProperty(turn != Turn.NEW)));
      menu.getItems().add(item);
    }
    page.turnProperty()
        .subscribe(now -> {
          menu.setText(now.brief());
          menu.setAccessibleText(now.words());
        });
    return menu;
  }

  /** Why nothing can be run now, seen before anybody tries. */
  private Label heldForBatch() {
    Label held =
        new Label(
            say(
                "A batch has the models of this machine for itself: stop it first, on the batch"
                    + " page."));
    held.setId("held-for-batch");
    held.getStyleClass().addAll("muted", "small-text");
    held.setWrapText(true);
    held.setMinHeight(Region.USE_PREF_SIZE);
    held.visibleProperty().bind(page.heldProperty());
    held.managedProperty().bind(page.heldProperty());
    return held;
  }

  /** Why nothing was started, whole, above the buttons. */
  private Label problem() {
    Label problem = new Label();
    problem.setId("problem");
    problem.getStyleClass().add("problem");
    problem.textProperty().bind(page.problemProperty());
    problem.setWrapText(true);
    problem.setMinHeight(Region.USE_PREF_SIZE);
    problem.visibleProperty().bind(page.problemProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    return problem;
  }

  /** The text with the button for images in its corner: the bar below has no room to give. */
  private StackPane written() {
    Shortcut.ATTACH.on(attachButton);
    attachButton.setId("attach");
    attachButton.getStyleClass().addAll("button-icon", "flat");
    attachButton.setOnAction(_ -> attach());
    StackPane.setAlignment(attachButton, Pos.TOP_RIGHT);
    StackPane written = new StackPane(prompt.area(), attachButton);
    written.getStyleClass().add("prompt-text");
    written.visibleProperty().bind(prompt.area().visibleProperty());
    written.managedProperty().bind(written.visibleProperty());
    VBox.setVgrow(written, Priority.ALWAYS);
    return written;
  }

  private HBox bar() {
    Shortcut.SYSTEM.on(systemToggle);
    systemToggle.setId("system-toggle");
    // The sampling beside it says more than a second word.
    ObservableValue<Boolean> brief = Styles.room(this).map(room -> room < ROOM_FOR_SYSTEM_PROMPT);
    Runnable mark = () -> markSystem(!page.systemProperty().get().isBlank(), brief.getValue());
    page.systemProperty().subscribe(_ -> mark.run());
    brief.subscribe(_ -> mark.run());
    Shortcut.SAMPLING.on(samplingButton);
    samplingButton.setId("sampling");
    samplingButton.textProperty().bind(page.sampling().summaryProperty());
    samplingButton.setOnAction(_ -> openSampling());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button stop = Shortcut.STOP.on(new Button(say("Stop"), Icon.STOP.node()));
    stop.setId("stop");
    stop.disableProperty().bind(page.runningProperty().not());
    stop.setOnAction(_ -> page.stop());
    RunButton run = new RunButton(page);
    stop.setMinWidth(Region.USE_PREF_SIZE);
    // Stop sequences and all its values may be wider than the window.
    samplingButton.setMinWidth(LEAST_SAMPLING);
    systemToggle.setMinWidth(Region.USE_PREF_SIZE);
    Shortcut.SAVE_PROMPT.on(saveButton);
    saveButton.setId("save-prompt");
    saveButton.getStyleClass().add("button-icon");
    saveButton.setMinWidth(Region.USE_PREF_SIZE);
    saveButton.setOnAction(_ -> openSave());
    TokenGauge tokens = TokenGauge.ofNextTrial(new NextTrial(page), page.background());
    Legible.whole(tokens);
    HBox bar =
        new HBox(
            systemToggle,
            samplingButton,
            turnMenu(),
            saveButton,
            originLabel(),
            space,
            tokens,
            stop,
            run);
    bar.getStyleClass().add("editor-bar");
    return bar;
  }
}
