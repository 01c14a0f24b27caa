package app.diptych.review.stats;

/**
 * The most likely strengths of models by Newton's method with halved steps. The first entries are
 * the strengths, whose sum is 0; with Davidson's ties the last one is ln nu.
 */
final class PairFit {
  private static final int MOST_STEPS = 100;
  private static final double SMALL = 1e-7;

  /**
   * A step so small that Newton's method needs no watching, and rounding would hide what it gains.
   */
  private static final double NEAR = 1e-3;

  /** Beyond e to the power of this nothing is told apart any more. */
  private static final double FURTHEST = 150;

  private final PairCounts counts;
  private final int models;
  private final boolean davidson;
  private final double[] x;
  private final double[] gradient;
  private final double[][] hessian;
  private boolean converged;

  private PairFit(PairCounts counts, boolean davidson) {
    this.counts = counts;
    this.models = counts.models();
    this.davidson = davidson;
    int size = models + (davidson ? 1 : 0);
    this.x = new double[size];
    this.gradient = new double[size];
    this.hessian = new double[size][size];
  }

  /**
   * @param counts of models that all met, and for which the best strengths are finite
   * @param davidson ties by Davidson, where there are ties and decisions; else as half wins
   */
  static PairFit of(PairCounts counts, boolean davidson) {
    double ties = counts.tiesInAll();
    boolean decisions = false;
    for (int i = 0; i < counts.models() && !decisions; i++) {
      for (int j = 0; j < counts.models(); j++) {
        decisions |= counts.wins(i, j) > 0;
      }
    }
    PairFit fit = new PairFit(counts, davidson && ties > 0 && decisions);
    fit.climb();
    return fit;
  }

  double[] strengths() {
    double mean = 0;
    for (int i = 0; i < models; i++) {
      mean += x[i] / models;
    }
    double[] strengths = new double[models];
    for (int i = 0; i < models; i++) {
      strengths[i] = x[i] - mean;
    }
    return strengths;
  }

  double nu() {
    return davidson ? Math.exp(x[models]) : 0;
  }

  boolean converged() {
    return converged;
  }

  private void climb() {
    double best = measure(x, true);
    for (int step = 0; step < MOST_STEPS && !converged; step++) {
      double[][] inverse = Newton.inverse(hessian);
      if (inverse == null) {
        return;
      }
      double[] way = Newton.times(inverse, gradient);
      double largest = 0;
      for (double part : way) {
        largest = Math.max(largest, Math.abs(part));
      }
      converged = largest < SMALL;
      double[] next = new double[x.length];
      double share = 1;
      double reached = Double.NEGATIVE_INFINITY;
      boolean near = largest < NEAR;
      while (reached < best && share > 1e-6) {
        for (int i = 0; i < x.length; i++) {
          next[i] = Math.clamp(x[i] + share * way[i], -FURTHEST, FURTHEST);
        }
        reached = near ? best : measure(next, false);
        share /= 2;
      }
      if (reached < best) {
        return;
      }
      System.arraycopy(next, 0, x, 0, x.length);
      best = measure(x, true);
    }
  }

  /**
   * The logarithm of the likelihood, and on request its gradient and negative second derivative.
   */
  private double measure(double[] at, boolean derive) {
    if (derive) {
      clear();
    }
    double log = 0;
    for (int i = 0; i < models; i++) {
      for (int j = i + 1; j < models; j++) {
        double met = counts.met(i, j);
        if (met > 0) {
          Chances chances = chances(at, i, j);
          log += logarithm(chances, i, j);
          if (derive) {
            derive(chances, i, j, met);
          }
        }
      }
    }
    return log;
  }

  private void clear() {
    java.util.Arrays.fill(gradient, 0);
    for (int i = 0; i < hessian.length; i++) {
      java.util.Arrays.fill(hessian[i], 0);
    }
    // Strengths have no zero of their own; this gives them one, and steps keep their sum.
    for (int i = 0; i < models; i++) {
      for (int j = 0; j < models; j++) {
        hessian[i][j] = 1d / models;
      }
    }
  }

