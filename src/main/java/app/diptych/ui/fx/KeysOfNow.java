package app.diptych.ui.fx;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.input.KeyCombination;

/** The keys that every action has now: there is one keyboard. JavaFX thread only. */
final class KeysOfNow {
  private static final Map<Shortcut, ReadOnlyObjectWrapper<KeyCombination>> NOW =
      new EnumMap<>(Shortcut.class);

  static {
    for (Shortcut shortcut : Shortcut.values()) {
      NOW.put(shortcut, new ReadOnlyObjectWrapper<>(shortcut.preset()));
    }
  }

  private KeysOfNow() {}

  static ReadOnlyObjectWrapper<KeyCombination> of(Shortcut shortcut) {
    return Objects.requireNonNull(NOW.get(shortcut));
  }
}
