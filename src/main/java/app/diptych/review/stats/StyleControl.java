package app.diptych.review.stats;

import app.diptych.review.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Ratings with the effect of looks taken out: a Bradley-Terry model with four more terms, by how
 * much one answer is ahead of the other in length, lists, headers and bold, each (a - b) / (a + b)
 * and divided by its spread (LMSYS 2024, "Does style matter?"; arena-rank's contextual model). A
 * small ridge keeps every term finite; intervals are those of the sandwich.
 *
 * @param effects of each measure, those that never differ left out
 * @param ratings the models' ratings between answers that look alike, the best first
 * @param n votes on answers whose looks are known
 */
public record StyleControl(List<Effect> effects, List<BradleyTerry.Rating> ratings, long n) {
  private static final int LEAST = 20;
  private static final int MOST_STEPS = 60;
  private static final double RIDGE = 1e-2;
  private static final double FURTHEST = 60;

  public StyleControl {
    effects = List.copyOf(effects);
    ratings = List.copyOf(ratings);
  }

  /**
   * What a measure does.
   *
   * @param coefficient by how much one spread more of it raises the log odds of winning
   */
  public record Effect(String measure, Estimate coefficient) {}

  /** Nothing where fewer than twenty votes tell how their answers look, or all look alike. */
  static Optional<StyleControl> of(Ballots ballots, int[] rows, boolean bothBadIsTie) {
    int[] own =
        Arrays.stream(rows)
            .filter(row -> ballots.hasStyle(row) && ballots.a(row) != ballots.b(row))
            .filter(row -> bothBadIsTie || said(ballots, row) != Verdict.BOTH_BAD)
            .toArray();
    double[] spreads = spreads(ballots, own);
    int[] measures =
        Arrays.stream(new int[] {0, 1, 2, 3}).filter(which -> spreads[which] > 1e-9).toArray();
    return own.length < LEAST || measures.length == 0
        ? Optional.empty()
        : Optional.of(new Fit(ballots, own, measures, spreads).result());
  }

  private static Verdict said(Ballots ballots, int row) {
    return ballots.verdictOf(row, ballots.a(row));
  }

  /** The square roots of the mean squares: swapping the two answers must change nothing. */
  private static double[] spreads(Ballots ballots, int[] rows) {
    double[] spreads = new double[Style.FEATURES];
    for (int row : rows) {
      for (int which = 0; which < spreads.length; which++) {
        spreads[which] += ballots.style(row, which) * ballots.style(row, which) / rows.length;
      }
    }
    return Arrays.stream(spreads).map(Math::sqrt).toArray();
  }

  /** One fit. The first terms are the models, the last ones the measures. */
  private static final class Fit {
    private final Ballots ballots;
    private final int[] rows;
    private final int[] measures;
    private final double[] spreads;
    private final int models;
    private final double[] x;
    private final double[] gradient;
    private final double[][] hessian;
    private final double[] looks;

    Fit(Ballots ballots, int[] rows, int[] measures, double[] spreads) {
      this.ballots = ballots;
      this.rows = rows;
      this.measures = measures;
      this.spreads = spreads;
      this.models = ballots.models();
      this.x = new double[models + measures.length];
      this.gradient = new double[x.length];
      this.hessian = new double[x.length][x.length];
      this.looks = new double[measures.length];
    }

    StyleControl result() {
      double[][] inverse = climb();
      double[][] middle = new double[x.length][x.length];
      for (int row : rows) {
        double off = outcome(row) - chance(row);
        add(middle, row, off * off);
      }
      double[] variances =
          inverse == null ? new double[x.length] : Newton.sandwich(inverse, middle);
      List<Effect> effects = new ArrayList<>();
      for (int i = 0; i < measures.length; i++) {
        double value = x[models + i];
        double half = Estimate.Z * Math.sqrt(variances[models + i]);
        effects.add(
            new Effect(
                Style.word(measures[i]),
                new Estimate(value, value - half, value + half, rows.length)));
      }
      return new StyleControl(effects, ratings(variances), rows.length);
    }

    private List<BradleyTerry.Rating> ratings(double[] variances) {
      long[] votes = new long[models];
      for (int row : rows) {
        votes[ballots.a(row)]++;
        votes[ballots.b(row)]++;
      }
      double mean = 0;
      int seen = 0;
      for (int model = 0; model < models; model++) {
        mean += votes[model] > 0 ? x[model] : 0;
        seen += votes[model] > 0 ? 1 : 0;
      }
      List<BradleyTerry.Rating> ratings = new ArrayList<>();
      for (int model = 0; model < models; model++) {
        if (votes[model] > 0) {
          double strength = x[model] - mean / seen;
          double error = Math.sqrt(variances[model]);
          ratings.add(
              new BradleyTerry.Rating(
                  model, strength, BradleyTerry.elo(strength, error, votes[model]), 0));
        }
      }
      ratings.sort(Comparator.comparingDouble(BradleyTerry.Rating::strength).reversed());
      return ratings;
    }

    private double @org.jspecify.annotations.Nullable [][] climb() {
      for (int step = 0; step < MOST_STEPS; step++) {
        measure();
        double[][] inverse = Newton.inverse(hessian);
        if (inverse == null) {
          return null;
        }
        double[] way = Newton.times(inverse, gradient);
        double largest = Arrays.stream(way).map(Math::abs).max().orElse(0);
        // A step of at most 1 cannot overshoot by much, and the model has one best place only.
        double share = Math.min(1, 1 / Math.max(largest, 1e-300));
        for (int i = 0; i < x.length; i++) {
          x[i] = Math.clamp(x[i] + share * way[i], -FURTHEST, FURTHEST);
        }
        if (largest < 1e-8) {
          return inverse;
        }
      }
      return Newton.inverse(hessian);
    }

    private void measure() {
      for (int i = 0; i < x.length; i++) {
        Arrays.fill(hessian[i], 0);
        gradient[i] = -RIDGE * x[i];
        hessian[i][i] = RIDGE;
      }
      for (int row : rows) {
        double chance = chance(row);
        double off = outcome(row) - chance;
        gradient[ballots.a(row)] += off;
        gradient[ballots.b(row)] -= off;
        for (int i = 0; i < looks.length; i++) {
          gradient[models + i] += off * looks[i];
        }
        add(hessian, row, chance * (1 - chance));
      }
    }

    private double outcome(int row) {
      return switch (said(ballots, row)) {
        case A -> 1;
        case B -> 0;
        case TIE, BOTH_BAD -> 0.5;
      };
    }

    /** How likely A wins; leaves what the answers look like behind. */
    private double chance(int row) {
      double sum = x[ballots.a(row)] - x[ballots.b(row)];
      for (int i = 0; i < looks.length; i++) {
        looks[i] = ballots.style(row, measures[i]) / spreads[measures[i]];
        sum += looks[i] * x[models + i];
      }
      return 1 / (1 + Math.exp(-sum));
    }

    /** Adds the outer product of a row's terms, whose looks were left behind. */
    private void add(double[][] matrix, int row, double weight) {
      int a = ballots.a(row);
      int b = ballots.b(row);
      matrix[a][a] += weight;
      matrix[b][b] += weight;
      matrix[a][b] -= weight;
      matrix[b][a] -= weight;
      for (int i = 0; i < looks.length; i++) {
        double part = weight * looks[i];
        matrix[a][models + i] += part;
        matrix[models + i][a] += part;
        matrix[b][models + i] -= part;
        matrix[models + i][b] -= part;
        for (int j = 0; j < looks.length; j++) {
          matrix[models + i][models + j] += part * looks[j];
        }
      }
    }
  }
}
