package app.diptych.ui.fx;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A fault of the JavaFX thread belongs to the test it happened in. */
@Timeout(60)
class UncaughtTest {
  private final Uncaught uncaught = new Uncaught();

  @Test
  void failsTheTestAndNoLaterOneForAFaultOfTheJavaFxThread() {
    FxTest.start();
    FxThread.later(UncaughtTest::fail);
    FxTest.pulses(1);
    assertThatThrownBy(uncaught::check).hasRootCauseMessage("on purpose");
    assertThatCode(uncaught::check).doesNotThrowAnyException();
  }

  @Test
  void letsTheRobotFinishItsKeyPressWhateverHappenedElsewhere() throws InterruptedException {
    FxTest.start();
    FxTest.robot().push(KeyCode.F12);
    Thread elsewhere = Thread.ofPlatform().start(UncaughtTest::fail);
    elsewhere.join();
    FxTest.robot().push(KeyCode.CONTROL, KeyCode.F12);
    assertThatCode(uncaught::check).doesNotThrowAnyException();
  }

  private static void fail() {
    throw new IllegalStateException("on purpose");
  }
}
