package app.diptych.batch.judge;

import app.diptych.batch.judge.JudgeResults.Outcome;
import app.diptych.batch.judge.JudgeResults.Scores;
import app.diptych.batch.judge.Said.NoVerdict;
import app.diptych.cost.CostTotal;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.review.stats.Wilson;
import app.diptych.session.Judgings.SavedJudgement;
import app.diptych.session.Judgings.SavedJudging;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds up what a judge said of answers of two models, one by one: replies are not held. */
public final class JudgeSum {
  private final JudgePlan plan;
  private final Map<String, List<Vote>> votes;
  private final String modelA;
  private final String modelB;
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
  private final Map<Part, Judgement> parts = new EnumMap<>(Part.class);
  private String trial = "";

  /**
   * @param votes what people said, by the id of the trial, in terms of its sides
   * @param modelA which of the two is called A, whatever side it was on
   */
  public JudgeSum(
      SavedJudging judging, Map<String, List<Vote>> votes, String modelA, String modelB) {
    this.plan = JudgePlan.of(judging.plan());
    this.votes = votes;
    this.modelA = modelA;
    this.modelB = modelB;
  }

  /**
   * Takes one more; all of a trial come one after the other. What is of other models counts not.
   */
  public void add(SavedJudgement saved) {
    Judgement one = Judgement.of(saved);
    if (one == null || !isTheirs(one)) {
      return;
    }
    if (!one.trial().equals(trial)) {
      count();
      parts.clear();
      trial = one.trial();
    }
    parts.put(one.part(), one);
  }

  private boolean isTheirs(Judgement one) {
    return (one.modelA().equals(modelA) && one.modelB().equals(modelB))
        || (one.modelA().equals(modelB) && one.modelB().equals(modelA));
  }

  /** Counts the trial whose judgements have all come. */
  private void count() {
    if (parts.isEmpty()) {
      return;
    }
    Judgement any = parts.values().iterator().next();
    boolean swapped = !any.modelA().equals(modelA);
    for (Judgement one : parts.values()) {
      cost = one.cost().addTo(cost);
      if (one.said() instanceof Said.None(NoVerdict why)) {
        none.merge(why, 1L, Long::sum);
      }
    }
    Optional<Verdict> people =
        people(votes.getOrDefault(trial, List.of())).map(verdict -> turned(verdict, swapped));
    long flippedBefore = flipped;
    Optional<Verdict> verdict =
        (plan.rubric().kind() == JudgeKind.PAIRWISE ? ordered() : scored(swapped))
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

  private Optional<Verdict> ordered() {
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

  private Optional<Verdict> scored(boolean swapped) {
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

  /** What came of all of it; nothing can be added after that. */
  public JudgeResults results() {
    count();
    parts.clear();
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
    return swapped ? verdict.swapped() : verdict;
  }
}
