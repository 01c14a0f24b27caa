package app.diptych.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyBindingsTest {
  private final Map<String, String> kept = new HashMap<>();
  private final Choices choices =
      new Choices() {
        @Override
        public String get(String name) {
          return kept.getOrDefault(name, "");
        }

        @Override
        public void put(String name, String value) {
          kept.put(name, value);
        }
      };

  @BeforeEach
  void begin() {
    FxTest.start();
  }

  @AfterEach
  void giveBack() {
    new KeyBindings(choices).resetAll();
  }

  @Test
  void takesOtherKeysAndKnowsThemAtTheNextStart() {
    assertThat(new KeyBindings(choices).change(Shortcut.RUN, keys("Alt+F9"))).isEmpty();
    assertThat(Shortcut.RUN.keys()).isEqualTo("Alt+F9");
    KeyBindings later = new KeyBindings(choices);
    assertThat(Shortcut.RUN.keys()).isEqualTo("Alt+F9");
    assertThat(later.isChanged(Shortcut.RUN)).isTrue();
    assertThat(later.reset(Shortcut.RUN)).isEmpty();
    assertThat(Shortcut.RUN.combinationProperty().get()).isEqualTo(Shortcut.RUN.preset());
    assertThat(kept.get("keys.RUN")).isEmpty();
  }

  @Test
  void doesNotTakeKeysOfAnotherAction() {
    KeyBindings bindings = new KeyBindings(choices);
    assertThat(bindings.change(Shortcut.RUN, Shortcut.DIFF.preset()))
        .contains(Shortcut.DIFF.action())
        .endsWith(".");
    assertThat(Shortcut.RUN.combinationProperty().get()).isEqualTo(Shortcut.RUN.preset());
    assertThat(kept).isEmpty();
  }

  @Test
  void givesFreedKeysToAnotherActionAndTellsWhenTheyCannotComeBack() {
    KeyBindings bindings = new KeyBindings(choices);
    assertThat(bindings.change(Shortcut.DIFF, keys("Alt+F9"))).isEmpty();
    assertThat(bindings.change(Shortcut.RUN, Shortcut.DIFF.preset())).isEmpty();
    assertThat(bindings.reset(Shortcut.DIFF)).contains(Shortcut.RUN.action());
    var _ = new KeyBindings(choices);
    assertThat(Shortcut.RUN.combinationProperty().get()).isEqualTo(Shortcut.DIFF.preset());
    bindings.resetAll();
    for (Shortcut shortcut : Shortcut.values()) {
      assertThat(shortcut.combinationProperty().get()).isEqualTo(shortcut.preset());
    }
  }

  @Test
  void doesNotTakeWhatIsTypedOrEdits() {
    KeyBindings bindings = new KeyBindings(choices);
    for (String typed : new String[] {"R", "Shift+R", "Space", "Enter", "Tab", "Shortcut+Tab"}) {
      assertThat(bindings.change(Shortcut.RUN, keys(typed))).as(typed).contains("typing");
    }
    assertThat(bindings.change(Shortcut.RUN, keys("Shortcut+C"))).contains("editing");
    assertThat(bindings.change(Shortcut.REPLAY_PLAY, keys("P"))).isEmpty();
  }

  @Test
  void doesNotTakeTheFurtherKeysOfZoom() {
    KeyBindings bindings = new KeyBindings(choices);
    for (String further :
        new String[] {"Shortcut+Equals", "Shift+Shortcut+Equals", "Shortcut+Add"}) {
      assertThat(bindings.change(Shortcut.RUN, keys(further)))
          .contains(Shortcut.ZOOM_IN.action())
          .endsWith(".");
    }
    assertThat(bindings.change(Shortcut.RUN, keys("Shortcut+Subtract")))
        .contains(Shortcut.ZOOM_OUT.action());
    assertThat(
            bindings.change(
                Shortcut.RUN,
                KeyBindings.pressed(event(KeyCode.NUMPAD0, false, true)).orElseThrow()))
        .contains(Shortcut.ZOOM_RESET.action());
    // Else they would be gone once it has others.
    assertThat(bindings.change(Shortcut.ZOOM_IN, keys("Shortcut+Equals"))).isNotEmpty();
    kept.put("keys.RUN", "Shortcut+Equals");
    var _ = new KeyBindings(choices);
    assertThat(Shortcut.RUN.combinationProperty().get()).isEqualTo(Shortcut.RUN.preset());
  }

  @Test
  void leavesTheKeysThatMoveTheFocusSayYesAndLeave() {
    KeyBindings bindings = new KeyBindings(choices);
    for (Shortcut one : new Shortcut[] {Shortcut.REPLAY_PLAY, Shortcut.DELETE, Shortcut.RUN}) {
      for (String moving : new String[] {"Tab", "Shift+Tab", "Shortcut+Tab", "Enter"}) {
        assertThat(bindings.change(one, keys(moving))).as(moving).contains("moving");
      }
    }
    // Free for a moment, and yet not for anything else.
    assertThat(bindings.change(Shortcut.STOP, keys("F12"))).isEmpty();
    assertThat(bindings.change(Shortcut.VOTE_A, keys("Esc"))).contains("moving");
    assertThat(bindings.reset(Shortcut.STOP)).isEmpty();
    assertThat(bindings.change(Shortcut.DELETE, keys("F12"))).isEmpty();
    assertThat(bindings.change(Shortcut.STOP_SIDE, keys("Delete"))).contains("typing");
    assertThat(bindings.change(Shortcut.STOP_SIDE, keys("Shift+Insert"))).contains("editing");
    assertThat(bindings.reset(Shortcut.DELETE)).isEmpty();
  }

  @Test
  void passesOverNonsenseAndClashesInTheSettings() {
    kept.put("keys.RUN", "Hyper+Nothing");
    kept.put("keys.STOP", "x".repeat(10_000));
    kept.put("keys.DIFF", "Shortcut+K");
    kept.put("keys.THEME", "F12");
    new KeyBindings(choices);
    assertThat(Shortcut.RUN.combinationProperty().get()).isEqualTo(Shortcut.RUN.preset());
    assertThat(Shortcut.STOP.combinationProperty().get()).isEqualTo(Shortcut.STOP.preset());
    assertThat(Shortcut.DIFF.combinationProperty().get()).isEqualTo(Shortcut.DIFF.preset());
    assertThat(Shortcut.THEME.keys()).isEqualTo("F12");
  }

  @Test
  void readsTheKeysOfAnEventAsTheyAreWritten() {
    assertThat(KeyBindings.pressed(event(KeyCode.J, true, true)))
        .contains(keys("Shift+Shortcut+J"));
    assertThat(KeyBindings.pressed(event(KeyCode.F9, false, false))).contains(keys("F9"));
    assertThat(KeyBindings.pressed(event(KeyCode.CONTROL, false, true))).isEmpty();
    for (Shortcut shortcut : Shortcut.values()) {
      assertThat(keys(shortcut.preset().getName())).isEqualTo(shortcut.preset());
    }
  }

  private static KeyEvent event(KeyCode code, boolean shift, boolean control) {
    return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, control, false, false);
  }

  private static KeyCombination keys(String name) {
    return KeyCombination.valueOf(name);
  }
}
