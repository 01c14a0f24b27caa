package app.diptych.review.stats;

import app.diptych.review.Verdict;
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
 * @param n how many decisive votes it looked at
 * @param decidedAt after how many of them it was decided; 0 when it is not
 * @param onePerPrompt whether only the first decisive vote on each prompt was taken, because votes on
 *     one prompt are no independent evidence
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
    long n,
    long decidedAt,
    boolean onePerPrompt,
    List<StoppingRule.Point> path) {
  public Stopping {
    path = List.copyOf(path);
  }

  static Stopping of(Ballots ballots, Duel duel, long seed) {
    StoppingRule rule = new StoppingRule();
    boolean onePerPrompt = run(ballots, duel, rule);
    Evidence evidence = rule.evidence();
    boolean open = rule.decision() == StoppingRule.Decision.KEEP_VOTING;
    MoreVotes more = open ? MoreVotes.of(rule, seed) : new MoreVotes(0);
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
        (long) Math.ceil(more.votes() / useful),
        more.isBeyond(),
        evidence.n(),
        rule.decidedAt(),
        onePerPrompt,
        rule.path());
  }

  private static boolean run(Ballots ballots, Duel duel, StoppingRule rule) {
    BitSet seen = new BitSet(ballots.prompts());
    boolean left = false;
    for (int row : duel.rows()) {
      Verdict verdict = duel.verdict(row);
      if (verdict == Verdict.A || verdict == Verdict.B) {
        int prompt = ballots.promptOf(row);
        if (seen.get(prompt)) {
          left = true;
        } else {
          seen.set(prompt);
          rule.vote(verdict == Verdict.A);
        }
      }
    }
    return left;
  }
}
