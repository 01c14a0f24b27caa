package app.diptych.ui.compare;

import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import atlantafx.base.controls.Popover;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Where the prompt is written: the first hop of its way. */
final class PromptEditor extends VBox {
  private static final KeyCombination UNDO = KeyCombination.valueOf("Shortcut+Z");

  private final CompareModel page;
  private final TextArea prompt = new TextArea();
  private final LongPrompt longPrompt;
  private final TextArea system = new TextArea();
  private final ToggleButton systemToggle = new ToggleButton("System", Icon.SYSTEM.node());
  private final Button samplingButton = new Button("", Icon.SAMPLING.node());

  PromptEditor(CompareModel page) {
    this.page = page;
    this.longPrompt = new LongPrompt(page.promptProperty(), prompt::requestFocus);
    getStyleClass().addAll("card", "prompt-editor");
    setMinHeight(USE_PREF_SIZE);
    prompt.setId("prompt");
    prompt.setPromptText("Ask both models something");
    prompt.setAccessibleText("Prompt");
    prompt.setWrapText(true);
    prompt.setPrefRowCount(3);
    bindPrompt();
    VBox.setVgrow(prompt, Priority.ALWAYS);
    system.setId("system");
    system.setPromptText("System prompt for both sides");
    system.setAccessibleText("System prompt");
    system.setWrapText(true);
    system.setPrefRowCount(2);
    system.getStyleClass().add("system-prompt");
    system.textProperty().bindBidirectional(page.systemProperty());
    system.visibleProperty().bind(systemToggle.selectedProperty());
    system.managedProperty().bind(systemToggle.selectedProperty());
    // A system prompt that came with a prompt is sent, so it must be seen.
    page.systemProperty()
        .subscribe(text -> {
          if (!text.isBlank()) {
            systemToggle.setSelected(true);
          }
        });
    VariableForm form = new VariableForm(page.variables());
    getChildren().addAll(system, prompt, longPrompt, form, bar());
  }

  /**
   * What fits is edited in place; what does not is shown in short, and the text control never holds
   * it.
   */
  @SuppressWarnings(
      "NullAway") // A refused change is null: the contract of TextFormatter, which has no
  // annotations.
  private void bindPrompt() {
    prompt.setTextFormatter(new TextFormatter<>(this::divert));
    prompt
        .textProperty()
        .addListener((_, _, typed) -> {
          if (!longPrompt.isVisible()) {
            page.promptProperty().set(typed);
          }
        });
    page.promptProperty()
        .subscribe(text -> {
          boolean editable = !LongPrompt.isTooLongToEdit(text);
          prompt.setVisible(editable);
          prompt.setManaged(editable);
          if (editable && !prompt.getText().equals(text)) {
            prompt.setText(text);
          }
        });
    prompt.addEventFilter(KeyEvent.KEY_PRESSED, this::undoRemoval);
  }

  private TextFormatter.@Nullable Change divert(TextFormatter.Change change) {
    if (change.isContentChange() && LongPrompt.isTooLongToEdit(change.getControlNewText())) {
      page.promptProperty().set(change.getControlNewText());
      return null;
    }
    return change;
  }

  private void undoRemoval(KeyEvent event) {
    if (UNDO.match(event) && prompt.getText().isEmpty()) {
      String back = longPrompt.takeRemoved();
      if (!back.isEmpty()) {
        page.promptProperty().set(back);
        event.consume();
      }
    }
  }

  void focusPrompt() {
    prompt.requestFocus();
  }

  void toggleSystem() {
    systemToggle.setSelected(!systemToggle.isSelected());
    (systemToggle.isSelected() ? system : prompt).requestFocus();
  }

  void openSampling() {
    Popover popover = new Popover(new SamplingForm(page.sampling()));
    popover.setArrowLocation(Popover.ArrowLocation.BOTTOM_LEFT);
    popover.setDetachable(false);
    popover.show(samplingButton);
  }

  private HBox bar() {
    Shortcut.SYSTEM.on(systemToggle);
    Shortcut.SAMPLING.on(samplingButton);
    samplingButton.setId("sampling");
    samplingButton.textProperty().bind(page.sampling().summaryProperty());
    samplingButton.setOnAction(_ -> openSampling());
    Label problem = new Label();
    problem.setId("problem");
    problem.getStyleClass().add("problem");
    problem.textProperty().bind(page.problemProperty());
    problem.setMinWidth(0);
    HBox.setHgrow(problem, Priority.ALWAYS);
    problem.setMaxWidth(Double.MAX_VALUE);
    Button stop = Shortcut.STOP.on(new Button("Stop", Icon.STOP.node()));
    stop.setId("stop");
    stop.disableProperty().bind(page.runningProperty().not());
    stop.setOnAction(_ -> page.stop());
    Button run = Shortcut.RUN.on(new Button("Run both", Icon.RUN.node()));
    run.setId("run");
    run.getStyleClass().add("accent");
    run.disableProperty().bind(page.runningProperty());
    run.setOnAction(_ -> page.run());
    for (Button button : new Button[] {stop, run, samplingButton}) {
      button.setMinWidth(Region.USE_PREF_SIZE);
    }
    systemToggle.setMinWidth(Region.USE_PREF_SIZE);
    TokenGauge tokens = new TokenGauge(page);
    HBox bar = new HBox(systemToggle, samplingButton, problem, tokens, stop, run);
    bar.getStyleClass().add("editor-bar");
    return bar;
  }
}
