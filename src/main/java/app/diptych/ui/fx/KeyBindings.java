package app.diptych.ui.fx;

import static app.diptych.ui.fx.Wording.say;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** The keys that the user chose in the place of those the product comes with. */
public final class KeyBindings {
  private static final String PREFIX = "keys.";
  private static final int LONGEST_NAME = 60;

  /** What text fields and panes do by themselves. */
  private static final List<KeyCombination> EDITING =
      List.of(
          KeyCombination.valueOf("Shortcut+A"),
          KeyCombination.valueOf("Shortcut+C"),
          KeyCombination.valueOf("Shortcut+V"),
          KeyCombination.valueOf("Shortcut+X"),
          KeyCombination.valueOf("Shortcut+Y"),
          KeyCombination.valueOf("Shortcut+Z"),
          KeyCombination.valueOf("Shortcut+Shift+Z"),
          KeyCombination.valueOf("Shortcut+Left"),
          KeyCombination.valueOf("Shortcut+Right"),
          KeyCombination.valueOf("Shortcut+Home"),
          KeyCombination.valueOf("Shortcut+End"),
          KeyCombination.valueOf("Shortcut+Backspace"),
          KeyCombination.valueOf("Shortcut+Delete"),
          KeyCombination.valueOf("Shift+Delete"),
          KeyCombination.valueOf("Shift+Insert"),
          KeyCombination.valueOf("Shortcut+Insert"));

  private static final Set<KeyCode> WITHOUT_MODIFIER =
      EnumSet.of(KeyCode.ESCAPE, KeyCode.INSERT, KeyCode.PAUSE);

  /** What goes on from a field, says yes, and leaves, wherever the focus is. */
  private static final Set<KeyCombination> MOVING =
      Set.of(KeyCombination.valueOf("Enter"), KeyCombination.valueOf("Esc"));

  private final Choices choices;

  /** Gives every action the keys that were chosen earlier; what makes no sense is passed over. */
  public KeyBindings(Choices choices) {
    this.choices = choices;
    for (Shortcut shortcut : Shortcut.values()) {
      shortcut.bind(shortcut.preset());
    }
    // What one action was given may be what another gave up, whichever of them is read first.
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Shortcut shortcut : Shortcut.values()) {
        KeyCombination keys = read(choices.get(PREFIX + shortcut.name())).orElse(null);
        if (keys != null
            && !keys.equals(shortcut.combinationProperty().get())
            && whyNot(shortcut, keys).isEmpty()) {
          shortcut.bind(keys);
          changed = true;
        }
      }
    }
  }

  /** The keys of an event; empty while only Ctrl, Alt or Shift are held. */
  public static Optional<KeyCombination> pressed(KeyEvent event) {
    KeyCode code = event.getCode();
    if (code.isModifierKey() || code == KeyCode.UNDEFINED) {
      return Optional.empty();
    }
    boolean shortcut = event.isShortcutDown();
    boolean mac = shortcut && event.isMetaDown();
    return Optional.of(
        new KeyCodeCombination(
            code,
            held(event.isShiftDown()),
            held(event.isControlDown() && (mac || !shortcut)),
            held(event.isAltDown()),
            held(event.isMetaDown() && !mac),
            held(shortcut)));
  }

  private static KeyCombination.ModifierValue held(boolean down) {
    return down ? KeyCombination.ModifierValue.DOWN : KeyCombination.ModifierValue.UP;
  }

  /**
   * Gives an action other keys and remembers them, unless they cannot be its own.
   *
   * @return why they cannot, as a sentence; empty when it has them now
   */
  public String change(Shortcut shortcut, KeyCombination keys) {
    String why = whyNot(shortcut, keys);
    if (why.isEmpty()) {
      shortcut.bind(keys);
      choices.put(PREFIX + shortcut.name(), keys.equals(shortcut.preset()) ? "" : keys.getName());
    }
    return why;
  }

  /**
   * Gives an action the keys it came with.
   *
   * @return why it cannot have them, as a sentence; empty when it has them now
   */
  public String reset(Shortcut shortcut) {
    return change(shortcut, shortcut.preset());
  }

  /** Gives every action the keys it came with. */
  public void resetAll() {
    for (Shortcut shortcut : Shortcut.values()) {
      if (isChanged(shortcut)) {
        shortcut.bind(shortcut.preset());
        choices.put(PREFIX + shortcut.name(), "");
      }
    }
  }

  /** Whether the user gave it other keys. */
  public boolean isChanged(Shortcut shortcut) {
    return !shortcut.combinationProperty().get().equals(shortcut.preset());
  }

  private static String whyNot(Shortcut shortcut, KeyCombination keys) {
    String written = Shortcut.written(keys);
    if (keys.equals(shortcut.preset()) && owner(shortcut, keys).isEmpty()) {
      return "";
    }
    if (EDITING.contains(keys)) {
      return say("%s is for editing text: choose others.").formatted(written);
    }
    if (isMoving(keys) || (isTyped(keys) && !isFree(shortcut, keys))) {
      return say("%s is for typing and moving about: hold Ctrl or Alt too, or take a function key.")
          .formatted(written);
    }
    return owner(shortcut, keys)
        .map(other ->
            say("%s already does \u201c%s\u201d: choose others, or change that one first.")
                .formatted(written, other.action()))
        .orElse("");
  }

  /** Its own further keys are no news to an action, and are not to be lost with its next ones. */
  private static Optional<Shortcut> owner(Shortcut shortcut, KeyCombination keys) {
    return Arrays.stream(Shortcut.values())
        .filter(other ->
            other.always().contains(keys)
                || (other != shortcut && other.combinationProperty().get().equals(keys)))
        .findFirst();
  }

  private static boolean isMoving(KeyCombination keys) {
    return MOVING.contains(keys)
        || (keys instanceof KeyCodeCombination code && code.getCode() == KeyCode.TAB);
  }

  /** Nothing is typed in the bar of a replay, and Delete means the same in every list. */
  private static boolean isFree(Shortcut shortcut, KeyCombination keys) {
    return switch (shortcut.place()) {
      case REPLAY_BAR -> true;
      case LISTS -> keys.equals(KeyCombination.valueOf("Delete"));
      case ANYWHERE, COMPARE, SESSIONS, LIBRARY, REVIEW, BATCH, SETTINGS -> false;
    };
  }

  /** A key that a text field, a list or a button takes for itself. */
  private static boolean isTyped(KeyCombination keys) {
    if (!(keys instanceof KeyCodeCombination code)) {
      return true;
    }
    boolean held =
        code.getShortcut() == KeyCombination.ModifierValue.DOWN
            || code.getControl() == KeyCombination.ModifierValue.DOWN
            || code.getAlt() == KeyCombination.ModifierValue.DOWN
            || code.getMeta() == KeyCombination.ModifierValue.DOWN;
    boolean plain = code.getCode().isFunctionKey() || WITHOUT_MODIFIER.contains(code.getCode());
    return !held && !plain;
  }

  private static Optional<KeyCombination> read(String name) {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      return Optional.empty();
    }
    try {
      return Optional.of(KeyCombination.valueOf(name));
    } catch (IllegalArgumentException nonsense) {
      return Optional.empty();
    }
  }
}
