package app.diptych.ui.fx;

import javafx.scene.Scene;
import javafx.scene.control.Control;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;

/** Every key of the product, by what it does. */
public enum Shortcut {
  RUN("Run both", "Shortcut+Enter"),
  STOP("Stop both", "Esc"),
  STOP_SIDE("Stop this side", "Shift+Esc"),
  NEXT_PANE("Next pane", "F6"),
  MODEL_A("Choose the model of side A", "Shortcut+1"),
  MODEL_B("Choose the model of side B", "Shortcut+2"),
  PROMPT("Go to the prompt", "Shortcut+L"),
  FIND_PROMPT("Search prompts", "Shortcut+P"),
  PROMPT_LIST("Show or hide the prompt list", "Shortcut+B"),
  SYSTEM("System prompt", "Shortcut+Shift+S"),
  SAMPLING("Sampling", "Shortcut+Shift+P"),
  COPY_TEXT("Copy the answer as text", "Shortcut+Shift+C"),
  COPY_MARKDOWN("Copy the answer as Markdown", "Shortcut+Shift+M"),
  DIFF("Compare the answers", "Shortcut+D"),
  DIFF_NEXT("Next difference", "F7"),
  DIFF_PREVIOUS("Previous difference", "Shift+F7"),
  DIFF_ONLY("Only differences", "Shortcut+Shift+O"),
  DIFF_MODE("Compare words, lines or structure", "Shortcut+Shift+K"),
  SYNC_SCROLL("Scroll both answers together", "Shortcut+Shift+Y"),
  THEME("Light or dark", "Shortcut+Shift+D"),
  KEYS("All keys", "F1");

  private final String action;
  private final String keys;

  Shortcut(String action, String keys) {
    this.action = action;
    this.keys = keys;
  }

  /** What it does, for people. */
  public String action() {
    return action;
  }

  /** The keys, as this platform writes them. */
  public String keys() {
    // The arrow that stands for the Enter key is not in every font.
    return combination().getDisplayText().replace("\u21b5", "Enter").replace("Escape", "Esc");
  }

  /** Runs the action whenever the keys are pressed in the scene. */
  public void in(Scene scene, Runnable run) {
    scene.getAccelerators().put(combination(), run);
  }

  /** Gives a control this action's name, for eyes and for screen readers, with the keys. */
  public <C extends Control> C on(C control) {
    control.setTooltip(new Tooltip(action + "  " + keys()));
    control.setAccessibleText(action);
    return control;
  }

  private KeyCombination combination() {
    return KeyCombination.valueOf(keys);
  }
}
