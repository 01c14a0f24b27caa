package app.diptych.batch.judge;

import app.diptych.batch.judge.Said.NoVerdict;
import app.diptych.cost.CostTotal;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.review.stats.Estimate;
import app.diptych.session.Judgings.SavedJudgement;
import app.diptych.session.Judgings.SavedJudging;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a judge's verdicts come to. A verdict that changes with the order of the answers is a tie,
 * and how often that happens is told: a judge that flips much judges places and not answers.
 *
 * @param plan who judged and how
 * @param a pairs in which the answer of model A is better
 * @param without pairs without a verdict, for one of their parts had none or is missing
 * @param none replies without a verdict, by why
 * @param winRate of A, ties half
 * @param decisive A's share of the pairs that are no ties
 * @param flips the share of pairs whose verdict changed with the order; empty for scores
 * @param firstFlips the share in which the answer shown first won both times
 * @param scores the mean scores of A and B; empty for pairs
 * @param longer how often the longer answer won, of decisive pairs with different lengths
 * @param longerByPeople the same by people's verdicts on the same pairs
 * @param isOneOfThem whether the judge is one of the two models
 * @param cost of its requests, which is no cost of the models
 * @param pairs one by one
 */
public record JudgeResults(
    JudgePlan plan,
    String modelA,
    String modelB,
    long a,
    long b,
    long ties,
    long without,
    Map<NoVerdict, Long> none,
    Optional<Estimate> winRate,
    Optional<Estimate> decisive,
    Optional<Estimate> flips,
    Optional<Estimate> firstFlips,
    Optional<Scores> scores,
    Optional<Estimate> longer,
    Optional<Estimate> longerByPeople,
    Calibration calibration,
    boolean isOneOfThem,
    CostTotal cost,
    List<Outcome> pairs) {
  public JudgeResults {
    none = Map.copyOf(none);
    pairs = List.copyOf(pairs);
  }

  /** Mean scores. */
  public record Scores(double a, double b, long n) {}

  /**
   * What came of one pair.
   *
   * @param verdict in terms of the two models
   * @param flipped whether it changed with the order
   * @param people what people say of it, in the same terms; empty when nobody judged it
   */
  public record Outcome(
      String trial, Optional<Verdict> verdict, boolean flipped, Optional<Verdict> people) {}

  /** Pairs that have a verdict. */
  public long n() {
    return a + b + ties;
  }

  /**
   * Adds up what was said of answers of two models.
   *
   * @param votes what people said, by the id of the trial, in terms of its sides
   * @param modelA which of the two is called A, whatever side it was on
   */
  public static JudgeResults of(
      SavedJudging judging,
      List<SavedJudgement> said,
      Map<String, List<Vote>> votes,
      String modelA,
      String modelB) {
    JudgeSum sum = new JudgeSum(judging, votes, modelA, modelB);
    said.forEach(sum::add);
    return sum.results();
  }
}
