package app.diptych.ui.fx;

import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Control;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** Every key of the product, by what it does. */
public enum Shortcut {
  COMPARE_PAGE(Place.ANYWHERE, "Compare page", "Alt+1"),
  SESSIONS_PAGE(Place.ANYWHERE, "Sessions page", "Alt+2"),
  MEASURE_PAGE(Place.ANYWHERE, "Measure page", "Alt+3"),
  DECIDE_PAGE(Place.ANYWHERE, "Decide page", "Alt+4"),
  LIBRARY_PAGE(Place.ANYWHERE, "Library page", "Alt+5"),
  MODELS_PAGE(Place.ANYWHERE, "Models page", "Alt+6"),
  REVIEW_PAGE(Place.ANYWHERE, "Review page", "Alt+7"),
  BATCH_PAGE(Place.ANYWHERE, "Batch page", "Alt+8"),
  SETTINGS_PAGE(Place.ANYWHERE, "Settings page", "Shortcut+Comma"),
  ROLL_BACK(Place.ANYWHERE, "Roll back to the fallback of the policy", "Shortcut+Shift+R"),
  GO_FORWARD(Place.ANYWHERE, "Go forward to the primary of the policy again", "Shortcut+Shift+G"),
  THEME(Place.ANYWHERE, "Light or dark theme", "Shortcut+Shift+D"),
  READ_OUT(Place.ANYWHERE, "Tell how far both answers are", "F9"),
  ZOOM_IN(Place.ANYWHERE, "Zoom in", "Shortcut+Plus"),
  ZOOM_OUT(Place.ANYWHERE, "Zoom out", "Shortcut+Minus"),
  ZOOM_RESET(Place.ANYWHERE, "Zoom to 100 %", "Shortcut+0"),
  ACTIONS(Place.ANYWHERE, "Find an action by its name", "Shortcut+K"),
  KEYS(Place.ANYWHERE, "All keys", "F1"),
  RUN(Place.COMPARE, "Run both", "Shortcut+Enter"),
  IN_TURN(Place.COMPARE, "Ask again in turn, so that both times compare", "Shortcut+T"),
  STOP(Place.COMPARE, "Stop both", "Esc"),
  STOP_SIDE(Place.COMPARE, "Stop one side: the one that runs, or the marked one", "Shift+Esc"),
  NEXT_PANE(Place.COMPARE, "Next pane", "F6"),
  MODEL_A(Place.COMPARE, "Choose the model of side A", "Shortcut+1"),
  MODEL_B(Place.COMPARE, "Choose the model of side B", "Shortcut+2"),
  PROMPT(Place.COMPARE, "Go to the prompt", "Shortcut+L"),
  FIND_PROMPT(Place.COMPARE, "Search prompts", "Shortcut+P"),
  PROMPT_LIST(Place.COMPARE, "Show or hide the prompt list", "Shortcut+B"),
  SAVE_PROMPT(Place.COMPARE, "Save the prompt, or a revision of it", "Shortcut+S"),
  EDIT_PROMPT(Place.COMPARE, "Edit the prompt in the library", "Shortcut+E"),
  SYSTEM(Place.COMPARE, "System prompt", "Shortcut+Shift+S"),
  SAMPLING(Place.COMPARE, "Sampling", "Shortcut+Shift+P"),
  ATTACH(Place.COMPARE, "Attach images to the prompt", "Shortcut+I"),
  COPY_TEXT(Place.COMPARE, "Copy the answer as text", "Shortcut+Shift+C"),
  COPY_MARKDOWN(Place.COMPARE, "Copy the answer as Markdown", "Shortcut+Shift+M"),
  VOTE_A(Place.COMPARE, "A is better", "F2"),
  VOTE_B(Place.COMPARE, "B is better", "F3"),
  VOTE_TIE(Place.COMPARE, "Both equally good", "F4"),
  VOTE_BOTH_BAD(Place.COMPARE, "Both bad", "F5"),
  VOTE_NOTE(Place.COMPARE, "Say why", "F8"),
  NEW_SESSION(Place.COMPARE, "New session", "Shortcut+N"),
  RAIL(Place.COMPARE, "Show or hide the charts", "Shortcut+Shift+B"),
  CHARTS(Place.COMPARE, "Go to the charts", "Shortcut+Shift+L"),
  TALLER_ANSWERS(Place.COMPARE, "More room for the answers", "Alt+Shift+Down"),
  TALLER_PROMPT(Place.COMPARE, "More room for the prompt", "Alt+Shift+Up"),
  DIFF(Place.COMPARE, "Compare the answers", "Shortcut+D"),
  DIFF_NEXT(Place.COMPARE, "Next difference", "F7"),
  DIFF_PREVIOUS(Place.COMPARE, "Previous difference", "Shift+F7"),
  DIFF_ONLY(Place.COMPARE, "Only differences", "Shortcut+Shift+O"),
  DIFF_MODE(Place.COMPARE, "Compare words, lines or structure", "Shortcut+Shift+K"),
  SYNC_SCROLL(Place.COMPARE, "Scroll both answers together", "Shortcut+Shift+Y"),
  REPLAY(Place.COMPARE, "Replay the answers", "Shortcut+R"),
  CERTAINTY(Place.COMPARE, "Show how sure the models were of each token", "Shortcut+Shift+T"),
  PART(Place.COMPARE, "Go to where the two answers part", "Shortcut+Shift+J"),
  REPEAT(
      Place.COMPARE, "Re-run exactly, and tell whether it comes out the same", "Shortcut+Shift+X"),
  IMPORT(Place.SESSIONS, "Import a file", "Shortcut+O"),
  EXPORT(Place.SESSIONS, "Export the session", "Shortcut+Shift+E"),
  UNDO(Place.SESSIONS, "Take the last change back", "Shortcut+Z"),
  PIN(Place.SESSIONS, "Pin the session, or no longer", "Shortcut+Shift+I"),
  DUPLICATE(Place.SESSIONS, "Duplicate the session", "Shortcut+Shift+U"),
  ARCHIVE(Place.SESSIONS, "Archive the session, or no longer", "Shortcut+Shift+A"),
  NEW_PROMPT(Place.LIBRARY, "New prompt in the library", "Shortcut+Shift+N"),
  FAVOURITE(Place.LIBRARY, "Favourite, or no longer one", "Shortcut+Shift+F"),
  NEW_BATCH(Place.BATCH, "New batch", "Shortcut+J"),
  START_BATCH(Place.BATCH, "Start the batch", "Shortcut+Shift+Enter"),
  STOP_BATCH(Place.BATCH, "Stop the batch", "Shortcut+Period"),
  FIND_ROW(Place.BATCH, "Search the rows", "Shortcut+F"),
  NEW_GATEWAY(Place.SETTINGS, "Add a gateway", "Shortcut+G"),
  CHECK_GATEWAY(Place.SETTINGS, "Check the gateway", "Shortcut+Shift+H"),
  DELETE(Place.LISTS, "Delete what is chosen in a list", "Delete"),
  REPLAY_PLAY(Place.REPLAY_BAR, "Play or pause", "Space"),
  REPLAY_BACK(Place.REPLAY_BAR, "A step back", "Left"),
  REPLAY_ON(Place.REPLAY_BAR, "A step on", "Right"),
  REPLAY_START(Place.REPLAY_BAR, "To the start", "Home"),
  REPLAY_END(Place.REPLAY_BAR, "To the end", "End"),
  REPLAY_FASTER(Place.REPLAY_BAR, "Faster", "Up"),
  REPLAY_SLOWER(Place.REPLAY_BAR, "Slower", "Down");

