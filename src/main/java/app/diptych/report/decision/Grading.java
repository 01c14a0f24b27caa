package app.diptych.report.decision;

import app.diptych.batch.judge.JudgeKind;
import app.diptych.batch.judge.JudgeResults;
import app.diptych.batch.judge.JudgeResults.Outcome;
import app.diptych.batch.judge.JudgeSum;
import app.diptych.report.decision.Block.Bar;
import app.diptych.report.decision.Block.Whose;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.review.stats.Estimate;
import app.diptych.session.Judgings.SavedJudging;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What checks and judges say of the answers of two models.
 *
 * @param blocks all of it
 * @param said what each says in a sentence, with whether it is believed
 */
public record Grading(List<Block> blocks, List<Text> said) {
  public Grading {
    blocks = List.copyOf(blocks);
    said = List.copyOf(said);
  }

  /** Reads it. Blocks: for a background thread. */
  public static Grading read(Workspace from, Gathered gathered, String modelA, String modelB)
      throws WorkspaceException, InterruptedException {
    List<Block> blocks = new ArrayList<>();
    List<Text> said = new ArrayList<>();
    if (!gathered.checks().isEmpty()) {
      CheckedAnswers.ofReport(gathered, modelA, modelB).tell(blocks, said);
    }
    CheckedAnswers.ofBatches(from, gathered, modelA, modelB).tell(blocks, said);
    Map<String, List<Vote>> votes = new HashMap<>();
    gathered.sessions().forEach(session -> votes.putAll(session.votes()));
    int number = 0;
    for (Gathered.Session session : gathered.sessions()) {
      for (SavedJudging judging : from.judgings().of(session.summary().id())) {
        JudgeSum sum = new JudgeSum(judging, votes, modelA, modelB);
        from.judgings().each(judging.id(), sum::add);
        JudgeResults results = sum.results();
        if (results.n() + results.without() > 0) {
          number++;
          judge(results, number, session, blocks, said);
        }
      }
    }
    if (number > 0) {
      blocks.add(
          Block.words(
              "Votes of people decide, whatever judges say. A judge that is not calibrated is shown so that it can be calibrated, and its numbers are not believed."));
    }
    return new Grading(blocks, said);
  }

  private static void judge(
      JudgeResults results,
      int number,
      Gathered.Session session,
      List<Block> blocks,
      List<Text> said) {
    String name = name(results);
    String evidence = "judge-" + number + "-pairs";
    String state = results.calibration().state().words();
    blocks.add(new Block.Words(Text.of(results.calibration().sentence()).by(evidence), false));
    blocks.add(table(results, number, name, state, evidence));
    List<Bar> bars = new ArrayList<>();
    results.winRate().ifPresent(one -> bars.add(bar("judge, " + state, one, state)));
    if (!bars.isEmpty()) {
      blocks.add(
          new Block.Chart(
              "judge-" + number + "-win-rate",
              "Win rate of A by %s, %s".formatted(name, state),
              "%",
              bars,
              50.0));
    }
    blocks.add(evidence(results, evidence, name, session));
    results
        .winRate()
        .ifPresent(rate ->
            said.add(
                Text.of(
                        results.calibration().isBelieved()
                            ? "A calibrated judge (%s) %s: the win rate of %s is %s."
                                .formatted(
                                    results.plan().judge(),
                                    rate.excludes(0.5)
                                        ? "prefers "
                                            + (rate.value() > 0.5
                                                ? results.modelA()
                                                : results.modelB())
                                        : "shows no difference",
                                    results.modelA(),
                                    Figures.percent(rate))
                            : "A judge (%s) was asked and is not calibrated, so it supports nothing."
                                .formatted(results.plan().judge()))
                    .small(Figures.n(rate.n()) + ".")
                    .by(evidence)));
  }

  private static String name(JudgeResults results) {
    return "%s with the rubric %s %d, %s"
        .formatted(
            results.plan().judge(),
            results.plan().rubric().name(),
            results.plan().rubric().version(),
            results.plan().rubric().kind().words());
  }

