package app.diptych.review.stats;

import static app.diptych.review.stats.Krippendorff.Scale.INTERVAL;
import static app.diptych.review.stats.Krippendorff.Scale.NOMINAL;
import static app.diptych.review.stats.Krippendorff.Scale.ORDINAL;
import static app.diptych.review.stats.Krippendorff.Scale.RATIO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import app.diptych.review.stats.Kappa.Weight;
import app.diptych.review.stats.Krippendorff.Scale;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Agreement between raters against published numbers. */
class AgreementOraclesTest {
  private static final double NONE = Double.NaN;

  @Test
  void cohensKappaIsAsPublished() {
    assertThat(kappa(new long[][] {{20, 5}, {10, 15}})).isCloseTo(0.4, within(5e-7));
    assertThat(kappa(new long[][] {{45, 15}, {25, 15}})).isCloseTo(0.130435, within(5e-7));
    assertThat(kappa(new long[][] {{25, 35}, {5, 35}})).isCloseTo(0.259259, within(5e-7));
  }

  @Test
  void kappasErrorAndWeightsAreThoseOfSas() {
    long[][] table = {{0, 4, 1}, {0, 8, 0}, {0, 1, 5}};
    Kappa plain = Kappa.of(table, Weight.NONE).orElseThrow();
    Estimate kappa = plain.kappa().orElseThrow();
    assertThat(kappa.value()).isCloseTo(0.4842, within(5e-5));
    assertThat(plain.error()).isCloseTo(0.1380, within(5e-5));
    assertThat(kappa.low()).isCloseTo(0.2137, within(5e-5));
    assertThat(kappa.high()).isCloseTo(0.7547, within(5e-5));
    assertThat(Kappa.of(table, Weight.LINEAR).orElseThrow().kappa().orElseThrow().value())
        .isCloseTo(0.4701, within(5e-5));
  }

  @Test
  void kappaOfOneCategoryOnlySaysNothingInsteadOfNaN() {
    Kappa kappa = Kappa.of(new long[][] {{9, 0}, {0, 0}}, Weight.NONE).orElseThrow();
    assertThat(kappa.raw()).isEqualTo(1);
    assertThat(kappa.kappa()).isEmpty();
    assertThat(Kappa.of(new long[][] {{0, 0}, {0, 0}}, Weight.NONE)).isEmpty();
  }

  @Test
  void fleissKappaIsAsPublished() {
    // Wikipedia: 14 raters, 10 subjects, 5 categories.
    int[][] counts = {
      {0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0}, {2, 2, 8, 1, 1},
      {7, 7, 0, 0, 0}, {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2}, {6, 5, 2, 1, 0}, {0, 2, 2, 3, 7},
    };
    assertThat(Fleiss.kappa(counts).orElseThrow()).isCloseTo(0.20993, within(5e-6));
    assertThat(Fleiss.kappa(new int[][] {{1, 0}, {0, 1}})).isEmpty();
    assertThat(Fleiss.kappa(new int[][] {{3, 0}, {2, 0}})).isEmpty();
  }

  @Test
  void fleissKappaOfThePsychiatristsIsThatOf1971() {
    // J. L. Fleiss, Psychological Bulletin 76, 1971: six raters, thirty patients, five diagnoses;
    // 0.430 there, 0.4302445 by R's irr 0.84.
    String patients =
        "444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333"
            + " 144444 224445 333335 111455 111112 224444 133555 555555 244444 224555 114444 144445"
            + " 222224 111155 224444 133333 555555";
    int[][] counts =
        Arrays.stream(patients.split(" "))
            .map(patient -> {
              int[] of = new int[5];
              patient.chars().forEach(diagnosis -> of[diagnosis - '1']++);
              return of;
            })
            .toArray(int[][]::new);
    assertThat(counts).hasDimensions(30, 5);
    assertThat(Fleiss.kappa(counts).orElseThrow()).isCloseTo(0.4302445, within(5e-8));
  }

  @Test
  void krippendorffsAlphaIsAsPublishedWithMissingValues() {
    // Krippendorff 2011: four observers, twelve units.
    double[][] observers = {
      {1, 2, 3, 3, 2, 1, 4, 1, 2, NONE, NONE, NONE},
      {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NONE, 3},
      {NONE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NONE},
      {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NONE},
    };
    assertThat(alpha(observers, NOMINAL)).isCloseTo(0.743421, within(5e-7));
    assertThat(alpha(observers, ORDINAL)).isCloseTo(0.815388, within(5e-7));
    assertThat(alpha(observers, INTERVAL)).isCloseTo(0.849107, within(5e-7));
    assertThat(alpha(observers, RATIO)).isCloseTo(0.797403, within(5e-7));
  }

  @Test
  void krippendorffsAlphaOfTwoObserversIsAsPublished() {
    assertThat(alpha(rows("0100000000", "1110010100"), NOMINAL)).isCloseTo(0.095238, within(5e-7));
    assertThat(alpha(rows("aabbdcccedda", "babbbccceddd"), NOMINAL))
        .isCloseTo(0.691964, within(5e-7));
  }

  @Test
  void krippendorffsAlphaOfThreeCodersIsAsPublished() {
    // Wikipedia, three coders and fifteen units.
    double[][] coders = {
      {NONE, NONE, NONE, NONE, NONE, 3, 4, 1, 2, 1, 1, 3, 3, NONE, 3},
      {1, NONE, 2, 1, 3, 3, 4, 3, NONE, NONE, NONE, NONE, NONE, NONE, NONE},
      {NONE, NONE, 2, 1, 3, 4, 4, NONE, 2, 1, 1, 3, 3, NONE, 4},
    };
    assertThat(alpha(coders, NOMINAL)).isCloseTo(0.691358, within(5e-7));
    assertThat(alpha(coders, INTERVAL)).isCloseTo(0.810845, within(5e-7));
    assertThat(alpha(coders, ORDINAL)).isCloseTo(0.806721, within(5e-7));
  }

  @Test
  void alphaWithoutDifferencesOrPairsSaysNothing() {
    assertThat(Krippendorff.alpha(new double[][] {{1, 1}, {1, 1}}, NOMINAL)).isEmpty();
    assertThat(Krippendorff.alpha(new double[][] {{1, NONE}, {2}}, INTERVAL)).isEmpty();
    assertThat(Krippendorff.alpha(new double[][] {{-1, 2}, {1, 2}}, RATIO)).isEmpty();
    assertThat(Krippendorff.alpha(new double[0][], ORDINAL)).isEmpty();
    assertThat(Krippendorff.alpha(new double[][] {{NONE, NONE}, {0, 2}}, RATIO)).isPresent();
  }

  private static double kappa(long[][] table) {
    return Kappa.of(table, Weight.NONE).orElseThrow().kappa().orElseThrow().value();
  }

  private static double[][] rows(String... observers) {
    return Arrays.stream(observers)
        .map(row -> row.chars().mapToDouble(c -> c == '*' ? NONE : c).toArray())
        .toArray(double[][]::new);
  }

  /** With a row for each observer. */
  private static double alpha(double[][] observers, Scale scale) {
    double[][] units = new double[observers[0].length][observers.length];
    for (int unit = 0; unit < units.length; unit++) {
      for (int observer = 0; observer < observers.length; observer++) {
        units[unit][observer] = observers[observer][unit];
      }
    }
    return Krippendorff.alpha(units, scale).orElseThrow();
  }
}
