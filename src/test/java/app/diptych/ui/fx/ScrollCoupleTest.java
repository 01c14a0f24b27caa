package app.diptych.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScrollCoupleTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final MarkdownPane one = FxTest.run(() -> new MarkdownPane());
  private final MarkdownPane other = FxTest.run(() -> new MarkdownPane());
  private final ScrollCouple couple = FxTest.run(() -> new ScrollCouple(one, other));
  private final Stage stage = FxTest.run(() -> new Stage());

  @BeforeEach
  void open() {
    FxTest.run(() -> {
      for (MarkdownPane pane : new MarkdownPane[] {one, other}) {
        pane.setPrefSize(400, 400);
      }
      stage.setScene(new Scene(new HBox(one, other)));
      stage.show();
    });
    FxTest.pulses(2);
    FxTest.run(() -> {
      one.append("A line of the first text.\n\n".repeat(60));
      other.append("A line of the other text.\n\n".repeat(180));
    });
    FxTest.pulses(3);
  }

  @AfterEach
  void close() {
    FxTest.run(() -> stage.hide());
  }

  @Test
  void takesTheOtherPaneAsFarThroughItsOwnText() {
    FxTest.run(() -> couple.onProperty().set(true));
    press(one, KeyCode.HOME);
    FxTest.waitFor(() -> position(other) < 0.02, PATIENCE);
    press(one, KeyCode.PAGE_DOWN);
    press(one, KeyCode.PAGE_DOWN);
    FxTest.waitFor(() -> position(one) > 0.2, PATIENCE);
    FxTest.waitFor(() -> Math.abs(position(other) - position(one)) < 0.05, PATIENCE);
    press(other, KeyCode.HOME);
    FxTest.waitFor(() -> position(one) < 0.02, PATIENCE);
  }

  @Test
  void leavesTheOtherPaneAloneWhenItIsOff() {
    press(one, KeyCode.HOME);
    FxTest.pulses(5);
    assertThat(FxTest.run(() -> position(one))).isCloseTo(0, within(0.02));
    assertThat(FxTest.run(() -> other.followingProperty().get())).isTrue();
    assertThat(FxTest.run(() -> position(other))).isGreaterThan(0.9);
  }

  @Test
  void followsTheEndAgainWhenTheReaderGoesThere() {
    FxTest.run(() -> couple.onProperty().set(true));
    press(one, KeyCode.HOME);
    FxTest.waitFor(() -> !other.followingProperty().get(), PATIENCE);
    press(one, KeyCode.END);
    FxTest.waitFor(() -> other.followingProperty().get(), PATIENCE);
  }

  @Test
  void movesNothingWhenOnlyTheTextGrows() {
    FxTest.run(() -> couple.onProperty().set(true));
    press(other, KeyCode.HOME);
    FxTest.waitFor(() -> position(one) < 0.02, PATIENCE);
    FxTest.run(() -> one.jumpToEnd());
    FxTest.run(() -> one.append("More of the first text.\n\n".repeat(30)));
    FxTest.pulses(5);
    assertThat(FxTest.run(() -> one.followingProperty().get())).isTrue();
    assertThat(FxTest.run(() -> position(other))).isCloseTo(0, within(0.02));
  }

  private static double position(MarkdownPane pane) {
    return pane.position().orElse(-1);
  }

  private static void press(MarkdownPane pane, KeyCode key) {
    FxTest.run(() ->
        pane.fireEvent(
            new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false)));
    FxTest.pulses(2);
  }
}