  private final Place place;
  private final String action;
  private final String preset;

  Shortcut(Place place, String action, String keys) {
    this.place = place;
    this.action = action;
    this.preset = keys;
  }

  /** Where it does something. */
  public Place place() {
    return place;
  }

  /** Whether it shows one of the pages. */
  boolean isPage() {
    return name().endsWith("_PAGE");
  }

  /** What it does, for people. */
  public String action() {
    return Wording.say(action);
  }

  /** The keys of now, as this platform writes them. */
  public String keys() {
    return written(combination());
  }

  /** Keeps words that name the keys up to date when the user changes them. */
  public void tell(StringProperty to, UnaryOperator<String> words) {
    to.bind(Bindings.createStringBinding(() -> words.apply(keys()), combinationProperty()));
  }

  /** Keys as this platform writes them. */
  public static String written(KeyCombination keys) {
    // The arrow that stands for the Enter key is not in every font.
    return keys.getDisplayText().replace("\u21b5", "Enter").replace("Escape", "Esc");
  }

  /** The keys of now, which the user may change at any time. */
  public ReadOnlyObjectProperty<KeyCombination> combinationProperty() {
    return KeysOfNow.of(this).getReadOnlyProperty();
  }

  /**
   * Keys that do the same whatever the user chooses: on many keyboards a plus needs Shift, or
   * stands on the key of the equals sign, and some have a pad of numbers.
   */
  public List<KeyCombination> always() {
    return switch (this) {
      case ZOOM_IN -> combinations("Shortcut+Equals", "Shortcut+Shift+Equals", "Shortcut+Add");
      case ZOOM_OUT -> combinations("Shortcut+Subtract");
      case ZOOM_RESET -> combinations("Shortcut+Numpad 0");
      default -> List.of();
    };
  }

