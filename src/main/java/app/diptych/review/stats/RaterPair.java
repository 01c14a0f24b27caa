package app.diptych.review.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How two raters agree on what both judged.
 *
 * @param raw the share of equal verdicts, both bad being a tie
 * @param kappa Cohen's, on B, tie, A and both bad
 * @param weighted Cohen's with linear weights, on B, tie and A
 */
public record RaterPair(
    String one,
    String other,
    long items,
    Optional<Estimate> raw,
    Optional<Estimate> kappa,
    Optional<Estimate> weighted) {
  /** A table of more raters cannot be read; those with the most votes are taken. */
  static final int MOST_RATERS = 20;

  /** The pairs that judged something together, the most first. */
  static List<RaterPair> of(Ballots ballots, Groups byUnit) {
    int[] place = busiest(ballots, byUnit);
    Map<Integer, long[][]> tables = new HashMap<>();
    for (int unit = 0; unit < byUnit.count(); unit++) {
      for (int i = 0; i < byUnit.size(unit); i++) {
        int row = byUnit.row(unit, i);
        for (int j = i + 1; known(ballots, row, place) && j < byUnit.size(unit); j++) {
          int next = byUnit.row(unit, j);
          if (known(ballots, next, place)) {
            count(tables, ballots, row, next, place);
          }
        }
      }
    }
    List<RaterPair> pairs = new ArrayList<>();
    String[] names = new String[MOST_RATERS];
    for (int rater = 0; rater < place.length; rater++) {
      if (place[rater] >= 0) {
        names[place[rater]] = ballots.rater(rater);
      }
    }
    tables.forEach(
        (key, table) -> pairs.add(of(names[key / MOST_RATERS], names[key % MOST_RATERS], table)));
    pairs.sort(
        Comparator.comparingLong(RaterPair::items)
            .reversed()
            .thenComparing(RaterPair::one)
            .thenComparing(RaterPair::other));
    return pairs;
  }

  private static boolean known(Ballots ballots, int row, int[] place) {
    return ballots.raterOf(row) >= 0 && place[ballots.raterOf(row)] >= 0;
  }

  private static void count(
      Map<Integer, long[][]> tables, Ballots ballots, int row, int next, int[] place) {
    int one = place[ballots.raterOf(row)];
    int other = place[ballots.raterOf(next)];
    if (one == other) {
      return;
    }
    int size = Agreement.CATEGORIES;
    int low = Math.min(one, other);
    int high = Math.max(one, other);
    long[][] table = tables.computeIfAbsent(low * MOST_RATERS + high, _ -> new long[size][size]);
    int first = Agreement.category(ballots, one == low ? row : next);
    int second = Agreement.category(ballots, one == low ? next : row);
    table[first][second]++;
  }

  private static RaterPair of(String one, String other, long[][] table) {
    long[][] merged = new long[3][3];
    long same = 0;
    long all = 0;
    for (int i = 0; i < table.length; i++) {
      for (int j = 0; j < table.length; j++) {
        merged[Agreement.merged(i)][Agreement.merged(j)] += table[i][j];
        all += table[i][j];
      }
    }
    for (int i = 0; i < merged.length; i++) {
      same += merged[i][i];
    }
    return new RaterPair(
        one,
        other,
        all,
        Wilson.share(same, all),
        Kappa.of(table, Kappa.Weight.NONE).flatMap(Kappa::kappa),
        Kappa.of(merged, Kappa.Weight.LINEAR).flatMap(Kappa::kappa));
  }

  /** For each rater a place in the table, or -1. */
  private static int[] busiest(Ballots ballots, Groups byUnit) {
    int[] votes = new int[ballots.raters()];
    for (int unit = 0; unit < byUnit.count(); unit++) {
      for (int i = 0; byUnit.size(unit) > 1 && i < byUnit.size(unit); i++) {
        int rater = ballots.raterOf(byUnit.row(unit, i));
        if (rater >= 0) {
          votes[rater]++;
        }
      }
    }
    int[] place = new int[votes.length];
    java.util.Arrays.fill(place, -1);
    int[] next = {0};
    IntStream.range(0, votes.length)
        .filter(rater -> votes[rater] > 0)
        .boxed()
        .sorted(Comparator.comparingInt((Integer rater) -> votes[rater]).reversed())
        .limit(MOST_RATERS)
        .forEach(rater -> place[rater] = next[0]++);
    return place;
  }
}
