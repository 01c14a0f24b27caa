package app.diptych.review.stats;

import app.diptych.review.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An item that raters see differently, to be talked about.
 *
 * @param item its name in the file
 * @param a the model that A stands for in this line
 */
public record Disagreement(
    String item, String a, String b, long forA, long forB, long ties, long bothBad) {
  private static final int MOST = 50;

  /** The items with the most against the most, and how many items raters disagree on in all. */
  public record All(List<Disagreement> list, int items) {
    public All {
      list = List.copyOf(list);
    }
  }

  static All of(Ballots ballots, Groups byUnit) {
    List<Disagreement> list = new ArrayList<>();
    int items = 0;
    int[] counts = new int[Agreement.CATEGORIES];
    for (int unit = 0; unit < byUnit.count(); unit++) {
      java.util.Arrays.fill(counts, 0);
      for (int i = 0; i < byUnit.size(unit); i++) {
        counts[Agreement.category(ballots, byUnit.row(unit, i))]++;
      }
      if (counts[0] > 0 && counts[2] > 0) {
        items++;
        list.add(one(ballots, byUnit.row(unit, 0), counts));
        if (list.size() > MOST * 20) {
          cut(list);
        }
      }
    }
    cut(list);
    return new All(list, items);
  }

  private static void cut(List<Disagreement> list) {
    list.sort(
        Comparator.comparingLong((Disagreement one) -> -Math.min(one.forA, one.forB))
            .thenComparingLong(one -> Math.abs(one.forA - one.forB)));
    if (list.size() > MOST) {
      list.subList(MOST, list.size()).clear();
    }
  }

  private static Disagreement one(Ballots ballots, int row, int[] counts) {
    int first = Math.min(ballots.a(row), ballots.b(row));
    VerdictCounts by = new VerdictCounts();
    for (int category = 0; category < counts.length; category++) {
      by.add(Agreement.verdict(category), counts[category]);
    }
    return new Disagreement(
        ballots.unitName(ballots.unitOf(row)),
        ballots.model(first),
        ballots.model(Math.max(ballots.a(row), ballots.b(row))),
        by.of(Verdict.A),
        by.of(Verdict.B),
        by.of(Verdict.TIE),
        by.of(Verdict.BOTH_BAD));
  }
}
