package app.diptych.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import app.diptych.timing.Percentiles.Known;
import app.diptych.timing.Percentiles.TooFew;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Percentiles as numpy has them, and what is said when there are too few samples. */
class SummaryTest {

  @ParameterizedTest(name = "p{0} of 1 to 10 is {1}")
  // numpy.percentile(range(1, 11), p)
  @CsvSource({"50, 5.5", "25, 3.25", "75, 7.75", "90, 9.1", "10, 1.9"})
  void interpolatesAsNumpyDoes(double percent, double value) {
    assertThat(Percentiles.linear(upTo(10), percent)).isCloseTo(value, within(1e-12));
  }

  @Test
  void knowsMeanAndSampleDeviation() {
    Summary summary = Summary.of(new double[] {5, 1, 4, 2, 3});
    assertThat(summary.mean()).hasValue(3);
    assertThat(summary.deviation().orElseThrow()).isCloseTo(Math.sqrt(2.5), within(1e-12));
    assertThat(summary.min()).hasValue(1);
    assertThat(summary.max()).hasValue(5);
    assertThat(summary.count()).isEqualTo(5);
  }

  @Test
  void givesTheMeanStudentsInterval() {
    // 3 +- 2.776445 x 1.581139 / sqrt(5)
    Interval interval = Summary.of(upTo(5)).meanInterval().orElseThrow();
    assertThat(interval.low()).isCloseTo(3 - 1.963243, within(1e-6));
    assertThat(interval.high()).isCloseTo(3 + 1.963243, within(1e-6));
    assertThat(Summary.of(upTo(1)).meanInterval()).isEmpty();
  }

  @Test
  void givesAPercentileTheIntervalBetweenTwoOrderStatistics() {
    // Ten samples: the median lies between the second and the ninth with 97.9 %, between the third
    // and the eighth with 89.1 % (binomial table).
    Known median = (Known) Percentiles.of(upTo(10), 50);
    assertThat(median.interval()).contains(new Interval(2, 9));
    Known late = (Known) Percentiles.of(upTo(100), 99);
    assertThat(late.interval()).as("no sample is surely beyond it").isEmpty();
    assertThat(((Known) Percentiles.of(upTo(400), 99)).interval()).isPresent();
  }

  @ParameterizedTest(name = "p{0} needs {1}")
  @CsvSource({"50, 2", "90, 10", "95, 20", "99, 100", "99.9, 1000", "1, 100", "75, 4"})
  void saysHowManySamplesAPercentileNeeds(double percent, int needed) {
    assertThat(Percentiles.needed(percent)).isEqualTo(needed);
    assertThat(Percentiles.of(upTo(needed - 1), percent)).isEqualTo(new TooFew(needed - 1, needed));
    assertThat(Percentiles.of(upTo(needed), percent)).isInstanceOf(Known.class);
  }

  @Test
  void isNothingOfNothing() {
    Summary nothing = Summary.of(new double[0]);
    assertThat(nothing.mean()).isEmpty();
    assertThat(nothing.deviation()).isEmpty();
    assertThat(nothing.min()).isEmpty();
    assertThat(nothing.max()).isEmpty();
    assertThat(nothing.meanInterval()).isEmpty();
    assertThat(nothing.percentile(50)).isEqualTo(new TooFew(0, 2));
    assertThat(Summary.of(new double[] {7}).deviation()).isEmpty();
  }

  @Test
  void refusesWhatIsNoNumber() {
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> Summary.of(new double[] {1, wrong}))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void doesNotDependOnTheOrderOfTheSamplesAndStaysAmongThem() {
    Random random = new Random(11);
    for (int round = 0; round < 300; round++) {
      double scale = Math.pow(10, random.nextInt(9) - 3);
      List<Double> samples =
          random
              .doubles(1 + random.nextInt(300), 0, scale)
              .map(value -> random.nextInt(4) == 0 ? scale : value)
              .boxed()
              .toList();
      List<Double> shuffled = new java.util.ArrayList<>(samples);
      Collections.shuffle(shuffled, random);
      Summary one = of(samples);
      Summary other = of(shuffled);
      assertThat(one.mean()).isEqualTo(other.mean());
      assertThat(one.deviation()).isEqualTo(other.deviation());
      assertThat(one.meanInterval()).isEqualTo(other.meanInterval());
      double last = one.min().orElseThrow();
      assertThat(one.mean().orElseThrow()).isBetween(last, one.max().orElseThrow());
      for (double percent : new double[] {1, 5, 10, 25, 50, 75, 90, 95, 99}) {
        assertThat(one.percentile(percent)).isEqualTo(other.percentile(percent));
        if (one.percentile(percent) instanceof Known known) {
          assertThat(known.value()).isBetween(last, one.max().orElseThrow());
          last = known.value();
          known
              .interval()
              .ifPresent(
                  interval -> assertThat(known.value()).isBetween(interval.low(), interval.high()));
        }
      }
    }
  }

  @Test
  void theIntervalOfAPercentileHoldsItAsOftenAsItSays() {
    Random random = new Random(3);
    int held = 0;
    int rounds = 2_000;
    double truth = -Math.log(1 - 0.9);
    for (int round = 0; round < rounds; round++) {
      double[] samples =
          DoubleStream.generate(() -> -Math.log(random.nextDouble())).limit(80).toArray();
      Arrays.sort(samples);
      Interval interval = ((Known) Percentiles.of(samples, 90)).interval().orElseThrow();
      held += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
    }
    assertThat((double) held / rounds).isGreaterThan(0.94);
  }

  private static Summary of(List<Double> samples) {
    return Summary.of(samples.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static double[] upTo(int last) {
    return DoubleStream.iterate(1, value -> value <= last, value -> value + 1).toArray();
  }
}
