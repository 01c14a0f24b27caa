package app.diptych.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The gaps of many answers together are those of all their deltas, as near as is said. */
class GapsTest {
  private static final long MILLI = 1_000_000;
  private static final double RESOLUTION = 0.004;

  @Test
  void hasTheGapsOfAiperf() {
    // AIPerf's unit test of inter-chunk latency: chunks at 100, 150 and 210 ns.
    Gaps gaps = new Gaps();
    gaps.add(new long[] {100, 150, 210});
    assertThat(gaps.count()).isEqualTo(2);
    assertThat(gaps.min().orElseThrow()).isEqualTo(50 / 1e6);
    assertThat(gaps.max().orElseThrow()).isEqualTo(60 / 1e6);
    assertThat(gaps.mean().orElseThrow()).isCloseTo(55 / 1e6, within(1e-15));
    assertThat(gaps.quantile(50).orElseThrow()).isCloseTo(55 / 1e6, within(1e-15));
    assertThat(gaps.deviation().orElseThrow()).isCloseTo(Math.sqrt(50) / 1e6, within(1e-15));
  }

  @Test
  void poolsAnswersAndTakesNoGapFromOneToTheNext() {
    Gaps gaps = new Gaps();
    gaps.add(new long[] {5 * MILLI, 15 * MILLI});
    gaps.add(new long[] {900 * MILLI});
    gaps.add(new long[] {100 * MILLI, 110 * MILLI, 120 * MILLI});
    assertThat(gaps.count()).isEqualTo(3);
    assertThat(gaps.answers()).as("the one of a single delta has no gap").isEqualTo(2);
    assertThat(gaps.unknown()).isZero();
    assertThat(gaps.quantile(50)).as("all alike").hasValue(10);
    assertThat(gaps.mean()).hasValue(10);
    assertThat(gaps.deviation()).hasValue(0);
  }

  @Test
  void isAsNearToTheSamplesAsItSays() {
    Random random = new Random(43);
    for (int round = 0; round < 200; round++) {
      Gaps gaps = new Gaps();
      double[] samples = new double[100 + random.nextInt(3_000)];
      double spread = random.nextDouble() * 3;
      double scale = Math.pow(10, random.nextInt(10));
      for (int i = 0; i < samples.length; i++) {
        // From nothing to hours, evenly or with a long tail.
        long gap = (long) (scale * Math.exp(spread * random.nextGaussian()));
        long first = random.nextLong(1_000 * MILLI);
        gaps.add(new long[] {first, first + gap});
        samples[i] = gap / 1e6;
      }
      Summary exact = Summary.of(samples);
      assertThat(gaps.count()).isEqualTo(exact.count());
      assertThat(gaps.min()).isEqualTo(exact.min());
      assertThat(gaps.max()).isEqualTo(exact.max());
      double mean = exact.mean().orElseThrow();
      assertThat(gaps.mean().orElseThrow()).isCloseTo(mean, within(1e-9 * mean));
      double deviation = exact.deviation().orElseThrow();
      assertThat(gaps.deviation().orElseThrow())
          .isCloseTo(deviation, within(1e-9 * (deviation + mean)));
      for (double percent : new double[] {1, 25, 50, 90, 95, 99}) {
        double quantile = exact.quantile(percent).orElseThrow();
        assertThat(gaps.quantile(percent).orElseThrow())
            .as("p%s of round %s", percent, round)
            .isCloseTo(quantile, within(RESOLUTION * quantile + 1e-12));
      }
    }
  }

  @Test
  void percentilesDoNotDependOnTheOrder() {
    Random random = new Random(44);
    long[] all = random.longs(500, 0, 5_000 * MILLI).toArray();
    Gaps first = new Gaps();
    Gaps last = new Gaps();
    for (int i = 0; i < all.length; i++) {
      first.add(new long[] {0, all[i]});
      last.add(new long[] {0, all[all.length - 1 - i]});
    }
    assertThat(first.quantile(99)).isEqualTo(last.quantile(99));
    assertThat(first.mean()).isEqualTo(last.mean());
    assertThat(first.max()).hasValue(Arrays.stream(all).max().orElseThrow() / 1e6);
  }

