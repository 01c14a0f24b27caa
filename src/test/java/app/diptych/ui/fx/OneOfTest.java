package app.diptych.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is marked is what is chosen. */
class OneOfTest {
  private final ObjectProperty<String> chosen = new SimpleObjectProperty<>("b");
  private final ToggleGroup group = new ToggleGroup();
  private final List<ToggleButton> buttons =
      FxTest.run(() -> List.of(button("a"), button("b"), button("c")));

  @BeforeAll
  static void start() {
    FxTest.start();
  }

  @Test
  void marksWhatIsChosen() {
    assertThat(marked()).isEqualTo("b");
    FxTest.run(() -> chosen.set("c"));
    assertThat(marked()).isEqualTo("c");
  }

  @Test
  void choosesWhatAnArrowKeyMarks() {
    // That is all such a key does: the button is not pressed.
    FxTest.run(() -> group.selectToggle(buttons.getFirst()));
    assertThat(chosen.get()).isEqualTo("a");
    assertThat(marked()).isEqualTo("a");
  }

  @Test
  void staysChosenWhenItIsPressedAgain() {
    FxTest.run(() -> {
      buttons.getLast().fire();
      buttons.getLast().fire();
    });
    assertThat(chosen.get()).isEqualTo("c");
    assertThat(marked()).isEqualTo("c");
  }

  private ToggleButton button(String value) {
    ToggleButton button = new ToggleButton(value);
    button.setToggleGroup(group);
    OneOf.choose(button, value, chosen);
    return button;
  }

  private String marked() {
    return FxTest.run(() -> ((ToggleButton) group.getSelectedToggle()).getText());
  }
}
