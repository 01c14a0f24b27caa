package app.diptych.review.stats;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The interval of a mean whose parts come in clusters, as many votes on one prompt do: prompts are
 * drawn again and again, not votes, and the middle 95 % of 2,000 draws are taken (B. Efron 1979;
 * percentile interval). Above 5,000 clusters, where drawing would take long and changes nothing,
 * the normal interval with the cluster-robust variance of a ratio is used instead.
 *
 * @param drawn how many times was drawn; 0 for the normal interval
 * @param clusters how many there are
 */
public record ClusterBootstrap(Estimate estimate, int clusters, int drawn) {
  static final int DRAWS = 2_000;
  private static final int MOST_DRAWN = 5_000;
  private static final int LEAST_CLUSTERS = 2;
  private static final int FEW_CLUSTERS = 10;

  /**
   * @param sums of each cluster's values
   * @param counts of values in each cluster, at least 1
   * @param seed the same one gives the same interval
   * @return nothing of fewer than two clusters
   */
  public static Optional<ClusterBootstrap> of(double[] sums, long[] counts, long seed) {
    if (sums.length < LEAST_CLUSTERS) {
      return Optional.empty();
    }
    double sum = Arrays.stream(sums).sum();
    long count = Arrays.stream(counts).sum();
    double mean = sum / count;
    boolean many = sums.length > MOST_DRAWN;
    double[] ends = many ? normal(sums, counts, mean, count) : drawn(sums, counts, seed);
    return Optional.of(
        new ClusterBootstrap(
            new Estimate(mean, Math.min(ends[0], mean), Math.max(ends[1], mean), count),
            sums.length,
            many ? 0 : DRAWS));
  }

  /**
   * The same of a share, from 0 to 1. Draws of few clusters are too much alike, and those of
   * clusters that all say the same are all the same: fewer than ten, and such, have at least
   * Wilson's interval of a share of so many clusters.
   */
  static Optional<ClusterBootstrap> ofShare(double[] sums, long[] counts, long seed) {
    return of(sums, counts, seed)
        .map(found -> {
          Estimate drawn = found.estimate();
          if (found.clusters() >= FEW_CLUSTERS && found.hasSpread()) {
            return found;
          }
          Estimate least =
              Wilson.share(drawn.value() * found.clusters(), found.clusters()).orElse(drawn);
          return new ClusterBootstrap(
              new Estimate(
                  drawn.value(),
                  Math.min(drawn.low(), least.low()),
                  Math.max(drawn.high(), least.high()),
                  drawn.n()),
              found.clusters(),
              found.drawn());
        });
  }

  /** Whether the clusters differ, so that the interval has a width. */
  boolean hasSpread() {
    return estimate.low() < estimate.high();
  }

  private static double[] drawn(double[] sums, long[] counts, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      long count = 0;
      for (int i = 0; i < sums.length; i++) {
        int cluster = random.nextInt(sums.length);
        sum += sums[cluster];
        count += counts[cluster];
      }
      means[draw] = sum / count;
    }
    return middle(means);
  }

  /** The ends of the middle 95 %; sorts. */
  static double[] middle(double[] values) {
    Arrays.sort(values);
    int cut = (int) (values.length * 0.025);
    return new double[] {values[cut], values[values.length - 1 - cut]};
  }

  private static double[] normal(double[] sums, long[] counts, double mean, long count) {
    double squares = 0;
    for (int i = 0; i < sums.length; i++) {
      double off = sums[i] - mean * counts[i];
      squares += off * off;
    }
    double half = Estimate.Z * Math.sqrt(squares * sums.length / (sums.length - 1d)) / count;
    return new double[] {mean - half, mean + half};
  }
}
