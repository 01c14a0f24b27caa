package app.diptych.ui.compare;

import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import atlantafx.base.controls.Popover;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Where the prompt is written: the first hop of its way. */
final class PromptEditor extends VBox {
  private final CompareModel page;
  private final TextArea prompt = new TextArea();
  private final TextArea system = new TextArea();
  private final ToggleButton systemToggle = new ToggleButton("System", Icon.SYSTEM.node());
  private final Button samplingButton = new Button("", Icon.SAMPLING.node());

  PromptEditor(CompareModel page) {
    this.page = page;
    getStyleClass().addAll("card", "prompt-editor");
    prompt.setId("prompt");
    prompt.setPromptText("Ask both models something");
    prompt.setAccessibleText("Prompt");
    prompt.setWrapText(true);
    prompt.setPrefRowCount(3);
    prompt.textProperty().bindBidirectional(page.promptProperty());
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
    getChildren().addAll(system, prompt, bar());
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
    HBox bar = new HBox(systemToggle, samplingButton, problem, stop, run);
    bar.getStyleClass().add("editor-bar");
    return bar;
  }
}
