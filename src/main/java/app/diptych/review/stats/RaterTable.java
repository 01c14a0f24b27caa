package app.diptych.review.stats;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rater by rater.
 *
 * @param list those with the most votes, at most a hundred
 * @param raters how many there are in all
 * @param tooFast votes of all of them that came too fast
 * @param oneSided how many of all nearly always chose the same side
 */
public record RaterTable(List<RaterRow> list, int raters, long tooFast, long oneSided) {
  private static final int MOST_SHOWN = 100;

  public RaterTable {
    list = List.copyOf(list);
  }

  static RaterTable of(Ballots ballots, int[] rows, Groups byUnit, Duel duel) {
    Groups byRater = new Groups(rows, ballots.raters(), ballots::raterOf);
    long[][] same = same(ballots, byUnit);
    List<RaterRow> all =
        IntStream.range(0, ballots.raters())
            .filter(rater -> byRater.size(rater) > 0)
            .mapToObj(rater -> RaterRow.of(ballots, rater, byRater, duel, same[rater]))
            .toList();
    List<RaterRow> shown =
        all.stream()
            .sorted(Comparator.comparingLong(RaterRow::n).reversed().thenComparing(RaterRow::rater))
            .limit(MOST_SHOWN)
            .toList();
    return new RaterTable(
        shown,
        all.size(),
        all.stream().mapToLong(RaterRow::tooFast).sum(),
        all.stream().filter(RaterRow::alwaysLeft).count());
  }

  /** For each rater how many verdicts of others on the same items were the same, and how many. */
  private static long[][] same(Ballots ballots, Groups byUnit) {
    long[][] same = new long[ballots.raters()][2];
    int[] counts = new int[Agreement.CATEGORIES];
    for (int unit = 0; unit < byUnit.count(); unit++) {
      int size = byUnit.size(unit);
      if (size < 2) {
        continue;
      }
      java.util.Arrays.fill(counts, 0);
      for (int i = 0; i < size; i++) {
        counts[said(ballots, byUnit.row(unit, i))]++;
      }
      for (int i = 0; i < size; i++) {
        int row = byUnit.row(unit, i);
        if (ballots.raterOf(row) >= 0) {
          same[ballots.raterOf(row)][0] += counts[said(ballots, row)] - 1;
          same[ballots.raterOf(row)][1] += size - 1;
        }
      }
    }
    return same;
  }

  /** Both bad is a tie, as in the agreement of all. */
  private static int said(Ballots ballots, int row) {
    return Agreement.merged(Agreement.category(ballots, row));
  }
}