  /** How likely it is that one wins, that the other does, and a tie. */
  private record Chances(double one, double other, double tie) {}

  private Chances chances(double[] at, int i, int j) {
    double apart = at[i] - at[j];
    double tie = davidson ? Math.exp(at[models] - Math.abs(apart) / 2) : 0;
    double small = Math.exp(-Math.abs(apart));
    double sum = 1 + small + tie;
    return apart >= 0
        ? new Chances(1 / sum, small / sum, tie / sum)
        : new Chances(small / sum, 1 / sum, tie / sum);
  }

  private double logarithm(Chances chances, int i, int j) {
    double tied = counts.ties(i, j);
    double half = davidson ? 0 : tied / 2;
    double log = davidson && tied > 0 ? tied * Math.log(chances.tie()) : 0;
    double ones = counts.wins(i, j) + half;
    double others = counts.wins(j, i) + half;
    log += ones > 0 ? ones * Math.log(chances.one()) : 0;
    return log + (others > 0 ? others * Math.log(chances.other()) : 0);
  }

  private void derive(Chances chances, int i, int j, double met) {
    double one = chances.one();
    double other = chances.other();
    double tied = counts.ties(i, j);
    double expected = (one - other) / 2;
    double slope = (counts.wins(i, j) - counts.wins(j, i)) / 2 - met * expected;
    double curve = met * ((one + other) / 4 - expected * expected);
    gradient[i] += slope;
    gradient[j] -= slope;
    hessian[i][i] += curve;
    hessian[j][j] += curve;
    hessian[i][j] -= curve;
    hessian[j][i] -= curve;
    if (davidson) {
      double mixed = -met * expected * chances.tie();
      gradient[models] += tied - met * chances.tie();
      hessian[models][models] += met * chances.tie() * (1 - chances.tie());
      hessian[i][models] += mixed;
      hessian[models][i] += mixed;
      hessian[j][models] -= mixed;
      hessian[models][j] -= mixed;
    }
  }

  /** The standard error of each strength, by the sandwich. */
  double[] errors() {
    measure(x, true);
    double[][] inverse = Newton.inverse(hessian);
    if (inverse == null) {
      return new double[models];
    }
    double[][] middle = new double[x.length][x.length];
    for (int i = 0; i < models; i++) {
      for (int j = i + 1; j < models; j++) {
        if (counts.met(i, j) > 0) {
          Chances chances = chances(x, i, j);
          double expected = (chances.one() - chances.other()) / 2;
          double tie = davidson ? chances.tie() : 0;
          spread(middle, i, j, counts.wins(i, j), 0.5 - expected, -tie);
          spread(middle, i, j, counts.wins(j, i), -0.5 - expected, -tie);
          spread(middle, i, j, counts.ties(i, j), -expected, 1 - tie);
        }
      }
    }
    centre(inverse);
    double[] variances = Newton.sandwich(inverse, middle);
    double[] errors = new double[models];
    for (int i = 0; i < models; i++) {
      errors[i] = Math.sqrt(variances[i]);
    }
    return errors;
  }

  /** Adds the square of a score that so many votes have. */
  private void spread(double[][] middle, int i, int j, double votes, double slope, double tie) {
    middle[i][i] += votes * slope * slope;
    middle[j][j] += votes * slope * slope;
    middle[i][j] -= votes * slope * slope;
    middle[j][i] -= votes * slope * slope;
    if (davidson) {
      middle[models][models] += votes * tie * tie;
      middle[i][models] += votes * slope * tie;
      middle[models][i] += votes * slope * tie;
      middle[j][models] -= votes * slope * tie;
      middle[models][j] -= votes * slope * tie;
    }
  }

  /** Strengths are told from their mean, so the mean has no error. */
  private void centre(double[][] inverse) {
    for (int column = 0; column < inverse.length; column++) {
      double mean = 0;
      for (int i = 0; i < models; i++) {
        mean += inverse[i][column] / models;
      }
      for (int i = 0; i < models; i++) {
        inverse[i][column] -= mean;
      }
    }
  }
}
