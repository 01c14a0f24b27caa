package app.diptych.ui.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The part of the time axis that is shown. */
class TimeWindowTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void growsInStepsWhileAnAnswerComesAndFitsItInTheEnd() {
    TimeWindow window = new TimeWindow();
    int steps = 0;
    long before = 0;
    for (long now = 0; now <= 10 * SECOND; now += SECOND / 30) {
      window.reach(now, true);
      assertThat(window.to()).isGreaterThanOrEqualTo(now);
      steps += window.to() != before ? 1 : 0;
      before = window.to();
    }
    assertThat(steps).as("nothing moves most of the time").isLessThan(40);
    window.reach(7 * SECOND, false);
    assertThat(window.to()).isEqualTo(7 * SECOND);
  }

  @Test
  void keepsTheMomentUnderThePointerWhereItIsWhileZooming() {
    TimeWindow window = new TimeWindow();
    window.reach(10 * SECOND, false);
    window.zoom(0.5, 4 * SECOND);
    assertThat(window.from()).isEqualTo(2 * SECOND);
    assertThat(window.to()).isEqualTo(7 * SECOND);
    assertThat(window.isZoomed()).isTrue();
    window.reach(20 * SECOND, false);
    assertThat(window.to()).as("what is looked at stays").isEqualTo(7 * SECOND);
    window.reset();
    assertThat(window.to()).isEqualTo(20 * SECOND);
  }

  @Test
  void neverLeavesTheAxis() {
    Random random = new Random(3);
    TimeWindow window = new TimeWindow();
    window.reach(9 * SECOND, false);
    for (int i = 0; i < 2_000; i++) {
      if (random.nextBoolean()) {
        long around = window.from() + (long) (random.nextDouble() * window.span());
        window.zoom(0.3 + random.nextDouble() * 2, around);
      } else {
        window.pan(random.nextLong(-5 * SECOND, 5 * SECOND));
      }
      assertThat(window.from()).isNotNegative();
      assertThat(window.to()).isLessThanOrEqualTo(9 * SECOND);
      assertThat(window.span()).isGreaterThanOrEqualTo(1_000_000);
    }
  }

  @Test
  void putsMomentsWhereThePointerFindsThem() {
    TimeWindow window = new TimeWindow();
    window.reach(3 * SECOND, false);
    window.zoom(0.4, SECOND);
    for (double x = Brush.LEFT; x < 240 - Brush.RIGHT; x += 7) {
      assertThat(Brush.x(Brush.nanos(x, window, 240), window, 240)).isCloseTo(x, within(0.01));
    }
  }

  @Test
  void roundsTheTopOfAnAxisUp() {
    for (double value : new double[] {0.0000004, 0.7, 1, 1.2, 99, 101, 5_300, 2e6}) {
      assertThat(Scale.top(value)).isGreaterThanOrEqualTo(value).isLessThanOrEqualTo(value * 2);
    }
    assertThat(Scale.top(0)).isEqualTo(1);
    assertThat(Scale.top(Double.NaN)).isEqualTo(1);
    assertThat(Scale.words(1_500)).isEqualTo("1500");
    assertThat(Scale.words(20_000)).isEqualTo("20k");
    assertThat(Scale.words(0.75)).isEqualTo("0.75");
    assertThat(Scale.figures(0.0000453)).isEqualTo("0.0000453");
  }
}
