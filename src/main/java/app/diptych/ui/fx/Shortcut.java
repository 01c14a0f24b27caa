package app.diptych.ui.fx;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Control;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** Every key of the product, by what it does. */
public enum Shortcut {
  RUN("Run both", "Shortcut+Enter"),
  IN_TURN("Ask again in turn, so that both times compare", "Shortcut+T"),
  STOP("Stop both", "Esc"),
  STOP_SIDE("Stop one side: the one that runs, or the marked one", "Shift+Esc"),
  NEXT_PANE("Next pane", "F6"),
  MODEL_A("Choose the model of side A", "Shortcut+1"),
  MODEL_B("Choose the model of side B", "Shortcut+2"),
  PROMPT("Go to the prompt", "Shortcut+L"),
  FIND_PROMPT("Search prompts", "Shortcut+P"),
  PROMPT_LIST("Show or hide the prompt list", "Shortcut+B"),
  SAVE_PROMPT("Save the prompt, or a revision of it", "Shortcut+S"),
  EDIT_PROMPT("Edit the prompt in the library", "Shortcut+E"),
  NEW_PROMPT("New prompt in the library", "Shortcut+Shift+N"),
  FAVOURITE("Favourite, or no longer one", "Shortcut+Shift+F"),
  SYSTEM("System prompt", "Shortcut+Shift+S"),
  SAMPLING("Sampling", "Shortcut+Shift+P"),
  ATTACH("Attach images to the prompt", "Shortcut+I"),
  COPY_TEXT("Copy the answer as text", "Shortcut+Shift+C"),
  COPY_MARKDOWN("Copy the answer as Markdown", "Shortcut+Shift+M"),
  VOTE_A("A is better", "F2"),
  VOTE_B("B is better", "F3"),
  VOTE_TIE("Both equally good", "F4"),
  VOTE_BOTH_BAD("Both bad", "F5"),
  VOTE_NOTE("Say why", "F8"),
  NEW_SESSION("New session", "Shortcut+N"),
  COMPARE_PAGE("Compare page", "Alt+1"),
  SESSIONS_PAGE("Sessions page", "Alt+2"),
  MEASURE_PAGE("Measure page", "Alt+3"),
  DECIDE_PAGE("Decide page", "Alt+4"),
  LIBRARY_PAGE("Library page", "Alt+5"),
  MODELS_PAGE("Models page", "Alt+6"),
  REVIEW_PAGE("Review page", "Alt+7"),
  BATCH_PAGE("Batch page", "Alt+8"),
  SETTINGS_PAGE("Settings page", "Shortcut+Comma"),
  NEW_GATEWAY("Add a gateway, on the settings page", "Shortcut+G"),
  CHECK_GATEWAY("Check the gateway, on the settings page", "Shortcut+K"),
  NEW_BATCH("New batch, on the batch page", "Shortcut+J"),
  START_BATCH("Start the batch, on the batch page", "Shortcut+Shift+Enter"),
  STOP_BATCH("Stop the batch, on the batch page", "Shortcut+Period"),
  FIND_ROW("Search the rows, on the batch page", "Shortcut+F"),
  ROLL_BACK("Roll back to the fallback of the policy", "Shortcut+Shift+R"),
  GO_FORWARD("Go forward to the primary of the policy again", "Shortcut+Shift+G"),
  IMPORT("Import a file, on the sessions page", "Shortcut+O"),
  EXPORT("Export the session, on the sessions page", "Shortcut+Shift+E"),
  UNDO("Take the last change back, on the sessions page", "Shortcut+Z"),
  PIN("Pin the session, or no longer, on the sessions page", "Shortcut+Shift+I"),
  DUPLICATE("Duplicate the session, on the sessions page", "Shortcut+Shift+U"),
  ARCHIVE("Archive the session, or no longer, on the sessions page", "Shortcut+Shift+A"),
  DELETE("Delete what is chosen in a list", "Delete"),
  RAIL("Show or hide the charts", "Shortcut+Shift+B"),
  CHARTS("Go to the charts", "Shortcut+Shift+L"),
  DIFF("Compare the answers", "Shortcut+D"),
  DIFF_NEXT("Next difference", "F7"),
  DIFF_PREVIOUS("Previous difference", "Shift+F7"),
  DIFF_ONLY("Only differences", "Shortcut+Shift+O"),
  DIFF_MODE("Compare words, lines or structure", "Shortcut+Shift+K"),
  SYNC_SCROLL("Scroll both answers together", "Shortcut+Shift+Y"),
  REPLAY("Replay the answers", "Shortcut+R"),
  CERTAINTY("Show how sure the models were of each token", "Shortcut+Shift+T"),
  PART("Go to where the two answers part", "Shortcut+Shift+J"),
  REPEAT("Re-run exactly, and tell whether it comes out the same", "Shortcut+Shift+X"),
  REPLAY_PLAY("Play or pause, in the replay", "Space"),
  REPLAY_BACK("A step back, in the replay", "Left"),
  REPLAY_ON("A step on, in the replay", "Right"),
  REPLAY_START("To the start, in the replay", "Home"),
  REPLAY_END("To the end, in the replay", "End"),
  REPLAY_FASTER("Faster, in the replay", "Up"),
  REPLAY_SLOWER("Slower, in the replay", "Down"),
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

  /** The same, also for keys that a text field would keep to itself. */
  public void firstIn(Scene scene, Runnable run) {
    KeyCombination keysOfThis = combination();
    scene.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (keysOfThis.match(event)) {
            run.run();
            event.consume();
          }
        });
  }

  /** Whether these are the keys that were pressed. */
  public boolean matches(KeyEvent event) {
    return combination().match(event);
  }

  /**
   * Runs the action when the keys are pressed while the focus is in that part of the window, and
   * keeps them from meaning anything else there.
   */
  public void within(Node part, Runnable run) {
    KeyCombination keysOfThis = combination();
    part.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (keysOfThis.match(event)) {
            run.run();
            event.consume();
          }
        });
  }

  /**
   * The same, also for keys that a control in that part would keep to itself. A button that has the
   * focus keeps the space bar.
   */
  public void firstWithin(Node part, Runnable run) {
    KeyCombination keysOfThis = combination();
    part.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          boolean presses =
              event.getCode() == KeyCode.SPACE && event.getTarget() instanceof ButtonBase;
          if (keysOfThis.match(event) && !presses) {
            run.run();
            event.consume();
          }
        });
  }

  /** Gives a control this action's name, for eyes and for screen readers, with the keys. */
  public <C extends Control> C on(C control) {
    return on(control, action);
  }

  /** The same for a control whose action has a name of its own, such as the side it works on. */
  public <C extends Control> C on(C control, String name) {
    control.setTooltip(new Tooltip(name + "  " + keys()));
    control.setAccessibleText(name);
    return control;
  }

  private KeyCombination combination() {
    return KeyCombination.valueOf(keys);
  }
}