  private static Block table(
      JudgeResults results, int number, String name, String state, String evidence) {
    List<List<Text>> rows = new ArrayList<>();
    row(rows, "State", state, results.calibration().common(), evidence);
    row(
        rows,
        "Verdicts",
        "%,d for A, %,d for B, %,d ties".formatted(results.a(), results.b(), results.ties()),
        results.n(),
        evidence);
    share(rows, "Win rate of A, ties half, " + state, results.winRate(), evidence);
    if (results.plan().rubric().kind() == JudgeKind.PAIRWISE) {
      share(rows, "Verdict changed with the order, so a tie", results.flips(), evidence);
      share(rows, "The answer shown first won both times", results.firstFlips(), evidence);
    }
    results
        .scores()
        .ifPresent(scores ->
            row(
                rows,
                "Mean score, 1 to 5, " + state,
                String.format(Locale.ROOT, "A %.2f, B %.2f", scores.a(), scores.b()),
                scores.n(),
                evidence));
    share(rows, "The longer answer won", results.longer(), evidence);
    share(rows, "The same by people's votes on these pairs", results.longerByPeople(), evidence);
    share(rows, "Says what people say", results.calibration().agreement(), evidence);
    results
        .calibration()
        .kappa()
        .ifPresent(one ->
            row(
                rows,
                "The same beyond chance, Cohen's kappa",
                String.format(
                    Locale.ROOT, "%.2f (%.2f to %.2f)", one.value(), one.low(), one.high()),
                one.n(),
                evidence));
    if (results.without() > 0) {
      row(
          rows,
          "Pairs without a verdict",
          results.none().entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .map(one -> "%,d replies: %s".formatted(one.getValue(), one.getKey().words()))
              .collect(Collectors.joining("; "))
              .transform(why -> why.isEmpty() ? "not all was asked yet" : why),
          results.without(),
          evidence);
    }
    if (results.isOneOfThem()) {
      rows.add(Block.row("The judge is one of the two models", "it may prefer its own answers"));
    }
    row(
        rows,
        "Cost of judging, in no cost of the models",
        results.cost().words(),
        results.n() + results.without(),
        evidence);
    return new Block.Table(
        "judge-" + number, "Judge %s: %s".formatted(name, state), List.of("", "Value"), rows);
  }

  private static void share(
      List<List<Text>> rows, String name, Optional<Estimate> share, String evidence) {
    share.ifPresent(one -> row(rows, name, Figures.percent(one), one.n(), evidence));
  }

  private static void row(
      List<List<Text>> rows, String name, String value, long n, String evidence) {
    rows.add(List.of(Text.of(name), Text.of(value).small(Figures.n(n)).by(evidence)));
  }

  private static Bar bar(String label, Estimate share, String state) {
    Whose whose = !share.excludes(0.5) ? Whose.NEITHER : share.value() > 0.5 ? Whose.A : Whose.B;
    return new Bar(
        label,
        whose,
        100 * share.low(),
        100 * share.value(),
        100 * share.high(),
        "%s, %s, %s".formatted(Figures.percent(share), Figures.n(share.n()), state));
  }

  private static Block evidence(
      JudgeResults results, String id, String name, Gathered.Session session) {
    Map<String, Integer> numbers = new HashMap<>();
    session.trials().forEach(trial -> numbers.put(trial.id(), trial.number()));
    List<List<Text>> rows = new ArrayList<>();
    for (Outcome one : results.pairs().subList(0, shown(results.pairs().size()))) {
      rows.add(
          Block.row(
              "#" + numbers.getOrDefault(one.trial(), 0),
              session.summary().id(),
              one.verdict().map(said -> words(said, results)).orElse("none"),
              one.flipped() ? "yes" : "",
              one.people().map(said -> words(said, results)).orElse("\u2013")));
    }
    return new Block.Table(
        id,
        "Pairs judged by %s; %s".formatted(name, EvidenceChapter.shown(results.pairs().size())),
        List.of("Trial", "Session", "Judge", "Changed with the order", "People"),
        rows);
  }

  private static int shown(int all) {
    return Math.min(all, EvidenceChapter.MOST);
  }

  private static String words(Verdict verdict, JudgeResults results) {
    return switch (verdict) {
      case A -> results.modelA();
      case B -> results.modelB();
      case TIE, BOTH_BAD -> "tie";
    };
  }
}