  @Test
  void isTheSameWhenItsPartsWereCountedApart() {
    Random random = new Random(45);
    for (int round = 0; round < 100; round++) {
      Gaps whole = new Gaps();
      List<Gaps> parts = List.of(new Gaps(), new Gaps(), new Gaps());
      int answers = random.nextInt(60);
      for (int i = 0; i < answers; i++) {
        long[] offsets = new long[random.nextInt(20)];
        for (int j = 1; j < offsets.length; j++) {
          // Backwards once in a while, and from nanoseconds to centuries.
          long gap =
              random.nextInt(200) == 0 ? -1 : random.nextLong() >>> (10 + random.nextInt(50));
          offsets[j] = offsets[j - 1] + gap;
        }
        whole.add(offsets);
        parts.get(random.nextInt(parts.size())).add(offsets);
      }
      Gaps together = new Gaps();
      parts.forEach(together::add);

      assertThat(together.count()).isEqualTo(whole.count());
      assertThat(together.answers()).isEqualTo(whole.answers());
      assertThat(together.unknown()).isEqualTo(whole.unknown());
      assertThat(together.wentBack()).isEqualTo(whole.wentBack());
      assertThat(together.min()).isEqualTo(whole.min());
      assertThat(together.max()).isEqualTo(whole.max());
      assertThat(together.mean()).isEqualTo(whole.mean());
      assertThat(together.quantile(50)).isEqualTo(whole.quantile(50));
      assertThat(together.quantile(99)).isEqualTo(whole.quantile(99));
      double deviation = whole.deviation().orElse(0);
      assertThat(together.deviation().orElse(0)).isCloseTo(deviation, within(1e-9 * deviation));
    }
  }

  @Test
  void countsAnswersThatHaveNoGaps() {
    Gaps gaps = new Gaps();
    gaps.add(new long[0]);
    gaps.add(new long[] {100, 90, 200});
    gaps.add(new long[] {Long.MIN_VALUE, Long.MAX_VALUE});
    gaps.add(new long[] {Long.MAX_VALUE, Long.MIN_VALUE});
    assertThat(gaps.unknown()).isEqualTo(1);
    assertThat(gaps.wentBack()).isEqualTo(3);
    assertThat(gaps.answers()).isZero();
    assertThat(gaps.count()).isZero();
    assertThat(gaps.mean()).isEmpty();
    assertThat(gaps.min()).isEmpty();
    assertThat(gaps.max()).isEmpty();
    assertThat(gaps.quantile(50)).isEmpty();
  }

  @Test
  void needsAsManySamplesAsEveryPercentile() {
    Gaps gaps = new Gaps();
    long[] offsets = new long[100];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = i * MILLI;
    }
    gaps.add(offsets);
    assertThat(gaps.count()).isEqualTo(99);
    assertThat(gaps.quantile(95)).isPresent();
    assertThat(gaps.quantile(99)).isEmpty();
    gaps.add(new long[] {0, MILLI});
    assertThat(gaps.quantile(99)).hasValue(1);
    assertThatThrownBy(() -> gaps.quantile(100)).isInstanceOf(IllegalArgumentException.class);

    Gaps one = new Gaps();
    one.add(new long[] {0, MILLI});
    assertThat(one.mean()).hasValue(1);
    assertThat(one.deviation()).isEmpty();
  }

  @Test
  void takesGapsOfAnyLength() {
    Gaps gaps = new Gaps();
    for (int i = 0; i < 10; i++) {
      gaps.add(new long[] {0, Long.MAX_VALUE});
      gaps.add(new long[] {7, 7});
    }
    assertThat(gaps.max()).hasValue(Long.MAX_VALUE / 1e6);
    assertThat(gaps.min()).hasValue(0);
    assertThat(gaps.mean().orElseThrow())
        .isCloseTo(Long.MAX_VALUE / 2e6, within(Long.MAX_VALUE * 1e-18));
    assertThat(gaps.quantile(90).orElseThrow())
        .isCloseTo(Long.MAX_VALUE / 1e6, within(RESOLUTION * Long.MAX_VALUE / 1e6));
  }
}
