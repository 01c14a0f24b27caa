package app.diptych.review.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shares, the sign test and McNemar's test against published numbers. */
class WinRateOraclesTest {
  @ParameterizedTest
  // statsmodels test_confint_proportion_wilson_clip has 19/38; the others by SciPy.
  @CsvSource({
    "8, 10, 0.490162, 0.943318",
    "15, 20, 0.531299, 0.888138",
    "0, 10, 0, 0.277533",
    "10, 10, 0.722467, 1",
    "60, 100, 0.502003, 0.690599",
    "19, 38, 0.348499, 0.651501",
  })
  void wilsonsIntervalIsAsPublished(double some, long all, double low, double high) {
    Estimate share = Wilson.share(some, all).orElseThrow();
    assertThat(share.low()).isCloseTo(low, within(5e-7));
    assertThat(share.high()).isCloseTo(high, within(5e-7));
    assertThat(share.n()).isEqualTo(all);
  }

  @Test
  void wilsonsIntervalStaysWithinNoneAndAll() {
    assertThat(Wilson.share(38, 38).orElseThrow().high()).isEqualTo(1);
    assertThat(Wilson.share(0, 1).orElseThrow().low()).isZero();
    assertThat(Wilson.share(0, 0)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> Wilson.share(Double.NaN, 3));
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5, 0.0625",
    "6, 6, 0.03125",
    "8, 10, 0.109375",
    "15, 20, 0.041389",
    "60, 100, 0.056888",
    "61, 100, 0.035200",
  })
  void theSignTestIsExact(long wins, long all, double p) {
    assertThat(SignTest.of(wins, all - wins).p()).isCloseTo(p, within(5e-7));
    assertThat(SignTest.of(all - wins, wins).p()).isEqualTo(SignTest.of(wins, all - wins).p());
  }

  @ParameterizedTest
  // The smallest number of wins that one look at the end calls decisive, by SciPy.
  @CsvSource({"20, 15", "50, 33", "100, 61", "200, 115", "500, 273", "1000, 532"})
  void theSmallestDecisiveNumberOfWinsOfAPlainTestIsAsPublished(long n, long k) {
    assertThat(SignTest.of(k, n - k).p()).isLessThan(0.05);
    assertThat(SignTest.of(k - 1, n - k + 1).p()).isGreaterThanOrEqualTo(0.05);
  }

  @Test
  void theSignTestOfNothingAndOfEvenVotesIsOne() {
    assertThat(SignTest.of(0, 0).p()).isEqualTo(1);
    assertThat(SignTest.of(5, 5).p()).isEqualTo(1);
  }

  @ParameterizedTest
  // statsmodels, tests of mcnemar(exact=True).
  @CsvSource({
    "101, 121, 59, 33, 0.000004",
    "101, 70, 59, 33, 0.378688",
    "101, 80, 59, 33, 0.089452",
    "101, 30, 60, 33, 0.00206",
    "101, 10, 30, 33, 0.002221",
    "101, 10, 10, 33, 1",
  })
  void mcNemarIsExact(long both, long onlyA, long onlyB, long neither, double p) {
    McNemar test = McNemar.of(both, onlyA, onlyB, neither);
    assertThat(test.p()).isCloseTo(p, within(5e-7));
    assertThat(test.difference().orElseThrow().n()).isEqualTo(both + onlyA + onlyB + neither);
  }

  @Test
  void mcNemarOfNothingSaysNothing() {
    assertThat(McNemar.of(0, 0, 0, 0).difference()).isEmpty();
    assertThat(McNemar.of(0, 0, 0, 0).p()).isEqualTo(1);
  }

  /**
   * Votes on one prompt share its bent, so an interval that takes them for independent is wrong.
   */
  @Test
  void theBootstrapOverPromptsCoversWhatItSays() {
    int runs = 600;
    int covered = 0;
    SplittableRandom random = new SplittableRandom(7);
    for (int run = 0; run < runs; run++) {
      double[] sums = new double[120];
      long[] counts = new long[120];
      for (int prompt = 0; prompt < sums.length; prompt++) {
        double bent = random.nextDouble(0.2, 1);
        counts[prompt] = 1L + random.nextInt(5);
        for (int vote = 0; vote < counts[prompt]; vote++) {
          sums[prompt] += random.nextDouble() < bent ? 1 : 0;
        }
      }
      Estimate estimate = ClusterBootstrap.of(sums, counts, run).orElseThrow().estimate();
      covered += estimate.low() <= 0.6 && 0.6 <= estimate.high() ? 1 : 0;
    }
    assertThat((double) covered / runs).isGreaterThanOrEqualTo(0.93);
  }

  @Test
  void theNormalIntervalOfVeryManyPromptsCoversToo() {
    int runs = 300;
    int covered = 0;
    SplittableRandom random = new SplittableRandom(8);
    for (int run = 0; run < runs; run++) {
      double[] sums = new double[6_000];
      long[] counts = new long[6_000];
      for (int prompt = 0; prompt < sums.length; prompt++) {
        double bent = random.nextDouble(0.2, 1);
        counts[prompt] = 1L + random.nextInt(3);
        for (int vote = 0; vote < counts[prompt]; vote++) {
          sums[prompt] += random.nextDouble() < bent ? 1 : 0;
        }
      }
      ClusterBootstrap result = ClusterBootstrap.of(sums, counts, run).orElseThrow();
      assertThat(result.drawn()).isZero();
      covered += result.estimate().low() <= 0.6 && 0.6 <= result.estimate().high() ? 1 : 0;
    }
    assertThat((double) covered / runs).isGreaterThanOrEqualTo(0.93);
  }

  @Test
  void theBootstrapIsTheSameForTheSameSeedAndNothingForOnePrompt() {
    double[] sums = {1, 0, 2, 1};
    long[] counts = {1, 1, 2, 3};
    assertThat(ClusterBootstrap.of(sums, counts, 5))
        .isEqualTo(ClusterBootstrap.of(sums, counts, 5));
    assertThat(ClusterBootstrap.of(new double[] {3}, new long[] {4}, 5)).isEmpty();
  }

  @Test
  void wilsonsIntervalCoversWhatItSays() {
    SplittableRandom random = new SplittableRandom(3);
    int covered = 0;
    for (int run = 0; run < 4_000; run++) {
      int wins = 0;
      for (int vote = 0; vote < 60; vote++) {
        wins += random.nextDouble() < 0.65 ? 1 : 0;
      }
      Estimate share = Wilson.share(wins, 60).orElseThrow();
      covered += share.low() <= 0.65 && 0.65 <= share.high() ? 1 : 0;
    }
    assertThat(covered / 4_000d).isGreaterThanOrEqualTo(0.93);
  }
}