  private static List<KeyCombination> combinations(String... names) {
    return Arrays.stream(names).map(KeyCombination::valueOf).toList();
  }

  /** The keys it has unless the user chose others. */
  public KeyCombination preset() {
    return KeyCombination.valueOf(preset);
  }

  /** Gives it other keys from now on; {@link KeyBindings} decides whether it may have them. */
  void bind(KeyCombination keys) {
    KeysOfNow.of(this).set(keys);
  }

  /** Runs the action whenever the keys are pressed in the scene. */
  public void in(Scene scene, Runnable run) {
    Actions.offer(scene.getProperties(), this, run);
    accelerate(scene, run);
  }

  /** The same, but only while that part of the window, such as a page, is in the scene. */
  public void in(Scene scene, Node part, Runnable run) {
    Actions.offer(part.getProperties(), this, run);
    accelerate(
        scene,
        () -> {
          if (part.getScene() != null) {
            run.run();
          }
        });
  }

  /** The scene follows the keys of now, and is not kept from going away by that. */
  private void accelerate(Scene scene, Runnable run) {
    ChangeListener<KeyCombination> follow =
        (_, before, after) -> {
          scene.getAccelerators().remove(before, run);
          scene.getAccelerators().put(after, run);
        };
    scene.getProperties().put(run, follow);
    combinationProperty().addListener(new WeakChangeListener<>(follow));
    scene.getAccelerators().put(combination(), run);
  }

  /** The same, also for keys that a text field would keep to itself. */
  public void firstIn(Scene scene, Node part, Runnable run) {
    firstIn(scene, part, () -> true, run);
  }

  /**
   * The same only while something is so; else the keys go where they would have gone.
   *
   * @param now asked whenever the keys are pressed
   */
  public void firstIn(Scene scene, Node part, BooleanSupplier now, Runnable run) {
    Actions.offer(part.getProperties(), this, run);
    scene.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (part.getScene() != null
              && matches(event)
              && !Curtain.covers(scene, part)
              && now.getAsBoolean()) {
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
    Actions.offer(part.getProperties(), this, run);
    part.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (matches(event)) {
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
    Actions.offer(part.getProperties(), this, run);
    part.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          boolean presses =
              event.getCode() == KeyCode.SPACE && event.getTarget() instanceof ButtonBase;
          if (matches(event) && !presses) {
            run.run();
            event.consume();
          }
        });
  }

  /**
   * The same for what text fields do with their own typing: one with nothing to take back has no
   * claim.
   */
  public void withinUnlessTyped(Node part, Runnable run) {
    Actions.offer(part.getProperties(), this, run);
    part.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          boolean typing =
              event.getTarget() instanceof TextInputControl field && field.isUndoable();
          if (matches(event) && !typing) {
            run.run();
            event.consume();
          }
        });
  }

  /** Gives a control this action's name, for eyes and for screen readers, with the keys. */
  public <C extends Control> C on(C control) {
    return on(control, action());
  }

  /** The same for a control whose action has a name of its own, such as the side it works on. */
  public <C extends Control> C on(C control, String name) {
    StringProperty words = new SimpleStringProperty("");
    tell(words, keys -> name + "  " + keys);
    Tip.on(control, words);
    control.setAccessibleText(name);
    Actions.belongs(control, this);
    return control;
  }

  private KeyCombination combination() {
    return combinationProperty().get();
  }
}
