package app.diptych.ui;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.ui.fx.FxTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StatusLineTest {

  /** A control cannot even be named without the toolkit. */
  @BeforeAll
  static void startToolkit() {
    FxTest.start();
  }

  @Test
  void marksARateThatIsGuessedFromDeltas() {
    assertThat(StatusLine.rate(1234.4, false)).isEqualTo("~1,234 tok/s in all");
    assertThat(StatusLine.rate(1234.4, true)).isEqualTo("1,234 tok/s in all");
  }

  @Test
  void doesNotCallNothingAGuess() {
    assertThat(StatusLine.rate(0, false)).isEqualTo("0 tok/s in all");
  }
}
