package app.diptych.batch.judge;

import app.diptych.batch.judge.Said.NoVerdict;
import app.diptych.cost.CostTotal;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.review.stats.Estimate;
import app.diptych.review.stats.Wilson;
import app.diptych.session.Judgings.SavedJudgement;
import app.diptych.session.Judgings.SavedJudging;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
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
    Map<String, Map<Part, Judgement>> byTrial = new LinkedHashMap<>();
    for (SavedJudgement saved : said) {
      Judgement one = Judgement.of(saved);
      boolean theirs =
          one != null
              && ((one.modelA().equals(modelA) && one.modelB().equals(modelB))
                  || (one.modelA().equals(modelB) && one.modelB().equals(modelA)));
      if (one != null && theirs) {
        byTrial.computeIfAbsent(one.trial(), _ -> new EnumMap<>(Part.class)).put(one.part(), one);
      }
    }
    Adding adding = new Adding(JudgePlan.of(judging.plan()), modelA);
    byTrial.forEach(
        (trial, parts) -> adding.add(trial, parts, votes.getOrDefault(trial, List.of())));
    return adding.results(modelB);
  }

  /** What most raters say; a tie where none is ahead. */
  static Optional<Verdict> people(List<Vote> votes) {
    if (votes.isEmpty()) {
      return Optional.empty();
    }
    long a = votes.stream().filter(vote -> vote.verdict() == Verdict.A).count();
    long b = votes.stream().filter(vote -> vote.verdict() == Verdict.B).count();
    long rest = votes.size() - a - b;
    return Optional.of(a > b && a > rest ? Verdict.A : b > a && b > rest ? Verdict.B : Verdict.TIE);
  }

  private static Verdict turned(Verdict verdict, boolean swapped) {
    return !swapped
        ? verdict
        : switch (verdict) {
          case A -> Verdict.B;
          case B -> Verdict.A;
          case TIE, BOTH_BAD -> verdict;
        };
  }

  private static final class Adding {
    private final JudgePlan plan;
    private final String modelA;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Map<NoVerdict, Long> none = new EnumMap<>(NoVerdict.class);
    private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
    private final Calibration.Count calibration = new Calibration.Count();
    private final long[] longer = new long[2];
    private final long[] longerByPeople = new long[2];
    private long inBoth;
    private long flipped;
    private long forFirst;
    private long sumA;
    private long sumB;
    private long scored;
    private long without;
    private CostTotal cost = CostTotal.NOTHING;

    Adding(JudgePlan plan, String modelA) {
      this.plan = plan;
      this.modelA = modelA;
    }

    void add(String trial, Map<Part, Judgement> parts, List<Vote> votes) {
      Judgement any = parts.values().iterator().next();
      boolean swapped = !any.modelA().equals(modelA);
      for (Judgement one : parts.values()) {
        if (one.cost() != null) {
          cost = cost.plus(one.cost());
        }
        if (one.said() instanceof Said.None(NoVerdict why)) {
          none.merge(why, 1L, Long::sum);
        }
      }
      Optional<Verdict> people = people(votes).map(verdict -> turned(verdict, swapped));
      long flippedBefore = flipped;
      Optional<Verdict> verdict =
          (plan.rubric().kind() == JudgeKind.PAIRWISE ? ordered(parts) : scored(parts, swapped))
              .map(one -> turned(one, swapped));
      outcomes.add(new Outcome(trial, verdict, flipped > flippedBefore, people));
      if (verdict.isEmpty()) {
        without++;
        return;
      }
      counts.merge(verdict.get(), 1L, Long::sum);
      int longerSide = swapped ? any.lengthB() - any.lengthA() : any.lengthA() - any.lengthB();
      length(longer, verdict.get(), longerSide);
      people.ifPresent(said -> {
        calibration.add(said, verdict.get());
        length(longerByPeople, said, longerSide);
      });
    }

    private static void length(long[] count, Verdict verdict, int aIsLonger) {
      if (aIsLonger != 0 && (verdict == Verdict.A || verdict == Verdict.B)) {
        count[1]++;
        count[0] += (verdict == Verdict.A) == (aIsLonger > 0) ? 1 : 0;
      }
    }

    private Optional<Verdict> ordered(Map<Part, Judgement> parts) {
      Judgement one = parts.get(Part.A_FIRST);
      Judgement other = parts.get(Part.B_FIRST);
      if (one == null
          || other == null
          || !(one.said() instanceof Said.Preferred(Verdict aFirst))
          || !(other.said() instanceof Said.Preferred(Verdict bFirst))) {
        return Optional.empty();
      }
      inBoth++;
      if (aFirst == bFirst) {
        return Optional.of(aFirst);
      }
      flipped++;
      forFirst += aFirst == Verdict.A && bFirst == Verdict.B ? 1 : 0;
      return Optional.of(Verdict.TIE);
    }

    private Optional<Verdict> scored(Map<Part, Judgement> parts, boolean swapped) {
      Judgement one = parts.get(Part.SCORE_A);
      Judgement other = parts.get(Part.SCORE_B);
      if (one == null
          || other == null
          || !(one.said() instanceof Said.Scored(int a))
          || !(other.said() instanceof Said.Scored(int b))) {
        return Optional.empty();
      }
      scored++;
      sumA += swapped ? b : a;
      sumB += swapped ? a : b;
      return Optional.of(a > b ? Verdict.A : b > a ? Verdict.B : Verdict.TIE);
    }

    JudgeResults results(String modelB) {
      long a = counts.getOrDefault(Verdict.A, 0L);
      long b = counts.getOrDefault(Verdict.B, 0L);
      long ties = counts.getOrDefault(Verdict.TIE, 0L);
      return new JudgeResults(
          plan,
          modelA,
          modelB,
          a,
          b,
          ties,
          without,
          none,
          Wilson.share(a + ties / 2.0, a + b + ties),
          Wilson.share(a, a + b),
          Wilson.share(flipped, inBoth),
          Wilson.share(forFirst, inBoth),
          scored == 0
              ? Optional.empty()
              : Optional.of(new Scores((double) sumA / scored, (double) sumB / scored, scored)),
          Wilson.share(longer[0], longer[1]),
          Wilson.share(longerByPeople[0], longerByPeople[1]),
          calibration.result(),
          plan.judge().equals(modelA) || plan.judge().equals(modelB),
          cost,
          outcomes);
    }
  }
}
