package app.diptych.review.stats;

import app.diptych.review.Verdict;
import java.util.Arrays;
import java.util.Optional;

/** The votes between two models, one of which is A here whatever it was in the votes. */
final class Duel {
  private final Ballots ballots;
  private final int a;
  private final int b;
  private final int[] rows;
  private final VerdictCounts counts = new VerdictCounts();

  /**
   * @param rows votes between just these two, in order
   */
  Duel(Ballots ballots, int a, int b, int[] rows) {
    this.ballots = ballots;
    this.a = a;
    this.b = b;
    this.rows = rows;
    for (int row : rows) {
      counts.add(verdict(row));
    }
  }

  /** Those of the rows that are votes between the two. */
  static Duel between(Ballots ballots, int a, int b, int[] rows) {
    int[] own = Arrays.stream(rows).filter(row -> isBetween(ballots, row, a, b)).toArray();
    return new Duel(ballots, a, b, own);
  }

  /** Whether a vote is between the two. */
  boolean holds(int row) {
    return isBetween(ballots, row, a, b);
  }

  private static boolean isBetween(Ballots ballots, int row, int a, int b) {
    return (ballots.a(row) == a && ballots.b(row) == b)
        || (ballots.a(row) == b && ballots.b(row) == a);
  }

  int[] rows() {
    return rows;
  }

  Verdict verdict(int row) {
    return ballots.verdictOf(row, a);
  }

  long count(Verdict verdict) {
    return counts.of(verdict);
  }

  int n() {
    return rows.length;
  }

  long decided() {
    return count(Verdict.A) + count(Verdict.B);
  }

  /**
   * A's share of wins with ties as half of one.
   *
   * @param bothBadIsTie else such votes are left out
   */
  Optional<Estimate> winRate(boolean bothBadIsTie) {
    double ties = count(Verdict.TIE) + (bothBadIsTie ? count(Verdict.BOTH_BAD) : 0);
    return Wilson.share(count(Verdict.A) + ties / 2, decided() + Math.round(ties));
  }

  SignTest signTest() {
    return SignTest.of(count(Verdict.A), count(Verdict.B));
  }

  /** The same share with an interval that knows that votes on one prompt go together. */
  Optional<ClusterBootstrap> byPrompt(boolean bothBadIsTie, long seed) {
    int[] prompts = new int[ballots.prompts()];
    double[] sums = new double[prompts.length];
    long[] sizes = new long[prompts.length];
    for (int row : rows) {
      Verdict verdict = verdict(row);
      if (verdict != Verdict.BOTH_BAD || bothBadIsTie) {
        int prompt = ballots.promptOf(row);
        sums[prompt] += verdict == Verdict.A ? 1 : verdict == Verdict.B ? 0 : 0.5;
        sizes[prompt]++;
      }
    }
    int found = 0;
    for (int prompt = 0; prompt < sizes.length; prompt++) {
      if (sizes[prompt] > 0) {
        sums[found] = sums[prompt];
        sizes[found++] = sizes[prompt];
      }
    }
    return ClusterBootstrap.ofShare(Arrays.copyOf(sums, found), Arrays.copyOf(sizes, found), seed);
  }

  /** How many prompts they are on. */
  int prompts() {
    return (int) Arrays.stream(rows).map(ballots::promptOf).distinct().count();
  }

  /** Both models on the same prompts, passed or failed; nothing when nobody checked. */
  Optional<McNemar> passes() {
    long[] cells = new long[4];
    for (int row : rows) {
      Boolean one = ballots.passed(row, a);
      Boolean other = ballots.passed(row, b);
      if (one != null && other != null) {
        cells[(one ? 0 : 2) + (other ? 0 : 1)]++;
      }
    }
    long all = Arrays.stream(cells).sum();
    return all == 0
        ? Optional.empty()
        : Optional.of(McNemar.of(cells[0], cells[1], cells[2], cells[3]));
  }
}
