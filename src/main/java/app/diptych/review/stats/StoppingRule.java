package app.diptych.review.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells after every vote whether more votes are needed; see {@link Evidence}. A winner is called
 * once the e-value has reached 20, and that call stands. "Practically equal" is called when the
 * whole confidence sequence of A's share of decisive votes lies within 45 % to 55 %.
 */
public final class StoppingRule {
  /** How far from one half still counts as equal. */
  public static final double EQUAL_WITHIN = 0.05;

  private static final double LIMIT = -Math.log(Evidence.ALPHA);
  private static final int MOST_POINTS = 400;

  private final List<Point> path = new ArrayList<>();
  private long every = 1;
  private long k;
  private long n;
  private double logE;
  private double logBest;
  // Against the two ends of what counts as equal, from which all others follow.
  private double logLow;
  private double logHigh;
  private Decision decision = Decision.KEEP_VOTING;
  private long decidedAt;

  /** What the votes allow to say. */
  public enum Decision {
    A_BETTER,
    B_BETTER,
    EQUAL,
    KEEP_VOTING;

    /** As users read it. */
    public String words() {
      return switch (this) {
        case A_BETTER -> "A better";
        case B_BETTER -> "B better";
        case EQUAL -> "practically equal";
        case KEEP_VOTING -> "keep voting";
      };
    }
  }

  /** A point of the way of the evidence, for a drawing. */
  public record Point(long n, double logE) {}

  /** Takes the next decisive vote. */
  public void vote(boolean forA) {
    double share = (forA ? k + 1d : n - k + 1d) / (n + 2d);
    logE += Math.log(2 * share);
    logLow += Math.log(share) - Math.log(forA ? 0.5 - EQUAL_WITHIN : 0.5 + EQUAL_WITHIN);
    logHigh += Math.log(share) - Math.log(forA ? 0.5 + EQUAL_WITHIN : 0.5 - EQUAL_WITHIN);
    k += forA ? 1 : 0;
    n++;
    logBest = Math.max(logBest, logE);
    if (decision == Decision.KEEP_VOTING) {
      decide();
    }
    draw();
  }

  /** Looks once, at all votes together, when nobody knows in which order they came. */
  public static StoppingRule once(Evidence all) {
    StoppingRule rule = new StoppingRule();
    rule.k = all.k();
    rule.n = all.n();
    rule.logE = all.logE();
    rule.logBest = Math.max(0, rule.logE);
    rule.logLow = all.logE(0.5 - EQUAL_WITHIN);
    rule.logHigh = all.logE(0.5 + EQUAL_WITHIN);
    rule.decide();
    return rule;
  }

  private void decide() {
    boolean near = Math.abs(k - n / 2d) < EQUAL_WITHIN * n;
    if (logE >= LIMIT) {
      decision = 2 * k > n ? Decision.A_BETTER : Decision.B_BETTER;
    } else if (near && logLow >= LIMIT && logHigh >= LIMIT) {
      decision = Decision.EQUAL;
    } else {
      return;
    }
    decidedAt = n;
  }

  /** Every so many votes, fewer as they become more, so that any number of them can be drawn. */
  private void draw() {
    if (n % every == 0) {
      path.add(new Point(n, logE));
    }
    if (path.size() > MOST_POINTS) {
      every *= 2;
      path.removeIf(point -> point.n() % every != 0);
    }
  }

  StoppingRule copy() {
    StoppingRule copy = new StoppingRule();
    copy.k = k;
    copy.n = n;
    copy.logE = logE;
    copy.logLow = logLow;
    copy.logHigh = logHigh;
    copy.decision = decision;
    // Nobody draws a guess.
    copy.every = Long.MAX_VALUE;
    return copy;
  }

  public Evidence evidence() {
    return new Evidence(k, n);
  }

  public Decision decision() {
    return decision;
  }

  /** After how many decisive votes it was decided; 0 when it is not. */
  public long decidedAt() {
    return decidedAt;
  }

  /** The always-valid p-value: the smallest 1/E up to now. */
  public double p() {
    return Math.min(1, Math.exp(-logBest));
  }

  /** The way of the evidence, at most 400 points. */
  public List<Point> path() {
    return List.copyOf(path);
  }
}
