package app.diptych.ui.keys;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.KeyBindings;
import app.diptych.ui.fx.Shortcut;
import java.util.Arrays;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/** Which action waits for its new keys, and what came of it. */
public final class KeysModel {
  private final KeyBindings keys;
  private final ReadOnlyObjectWrapper<@Nullable Shortcut> waiting = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");

  public KeysModel(KeyBindings keys) {
    this.keys = keys;
    count();
  }

  /** The action whose keys are to be pressed now; null while none is. */
  ReadOnlyObjectProperty<@Nullable Shortcut> waitingProperty() {
    return waiting.getReadOnlyProperty();
  }

  /** Why keys were not taken, as a sentence; empty when they were. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** How many keys are not those the product came with, in a few words. */
  public ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  boolean isChanged(Shortcut shortcut) {
    return keys.isChanged(shortcut);
  }

  /** The keys pressed next are for that action. */
  void begin(Shortcut shortcut) {
    problem.set("");
    waiting.set(shortcut);
  }

  /** Everything stays as it is. */
  void cancel() {
    waiting.set(null);
  }

  /** Those were pressed. */
  void press(KeyCombination pressed) {
    Shortcut shortcut = waiting.get();
    if (shortcut != null) {
      waiting.set(null);
      problem.set(keys.change(shortcut, pressed));
      count();
    }
  }

  void reset(Shortcut shortcut) {
    problem.set(keys.reset(shortcut));
    count();
  }

  void resetAll() {
    problem.set("");
    keys.resetAll();
    count();
  }

  private void count() {
    long changed = Arrays.stream(Shortcut.values()).filter(keys::isChanged).count();
    summary.set(changed == 0 ? say("As they came") : say("%s changed").formatted(changed));
  }
}
