package app.diptych.review.stats;

import java.util.OptionalDouble;

/**
 * Agreement of many raters beyond chance: Fleiss' kappa (J. L. Fleiss, Psychological Bulletin 76,
 * 1971), with each item's own number of raters where they differ. Items with one rater say nothing
 * of agreement and are left out.
 */
public final class Fleiss {
  private Fleiss() {}

  /**
   * @param counts for each item how often each category was given
   * @return nothing without two verdicts on one item, and when all verdicts are the same
   */
  public static OptionalDouble kappa(int[][] counts) {
    double[] shares = new double[counts.length == 0 ? 0 : counts[0].length];
    double total = 0;
    double agreed = 0;
    int items = 0;
    for (int[] item : counts) {
      long raters = 0;
      double squares = 0;
      for (int count : item) {
        raters += count;
        squares += (double) count * count;
      }
      if (raters < 2) {
        continue;
      }
      items++;
      total += raters;
      agreed += (squares - raters) / ((double) raters * (raters - 1));
      for (int category = 0; category < item.length; category++) {
        shares[category] += item[category];
      }
    }
    double chance = 0;
    for (double share : shares) {
      chance += share / total * (share / total);
    }
    return items == 0 || chance >= 1 - 1e-12
        ? OptionalDouble.empty()
        : OptionalDouble.of((agreed / items - chance) / (1 - chance));
  }
}
