package app.diptych.local.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From readings to joules. */
class SeriesTest {
  private static final long S = 1_000_000_000L;

  @Test
  void integratesPowerByTrapezoids() {
    Series ramp = new Series(power(100.0), 0);
    ramp.add(power(200.0), S);
    assertThat(joules(ramp, 0, S)).isEqualTo(150);
    assertThat(joules(ramp, S / 2, S)).isEqualTo(87.5);
    assertThat(joules(ramp, 0, S / 2)).isEqualTo(62.5);
    ramp.add(power(200.0), 3 * S);
    assertThat(joules(ramp, 0, 3 * S)).isEqualTo(550);
  }

  @Test
  void takesACounterByItsDifferenceAndNotByItsPower() {
    Series counter = new Series(counter(1_000_000, 0), 0);
    assertThat(counter.counted()).isTrue();
    assertThat(counter.between(0, S)).as("one reading of a counter is no difference").isEmpty();
    counter.add(counter(31_000_000, 0), S);
    assertThat(joules(counter, 0, S)).isEqualTo(30);
    assertThat(joules(counter, S / 4, S / 2)).isEqualTo(7.5);
  }

  @Test
  void goesOnWhereACounterStartsAgainByItself() {
    Series wrapping = new Series(counter(262_143_000_000L, 262_143_328_850L), 0);
    wrapping.add(counter(171_150, 262_143_328_850L), S);
    assertThat(joules(wrapping, 0, S)).isEqualTo(0.5);
  }

  @Test
  void aCounterThatWasResetAddsNothing() {
    Series reset = new Series(counter(5_000_000_000L, 0), 0);
    reset.add(counter(5_010_000_000L, 0), S);
    reset.add(counter(3, 0), 2 * S);
    reset.add(counter(20_000_003, 0), 3 * S);
    assertThat(joules(reset, 0, 3 * S)).isEqualTo(30);
    Series asleep = new Series(counter(262_000_000_000L, 262_143_328_850L), 0);
    asleep.add(counter(200_000_000_000L, 262_143_328_850L), S);
    assertThat(joules(asleep, 0, S)).as("nothing draws 200 kW").isZero();
  }

  @Test
  void doesNotGuessWhereNobodyLooked() {
    Series seen = new Series(power(100.0), 10 * S);
    seen.add(power(100.0), 11 * S);
    assertThat(joules(seen, 9 * S, 12 * S)).as("a second at either end").isEqualTo(300);
    assertThat(seen.between(8 * S, 11 * S)).isEmpty();
    assertThat(seen.between(10 * S, 13 * S)).isEmpty();
    seen.add(power(100.0), 20 * S);
    assertThat(seen.between(10 * S, 20 * S)).as("nine seconds without a reading").isEmpty();
    assertThat(seen.between(10 * S, 11 * S)).isPresent();
  }

  @Test
  void leavesOutReadingsWithoutTheirNumber() {
    Series gaps = new Series(power(100.0), 0);
    gaps.add(power(null), S);
    gaps.add(power(300.0), 2 * S);
    assertThat(joules(gaps, 0, 2 * S)).isEqualTo(400);
    gaps.add(power(900.0), 2 * S);
    assertThat(joules(gaps, 0, 2 * S)).as("no time has passed").isEqualTo(400);
  }

  @Test
  void partsAddUpToTheWhole() {
    Random random = new Random(41);
    for (int round = 0; round < 200; round++) {
      boolean counts = random.nextBoolean();
      long at = 0;
      long sum = 0;
      Series series = new Series(counts ? counter(0, 0) : power(random.nextDouble() * 300), 0);
      for (int i = 0; i < 20; i++) {
        at += 1 + random.nextLong(S);
        sum += random.nextLong(1_000);
        series.add(counts ? counter(sum, 0) : power(random.nextDouble() * 300), at);
      }
      long middle = random.nextLong(at);
      assertThat(joules(series, 0, middle) + joules(series, middle, at))
          .isCloseTo(joules(series, 0, at), within(1e-6));
      series.forget(middle);
      assertThat(joules(series, middle, at)).isLessThanOrEqualTo(300.0 * 20);
    }
  }

  private static double joules(Series series, long from, long to) {
    return series.between(from, to).orElseThrow() / 1e6;
  }

  private static Gauge counter(long microjoules, long wrapsAt) {
    return Gauge.counter("x", microjoules, wrapsAt);
  }

  private static Gauge power(@Nullable Double watts) {
    return new Gauge("x", null, 0, watts, null, null, null, null);
  }
}
