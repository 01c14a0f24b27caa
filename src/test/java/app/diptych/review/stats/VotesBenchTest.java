package app.diptych.review.stats;

import app.diptych.review.Verdict;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A million votes over fifty models; prints what ratings and everything else take. */
@Tag("bench")
class VotesBenchTest {
  private static final int VOTES = 1_000_000;
  private static final int MODELS = 50;

  @Test
  void printsHowLongAMillionVotesTake() throws Unanswerable {
    for (int run = 0; run < 3; run++) {
      long before = used();
      long start = System.nanoTime();
      Ballots ballots = ballots();
      long gathered = System.nanoTime();
      PairCounts counts = new PairCounts(MODELS);
      for (int row = 0; row < ballots.size(); row++) {
        if (ballots.verdictOf(row, ballots.a(row)) == Verdict.A) {
          counts.win(ballots.a(row), ballots.b(row));
        } else {
          counts.win(ballots.b(row), ballots.a(row));
        }
      }
      int rated = BradleyTerry.of(counts, BradleyTerry.Ties.HALF_WINS).list().size();
      long ratings = System.nanoTime();
      Results results = Results.of(ballots, Question.PLAIN);
      long all = System.nanoTime();
      System.out.printf(
          "%,d votes, %d models: gathered in %d ms (%d MB held), rated with intervals in %d ms,"
              + " all results in %d ms (%d groups)%n",
          VOTES,
          rated,
          (gathered - start) / 1_000_000,
          Math.max(0, used() - before) >> 20,
          (ratings - gathered) / 1_000_000,
          (all - ratings) / 1_000_000,
          results.ratings().groups());
    }
  }

  private static Ballots ballots() {
    SplittableRandom random = new SplittableRandom(1);
    Ballots ballots = new Ballots();
    for (int i = 0; i < VOTES; i++) {
      int a = random.nextInt(MODELS);
      int b = (a + 1 + random.nextInt(MODELS - 1)) % MODELS;
      boolean wins = random.nextDouble() < 1 / (1 + Math.exp((a - b) / 20d));
      ballots.add(
          new Ballot(
              "battle " + i,
              "user " + random.nextInt(20_000),
              "model " + a,
              "model " + b,
              wins ? Verdict.A : Verdict.B));
    }
    return ballots;
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
