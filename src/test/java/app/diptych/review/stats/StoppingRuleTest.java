package app.diptych.review.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import app.diptych.review.stats.StoppingRule.Decision;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When enough votes are in. */
class StoppingRuleTest {
  @Test
  void stopsAfterEightStraightWinsAndNotAfterSeven() {
    StoppingRule rule = new StoppingRule();
    for (int i = 0; i < 7; i++) {
      rule.vote(true);
    }
    assertThat(rule.evidence().e()).isCloseTo(16, within(1e-9));
    assertThat(rule.decision()).isEqualTo(Decision.KEEP_VOTING);

    rule.vote(true);

    assertThat(rule.evidence().e()).isCloseTo(28.444, within(5e-4));
    assertThat(rule.decision()).isEqualTo(Decision.A_BETTER);
    assertThat(rule.decidedAt()).isEqualTo(8);
    assertThat(rule.p()).isCloseTo(1 / 28.444, within(1e-5));
  }

  @ParameterizedTest
  @CsvSource({"20, 17", "50, 36", "100, 66", "200, 124", "500, 289", "1000, 556"})
  void theSmallestDecisiveNumberOfWinsIsAsPublished(long n, long k) {
    assertThat(new Evidence(k, n).rejects()).isTrue();
    assertThat(new Evidence(k - 1, n).rejects()).isFalse();
    assertThat(new Evidence(n - k, n).rejects()).isTrue();
  }

  @Test
  void seldomCallsAWinnerWhereThereIsNoneThoughLookedAtAfterEachOfAThousandVotes() {
    int runs = 4_000;
    int wrong = 0;
    int naive = 0;
    double[] limits = new double[1_001];
    for (int n = 0; n <= 1_000; n++) {
      limits[n] = n < 6 ? Double.MAX_VALUE : 1.96 * Math.sqrt(n) / 2;
    }
    SplittableRandom random = new SplittableRandom(42);
    for (int run = 0; run < runs; run++) {
      StoppingRule rule = new StoppingRule();
      boolean fooled = false;
      for (int n = 1; n <= 1_000; n++) {
        rule.vote(random.nextBoolean());
        fooled |= Math.abs(rule.evidence().k() - n / 2d) > limits[n];
      }
      Decision decision = rule.decision();
      wrong += decision == Decision.A_BETTER || decision == Decision.B_BETTER ? 1 : 0;
      naive += fooled ? 1 : 0;
    }
    assertThat((double) wrong / runs).isBetween(0.02, 0.05);
    assertThat((double) naive / runs).as("looking at a plain test each time").isGreaterThan(0.35);
  }

  @ParameterizedTest
  // The middle number of votes that 2,000 simulated runs needed, by NumPy.
  @CsvSource({"0.55, 963", "0.60, 210", "0.65, 88", "0.70, 47", "0.75, 28", "0.80, 19"})
  void guessesHowManyVotesAreNeeded(double share, int votes) {
    int guess = MoreVotes.of(new StoppingRule(), share, 2_001, 1).votes();
    assertThat((double) guess).isCloseTo(votes, within(votes * 0.1 + 1));
  }

  @ParameterizedTest
  // After how many votes 80 of 100 of 2,000 simulated runs had decided, by NumPy.
  @CsvSource({"0.55, 1663", "0.60, 367", "0.65, 157", "0.70, 83", "0.75, 50", "0.80, 34"})
  void hasDecidedInFourOfFiveRunsAfterAsManyVotesAsPublished(double share, int votes) {
    SplittableRandom random = new SplittableRandom(3);
    int[] needed = new int[1_000];
    for (int run = 0; run < needed.length; run++) {
      Evidence evidence = new Evidence(0, 0);
      while (evidence.e() < 1 / Evidence.ALPHA && evidence.n() < 5L * votes) {
        evidence = evidence.plus(random.nextDouble() < share);
      }
      needed[run] = (int) evidence.n();
    }
    Arrays.sort(needed);
    assertThat((double) needed[needed.length * 4 / 5]).isCloseTo(votes, within(votes * 0.1 + 1));
  }

  @Test
  void callsEqualWhatIsEqualAfterManyVotesAndNothingAfterFew() {
    StoppingRule rule = new StoppingRule();
    for (int i = 0; i < 100; i++) {
      rule.vote(i % 2 == 0);
    }
    assertThat(rule.decision()).isEqualTo(Decision.KEEP_VOTING);
    for (int i = 0; i < 3_000; i++) {
      rule.vote(i % 2 == 0);
    }
    assertThat(rule.decision()).isEqualTo(Decision.EQUAL);
    double[] sequence = new Evidence(rule.decidedAt() / 2, rule.decidedAt()).sequence();
    assertThat(sequence[0]).isGreaterThanOrEqualTo(0.45 - 1e-9);
    assertThat(sequence[1]).isLessThanOrEqualTo(0.55 + 1e-9);
  }

  @Test
  void whatCountsAsEqualIsTheWholeConfidenceSequence() {
    SplittableRandom random = new SplittableRandom(9);
    for (int run = 0; run < 30; run++) {
      StoppingRule rule = new StoppingRule();
      while (rule.decision() == Decision.KEEP_VOTING && rule.evidence().n() < 4_000) {
        rule.vote(random.nextDouble() < 0.5);
        double[] sequence = rule.evidence().sequence();
        boolean equal = sequence[0] >= 0.45 && sequence[1] <= 0.55;
        if (Math.min(Math.abs(sequence[0] - 0.45), Math.abs(sequence[1] - 0.55)) > 1e-6
            && rule.evidence().logE() < Math.log(20)) {
          assertThat(rule.decision() == Decision.EQUAL).isEqualTo(equal);
        }
      }
    }
  }

  @Test
  void theConfidenceSequenceHoldsTheTruthAtAllTimesInNineteenOfTwentyRuns() {
    SplittableRandom random = new SplittableRandom(11);
    int lost = 0;
    for (int run = 0; run < 1_000; run++) {
      Evidence evidence = new Evidence(0, 0);
      boolean held = true;
      for (int n = 0; n < 400; n++) {
        evidence = evidence.plus(random.nextDouble() < 0.7);
        held &= !evidence.rejects(0.7);
      }
      lost += held ? 0 : 1;
    }
    assertThat(lost / 1_000d).isLessThanOrEqualTo(0.05);
  }

  @Test
  void runsInStepWithTheFormula() {
    StoppingRule rule = new StoppingRule();
    StoppingRule mirrored = new StoppingRule();
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 20_000; i++) {
      boolean forA = random.nextDouble() < 0.52;
      rule.vote(forA);
      mirrored.vote(!forA);
    }
    double last = rule.path().getLast().logE();
    long n = rule.path().getLast().n();
    assertThat(rule.path()).hasSizeLessThanOrEqualTo(400);
    assertThat(n).isGreaterThan(19_000);
    assertThat(rule.path().stream().mapToDouble(point -> point.logE()).toArray())
        .containsExactly(
            mirrored.path().stream().mapToDouble(point -> point.logE()).toArray(), within(1e-9));
    assertThat(last).isFinite();
    assertThat(rule.evidence().logE()).isFinite();
  }

  @Test
  void nothingIsSaidBeforeTheFirstVote() {
    StoppingRule rule = new StoppingRule();
    assertThat(rule.evidence().e()).isCloseTo(1, within(1e-12));
    assertThat(rule.p()).isEqualTo(1);
    assertThat(rule.evidence().sequence()).containsExactly(0, 1);
    assertThat(new Evidence(10_000_000, 10_000_000).e()).isEqualTo(Double.MAX_VALUE);
  }
}
