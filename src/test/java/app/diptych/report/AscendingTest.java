package app.diptych.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Places in ascending order are those that any stable sort gives. */
class AscendingTest {
  private static final int TRIES = 2_000;

  @Test
  void isTheOrderOfAStableSort() {
    Random random = new Random(20261128);
    for (int i = 0; i < TRIES; i++) {
      double[] values = new double[random.nextInt(80)];
      for (int place = 0; place < values.length; place++) {
        values[place] = number(random);
      }
      assertThat(Ascending.places(values)).isEqualTo(sorted(values));
    }
  }

  private static double number(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> Double.longBitsToDouble((random.nextLong() & ~(0x7FFL << 52)) | (0x3FEL << 52));
      case 1 -> random.nextInt(7) - 3;
      // They differ in the last bits only, where the places stand.
      case 2 -> 1e9 + random.nextInt(9) * Math.ulp(1e9);
      case 3 -> random.nextBoolean() ? -0.0 : 0.0;
      default -> random.nextBoolean() ? Double.MAX_VALUE : Double.NEGATIVE_INFINITY;
    };
  }

  @Test
  void tellsApartManyThatDifferInLastBitsAlone() {
    double[] values = new double[100_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1 + (values.length - i) * Math.ulp(1.0);
    }
    assertThat(Ascending.places(values)).isEqualTo(sorted(values));
  }

  private static int[] sorted(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        // Zero has two signs, which are equal.
        .sorted(Comparator.comparingDouble(i -> values[i] + 0.0))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
