package app.diptych.review.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Ratings of models from votes on pairs: P(i beats j) = 1 / (1 + exp(-(x_i - x_j))) (R. A. Bradley
 * and M. E. Terry 1952), shown as Elo, 1000 + 400 / ln 10 * x, with 1000 as the mean of those that
 * can be compared. Intervals are those of the sandwich H^-1 V H^-1 (Chiang et al., arXiv
 * 2403.04132), which also hold where the model is not quite true.
 *
 * <p>A tie is half a win for both, as the arenas have it, or by R. R. Davidson (JASA 65, 1970) an
 * outcome of its own, of which P(tie) is nu * sqrt(P(i) P(j)) before scaling.
 */
public final class BradleyTerry {
  static final double SCALE = 400 / Math.log(10);
  static final double MIDDLE = 1000;

  private BradleyTerry() {}

  /** What a tie is. */
  public enum Ties {
    HALF_WINS,
    DAVIDSON
  }

  /**
   * A model's rating.
   *
   * @param model its number
   * @param strength the logarithm of its strength, 0 on average
   * @param rating with its interval and the votes it was in
   * @param group models of one group were compared, if only by way of others; 0 is the largest
   */
  public record Rating(int model, double strength, Estimate rating, int group) {}

  /**
   * Ratings, the best first within each group.
   *
   * @param groups how many groups there are; ratings of two groups cannot be compared
   * @param softened models in groups where some never lost or never won against the others, so that
   *     half a win was added on both sides of every pair to keep the ratings finite
   * @param nu how likely ties are by Davidson, 1 where they are half as likely as a decision
   *     between equals; 0 when ties are half wins
   * @param converged whether the best ratings were found
   */
  public record Ratings(
      List<Rating> list, int groups, int softened, Ties ties, double nu, boolean converged) {
    public Ratings {
      list = List.copyOf(list);
    }
  }

  /** Rates every model that was in a vote; one that never was is left out. */
  public static Ratings of(PairCounts counts, Ties ties) {
    List<Rating> ratings = new ArrayList<>();
    int groups = 0;
    int softened = 0;
    boolean converged = true;
    double nu = 0;
    for (int[] component : counts.components()) {
      if (component.length < 2) {
        continue;
      }
      PairCounts own = counts.of(component);
      boolean finite = own.isConnectedBothWays(ties == Ties.HALF_WINS);
      softened += finite ? 0 : component.length;
      PairFit fit = PairFit.of(finite ? own : own.softened(), ties == Ties.DAVIDSON);
      converged &= fit.converged();
      nu = groups == 0 ? fit.nu() : nu;
      double[] errors = fit.errors();
      List<Rating> group = new ArrayList<>();
      for (int i = 0; i < component.length; i++) {
        double x = fit.strengths()[i];
        Estimate rating = elo(x, errors[i], own.votes(i));
        group.add(new Rating(component[i], x, rating, groups));
      }
      group.sort(Comparator.comparingDouble(Rating::strength).reversed());
      ratings.addAll(group);
      groups++;
    }
    return new Ratings(ratings, groups, softened, ties, nu, converged);
  }

  static Estimate elo(double strength, double error, long votes) {
    double half = Estimate.Z * error * SCALE;
    double rating = MIDDLE + SCALE * strength;
    return new Estimate(rating, rating - half, rating + half, votes);
  }
}
