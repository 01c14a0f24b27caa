package app.diptych.review.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import app.diptych.review.stats.BradleyTerry.Rating;
import app.diptych.review.stats.BradleyTerry.Ratings;
import app.diptych.review.stats.BradleyTerry.Ties;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ratings against published numbers, known strengths, and votes that allow no rating. */
class BradleyTerryTest {
  @Test
  void ratesTheWorkedExampleAsPublished() {
    // Wikipedia "Bradley-Terry model", also arena-rank's tests/test_bradley_terry.py.
    PairCounts counts = new PairCounts(4);
    counts.win(0, 1, 2);
    counts.win(1, 0, 3);
    counts.win(0, 3, 1);
    counts.win(3, 0, 4);
    counts.win(1, 2, 5);
    counts.win(2, 1, 3);
    counts.win(2, 3, 1);
    counts.win(3, 2, 3);
    double[] strengths = {0.640, 1.043, 0.660, 2.270};
    double[] elo = {922.4, 1007.4, 927.8, 1142.4};

    Ratings ratings = BradleyTerry.of(counts, Ties.HALF_WINS);

    assertThat(ratings.list().getFirst().model()).isEqualTo(3);
    for (Rating rating : ratings.list()) {
      assertThat(Math.exp(rating.strength())).isCloseTo(strengths[rating.model()], within(5e-4));
      assertThat(rating.rating().value()).isCloseTo(elo[rating.model()], within(0.05));
    }
    assertThat(ratings.converged()).isTrue();
    assertThat(ratings.softened()).isZero();
  }

  @Test
  void ratesTheCyclesOfChoix() {
    PairCounts cycle = new PairCounts(3);
    cycle.win(0, 1);
    cycle.win(1, 2);
    cycle.win(2, 0);
    assertThat(strengths(cycle)).containsExactly(new double[] {0, 0, 0}, within(1e-9));

    cycle.win(0, 1);
    assertThat(strengths(cycle))
        .containsExactly(new double[] {0.419617624, -0.419617624, 0}, within(1e-8));
  }

  @Test
  void tiesAreHalfWinsOrDavidsonsAndTheGapTellsWhich() {
    PairCounts counts = new PairCounts(2);
    counts.win(0, 1, 60);
    counts.win(1, 0, 30);
    counts.tie(0, 1, 10);

    Ratings half = BradleyTerry.of(counts, Ties.HALF_WINS);
    Ratings davidson = BradleyTerry.of(counts, Ties.DAVIDSON);

    assertThat(gap(half)).isCloseTo(107.54, within(0.005));
    assertThat(half.nu()).isZero();
    assertThat(gap(davidson)).isCloseTo(120.41, within(0.005));
    assertThat(davidson.nu()).isCloseTo(0.235702, within(5e-7));
  }

  @ParameterizedTest
  @EnumSource(Ties.class)
  void recoversKnownStrengthsWithIntervalsThatCoverThem(Ties ties) {
    double[] truth = {1.0, 0.4, 0.1, -0.3, -1.2};
    double nu = 0.6;
    int covered = 0;
    int intervals = 0;
    SplittableRandom random = new SplittableRandom(17);
    for (int run = 0; run < 200; run++) {
      PairCounts counts = new PairCounts(truth.length);
      for (int vote = 0; vote < 1_500; vote++) {
        int i = random.nextInt(truth.length);
        int j = (i + 1 + random.nextInt(truth.length - 1)) % truth.length;
        double tie = ties == Ties.DAVIDSON ? nu : 0;
        double one = Math.exp((truth[i] - truth[j]) / 2);
        double draw = random.nextDouble() * (one + 1 / one + tie);
        if (draw < one) {
          counts.win(i, j);
        } else if (draw < one + 1 / one) {
          counts.win(j, i);
        } else {
          counts.tie(i, j);
        }
      }
      Ratings ratings = BradleyTerry.of(counts, ties);
      for (Rating rating : ratings.list()) {
        double elo = 1000 + 400 / Math.log(10) * truth[rating.model()];
        covered += rating.rating().low() <= elo && elo <= rating.rating().high() ? 1 : 0;
        intervals++;
        assertThat(rating.strength()).isCloseTo(truth[rating.model()], within(0.4));
      }
    }
    assertThat((double) covered / intervals).isBetween(0.93, 0.98);
  }

  @Test
  void keepsRatingsFiniteWhereOneModelWonEverything() {
    PairCounts counts = new PairCounts(3);
    counts.win(0, 1, 20);
    counts.win(0, 2, 20);
    counts.win(1, 2, 5);
    counts.win(2, 1, 5);

    Ratings ratings = BradleyTerry.of(counts, Ties.HALF_WINS);

    assertThat(ratings.softened()).isEqualTo(3);
    assertThat(ratings.list().getFirst().model()).isZero();
    assertThat(ratings.list()).allMatch(rating -> Math.abs(rating.rating().value()) < 3_000);
  }

  @Test
  void modelsThatNeverMetAreRatedInGroupsOfTheirOwn() {
    PairCounts counts = new PairCounts(6);
    counts.win(0, 1, 4);
    counts.win(1, 0, 2);
    counts.win(2, 3, 4);
    counts.win(3, 2, 2);
    counts.tie(3, 4, 2);

    Ratings ratings = BradleyTerry.of(counts, Ties.HALF_WINS);

    assertThat(ratings.groups()).isEqualTo(2);
    assertThat(ratings.list()).extracting(Rating::group).containsExactly(0, 0, 0, 1, 1);
    assertThat(ratings.list()).extracting(Rating::model).doesNotContain(5);
  }

  @ParameterizedTest
  @EnumSource(Ties.class)
  void ratesNothingButTiesAlikeAndNothingAtAllAsNothing(Ties ties) {
    PairCounts counts = new PairCounts(2);
    assertThat(BradleyTerry.of(counts, ties).list()).isEmpty();
    counts.tie(0, 1, 50);
    assertThat(BradleyTerry.of(counts, ties).list())
        .allSatisfy(rating -> assertThat(rating.rating().value()).isCloseTo(1000, within(1e-6)));
    assertThat(BradleyTerry.of(new PairCounts(1), ties).list()).isEmpty();
    assertThat(BradleyTerry.of(new PairCounts(0), ties).list()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Ties.class)
  void whateverTheVotesEveryRatingIsANumber(Ties ties) {
    SplittableRandom random = new SplittableRandom(23);
    for (int run = 0; run < 400; run++) {
      int models = 1 + random.nextInt(7);
      PairCounts counts = new PairCounts(models);
      int votes = random.nextInt(30);
      for (int vote = 0; vote < votes && models > 1; vote++) {
        int i = random.nextInt(models);
        int j = (i + 1 + random.nextInt(models - 1)) % models;
        double size = Math.pow(10, random.nextInt(6));
        if (random.nextInt(4) == 0) {
          counts.tie(i, j, size);
        } else {
          counts.win(i, j, size);
        }
      }
      Ratings ratings = BradleyTerry.of(counts, ties);
      assertThat(ratings.converged()).isTrue();
    }
  }

  @Test
  void refusesMoreModelsThanCanBeRated() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PairCounts(1_001))
        .withMessageContaining("up to 1000");
  }

  private static double[] strengths(PairCounts counts) {
    double[] strengths = new double[3];
    BradleyTerry.of(counts, Ties.HALF_WINS)
        .list()
        .forEach(rating -> strengths[rating.model()] = rating.strength());
    return strengths;
  }

  private static double gap(Ratings ratings) {
    return ratings.list().getFirst().rating().value() - ratings.list().getLast().rating().value();
  }
}
