package app.diptych.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TipTest {
  private final Button button = new Button("Run");

  @BeforeAll
  static void theToolkitRuns() {
    FxTest.start();
  }

  @Test
  void hasNoWindowBeforeTheMouseComes() {
    FxTest.run(() -> Tip.on(button, "Runs it"));
    assertThat(button.getTooltip()).isNull();
    assertThat(Tip.of(button)).isEqualTo("Runs it");
    assertThat(button.getAccessibleHelp()).isEqualTo("Runs it");

    enter(button);
    assertThat(Objects.requireNonNull(button.getTooltip()).getText()).isEqualTo("Runs it");
  }

  @Test
  void followsWordsThatChangeAndHidesWithoutAny() {
    StringProperty words = new SimpleStringProperty("");
    FxTest.run(() -> Tip.on(button, words));
    enter(button);
    assertThat(button.getTooltip()).as("an empty one would show as a dot").isNull();

    FxTest.run(() -> words.set("3 failed"));
    assertThat(Objects.requireNonNull(button.getTooltip()).getText()).isEqualTo("3 failed");
    assertThat(button.getAccessibleHelp()).isEqualTo("3 failed");

    FxTest.run(() -> words.set(""));
    assertThat(button.getTooltip()).isNull();
    assertThat(button.getAccessibleHelp()).isEmpty();
  }

  @Test
  void leavesTheHelpOfOthersAlone() {
    StringProperty words = new SimpleStringProperty("tip");
    button.setAccessibleHelp("why it is disabled");
    FxTest.run(() -> Tip.on(button, words));
    FxTest.run(() -> words.set("another tip"));
    assertThat(button.getAccessibleHelp()).isEqualTo("why it is disabled");
  }

  @Test
  void canBeGivenAgain() {
    FxTest.run(() -> Tip.on(button, "one"));
    enter(button);
    FxTest.run(() -> Tip.on(button, "two"));
    assertThat(button.getAccessibleHelp()).isEqualTo("two");
    assertThat(Objects.requireNonNull(button.getTooltip()).getText()).isEqualTo("two");
    assertThat(Tip.of(new HBox())).isEmpty();
  }

  @Test
  void tellsTheKeysOfNow() {
    FxTest.run(() -> Shortcut.STOP.on(button, "Stop"));
    String before = Shortcut.STOP.keys();
    assertThat(button.getAccessibleHelp()).isEqualTo("Stop  " + before);
    assertThat(Tip.of(button)).isEqualTo("Stop  " + before);
  }

  /** Why a control is disabled is told of it; when it is not, what it does. */
  @Test
  void tellsWhatAControlDoesOnceItCanBeUsed() {
    StringProperty why = new SimpleStringProperty("Nothing is chosen.");
    FxTest.run(() -> Tip.on(button, "Runs it"));
    Node box = FxTest.run(() -> WhyDisabled.around(button, why));
    assertThat(button.getAccessibleHelp()).isEqualTo("Nothing is chosen.");
    assertThat(Tip.of(box)).isEqualTo("Nothing is chosen.");

    FxTest.run(() -> Tip.on(button, "Runs both"));
    assertThat(button.getAccessibleHelp()).isEqualTo("Nothing is chosen.");
    FxTest.run(() -> why.set(""));
    assertThat(button.getAccessibleHelp()).isEqualTo("Runs both");
    FxTest.run(() -> Tip.on(button, "Runs it again"));
    assertThat(button.getAccessibleHelp()).isEqualTo("Runs it again");
    assertThat(Tip.of(box)).isEmpty();
  }

  private static void enter(Node node) {
    FxTest.run(() ->
        Event.fireEvent(
            node,
            new MouseEvent(
                MouseEvent.MOUSE_ENTERED,
                0,
                0,
                0,
                0,
                MouseButton.NONE,
                0,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                true,
                false,
                null)));
  }
}
