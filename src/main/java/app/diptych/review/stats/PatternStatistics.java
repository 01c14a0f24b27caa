package app.diptych.review.stats;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * Measures of agreement from how often each pattern of verdicts on an item occurs, with bootstrap
 * intervals over items: each item is taken a Poisson number of times, up to 1,000 times over (J. A.
 * Hanley and B. MacGibbon 2006), which costs the same for a thousand items and for a million.
 */
final class PatternStatistics {
  private static final int MOST_DRAWS = 1_000;
  private static final int LEAST_DRAWS = 200;
  private static final int MOST_WORK = 2_000_000;
  private static final int MANY = 40;
  private static final double[] ORDER = {-1, 0, 1};
  private static final double[] NAMES = {0, 1, 2, 3};

  private final int[][] patterns;
  private final double[] counts;
  private final double[] weights;
  private final long seed;
  private final long items;

  /** A number made of the weighted patterns. */
  interface Measure {
    OptionalDouble of(PatternStatistics patterns);
  }

  /**
   * @param seen how often each pattern was seen, its four counts packed in 16 bits each
   */
  PatternStatistics(Map<Long, int[]> seen, long seed) {
    List<Long> keys = seen.keySet().stream().sorted().toList();
    this.patterns = new int[keys.size()][Agreement.CATEGORIES];
    this.counts = new double[patterns.length];
    this.weights = new double[patterns.length];
    this.seed = seed;
    long sum = 0;
    for (int i = 0; i < patterns.length; i++) {
      long key = keys.get(i);
      for (int category = Agreement.CATEGORIES - 1; category >= 0; category--) {
        patterns[i][category] = (int) (key & 0xFFFF);
        key >>>= 16;
      }
      int[] times = seen.get(keys.get(i));
      counts[i] = times == null ? 0 : times[0];
      sum += (long) counts[i];
    }
    this.items = sum;
  }

  long items() {
    return items;
  }

  /** How many items at least two raters decided. */
  long decidedItems() {
    double decided = 0;
    for (int i = 0; i < patterns.length; i++) {
      decided += patterns[i][0] + patterns[i][2] > 1 ? counts[i] : 0;
    }
    return (long) decided;
  }

  Optional<Estimate> estimate(Measure measure) {
    return estimate(measure, items);
  }

  /**
   * @param n how many items it is made of
   */
  Optional<Estimate> estimate(Measure measure, long n) {
    System.arraycopy(counts, 0, weights, 0, counts.length);
    OptionalDouble value = measure.of(this);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    SplittableRandom random = new SplittableRandom(seed);
    int draws = Math.clamp(MOST_WORK / counts.length, LEAST_DRAWS, MOST_DRAWS);
    double[] drawn = new double[draws];
    for (int draw = 0; draw < draws; draw++) {
      for (int i = 0; i < counts.length; i++) {
        weights[i] = poisson(random, counts[i]);
      }
      drawn[draw] = measure.of(this).orElse(value.getAsDouble());
    }
    double[] ends = ClusterBootstrap.middle(drawn);
    double found = value.getAsDouble();
    return Optional.of(new Estimate(found, Math.min(found, ends[0]), Math.max(found, ends[1]), n));
  }

  private static double poisson(SplittableRandom random, double mean) {
    if (mean > MANY) {
      return Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  /** The share of equal pairs, both bad being a tie. */
  OptionalDouble raw() {
    return share(new int[] {0, 1, 2, 1});
  }

  /** The share of equal pairs of decisions. */
  OptionalDouble rawDecisive() {
    return share(new int[] {0, -1, 1, -1});
  }

  /**
   * @param classes what each category counts as; a negative one is left out
   */
  private OptionalDouble share(int[] classes) {
    double same = 0;
    double all = 0;
    for (int i = 0; i < patterns.length; i++) {
      double[] merged = new double[3];
      double total = 0;
      for (int category = 0; category < classes.length; category++) {
        if (classes[category] >= 0) {
          merged[classes[category]] += patterns[i][category];
          total += patterns[i][category];
        }
      }
      for (double count : merged) {
        same += weights[i] * count * (count - 1);
      }
      all += weights[i] * total * (total - 1);
    }
    return all > 0 ? OptionalDouble.of(same / all) : OptionalDouble.empty();
  }

  OptionalDouble fleiss() {
    double[] shares = new double[Agreement.CATEGORIES];
    double total = 0;
    double agreed = 0;
    double all = 0;
    for (int i = 0; i < patterns.length; i++) {
      double raters = 0;
      double squares = 0;
      for (int category = 0; category < shares.length; category++) {
        raters += patterns[i][category];
        squares += (double) patterns[i][category] * patterns[i][category];
        shares[category] += weights[i] * patterns[i][category];
      }
      all += weights[i];
      total += weights[i] * raters;
      agreed += weights[i] * (squares - raters) / (raters * (raters - 1));
    }
    double chance = 0;
    for (double share : shares) {
      chance += share / total * (share / total);
    }
    return all > 0 && chance < 1 - 1e-12
        ? OptionalDouble.of((agreed / all - chance) / (1 - chance))
        : OptionalDouble.empty();
  }

  OptionalDouble nominal() {
    return Krippendorff.alpha(
        together(new int[] {0, 1, 2, 3}, NAMES.length), NAMES, Krippendorff.Scale.NOMINAL);
  }

  OptionalDouble ordinal() {
    return Krippendorff.alpha(
        together(new int[] {0, 1, 2, 1}, ORDER.length), ORDER, Krippendorff.Scale.ORDINAL);
  }

  OptionalDouble interval() {
    return Krippendorff.alpha(
        together(new int[] {0, 1, 2, 1}, ORDER.length), ORDER, Krippendorff.Scale.INTERVAL);
  }

  /** The coincidences of values, after merging categories. */
  private double[][] together(int[] classes, int size) {
    double[][] together = new double[size][size];
    int[] merged = new int[size];
    for (int i = 0; i < patterns.length; i++) {
      java.util.Arrays.fill(merged, 0);
      int raters = 0;
      for (int category = 0; category < classes.length; category++) {
        merged[classes[category]] += patterns[i][category];
        raters += patterns[i][category];
      }
      if (weights[i] > 0) {
        double[][] one = new double[size][size];
        Krippendorff.add(one, merged, raters);
        for (int c = 0; c < size; c++) {
          for (int k = 0; k < size; k++) {
            together[c][k] += weights[i] * one[c][k];
          }
        }
      }
    }
    return together;
  }
}
