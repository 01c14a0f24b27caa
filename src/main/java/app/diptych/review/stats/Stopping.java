package app.diptych.review.stats;

import app.diptych.review.Verdict;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Whether more votes are needed.
 *
 * @param eValue the evidence now, 1 at the beginning; 20 decides
 * @param logE its natural logarithm
 * @param decision which stands once it was reached, also when the evidence fell again
 * @param p the always-valid p-value
 * @param low with {@code high} the confidence sequence of A's share of decisive votes
 * @param moreVotes about how many more votes; 0 when decided
 * @param beyond whether it would be more than could be looked at
 * @param early whether there are too few decisive votes for a forecast, and {@code moreVotes} is
 *     the least that could decide, if they all agreed
 * @param n how many decisive votes it looked at
 * @param decidedAt after how many of them it was decided; 0 when it is not
 * @param onePerPrompt whether each of several votes on one prompt does not count for itself,
 *     because they are no independent evidence: the first decisive one counts, or what most say
 *     where nobody knows the order
 * @param inOrder whether every vote tells its time, so that they were looked at one after the
 *     other; else all at once
 * @param path the way of the evidence
 */
public record Stopping(
    double eValue,
    double logE,
    StoppingRule.Decision decision,
    double p,
    double low,
    double high,
    long moreVotes,
    boolean beyond,
    boolean early,
    long n,
    long decidedAt,
    boolean onePerPrompt,
    boolean inOrder,
    List<StoppingRule.Point> path) {
  public Stopping {
    path = List.copyOf(path);
  }

  static Stopping of(Ballots ballots, Duel duel, long seed) {
    boolean inOrder = ballots.allTimed();
    StoppingRule rule = inOrder ? inOrder(ballots, duel) : atOnce(ballots, duel);
    Evidence evidence = rule.evidence();
    boolean open = rule.decision() == StoppingRule.Decision.KEEP_VOTING;
    MoreVotes more = open ? MoreVotes.of(rule, seed) : new MoreVotes(0, false);
    // Of all votes only a part is decisive, or on a new prompt.
    double useful = duel.n() == 0 ? 1 : Math.max(0.05, (double) duel.decided() / duel.n());
    double[] sequence = evidence.sequence();
    return new Stopping(
        evidence.e(),
        evidence.logE(),
        rule.decision(),
        rule.p(),
        sequence[0],
        sequence[1],
        more.early() ? more.votes() : (long) Math.ceil(more.votes() / useful),
        more.isBeyond(),
        more.early(),
        evidence.n(),
        rule.decidedAt(),
        duel.decided() > evidence.n(),
        inOrder,
        rule.path());
  }

  private static StoppingRule inOrder(Ballots ballots, Duel duel) {
    StoppingRule rule = new StoppingRule();
    BitSet seen = new BitSet(ballots.prompts());
    for (int row : duel.rows()) {
      Verdict verdict = duel.verdict(row);
      if (verdict == Verdict.A || verdict == Verdict.B) {
        int prompt = ballots.promptOf(row);
        if (!seen.get(prompt)) {
          seen.set(prompt);
          rule.vote(verdict == Verdict.A);
        }
      }
    }
    return rule;
  }

  private static StoppingRule atOnce(Ballots ballots, Duel duel) {
    int[] ahead = new int[ballots.prompts()];
    for (int row : duel.rows()) {
      Verdict verdict = duel.verdict(row);
      ahead[ballots.promptOf(row)] += verdict == Verdict.A ? 1 : verdict == Verdict.B ? -1 : 0;
    }
    long k = Arrays.stream(ahead).filter(sum -> sum > 0).count();
    long n = Arrays.stream(ahead).filter(sum -> sum != 0).count();
    return StoppingRule.once(new Evidence(k, n));
  }
}
