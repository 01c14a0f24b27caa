package app.diptych.report.decision;

import app.diptych.report.Digits;
import app.diptych.timing.MetricName;
import app.diptych.timing.Share;
import app.diptych.trial.MeasuredAnswer;
import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The votes and answers that the numbers rest on, one by one. */
final class EvidenceChapter {
  /** More rows are read by nobody; the rest is counted, and is in the sessions. */
  static final int MOST = 500;

  private final Decided decided;

  EvidenceChapter(Decided decided) {
    this.decided = decided;
  }

  Chapter chapter() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(votes());
    decided.sides().forEach(side -> blocks.add(answers(side)));
    Share over = decided.material().extras().monthsOver();
    if (over != null) {
      blocks.add(
          new Block.Table(
              "budget-months",
              "Months with spending, by the ledger of this workspace",
              List.of("", "Months"),
              List.of(
                  Block.row("with spending", Long.toString(over.all())),
                  Block.row("over a monthly budget", Long.toString(over.some())))));
    }
    return new Chapter("evidence", "Evidence", blocks);
  }

  private Block votes() {
    List<Votes.Counted> all = decided.votes().counted();
    List<List<Text>> rows = new ArrayList<>();
    for (Votes.Counted one : all.subList(0, Math.min(MOST, all.size()))) {
      TrialFacts trial = one.trial();
      rows.add(
          List.of(
              Text.of(name(trial)),
              Text.of(trial.session()),
              Text.of(trial.prompt()),
              Text.of(one.words()),
              Text.of(one.vote().rater().isEmpty() ? "owner" : one.vote().rater()),
              Text.of(one.vote().at().toString())));
    }
    return new Block.Table(
        "votes",
        "Votes, " + shown(all.size()),
        List.of("Trial", "Session", "Prompt", "Better", "Rater", "Given at"),
        rows);
  }

  private Block answers(SideFacts side) {
    Map<String, MeasuredAnswer> measured = new HashMap<>();
    side.group().answers().forEach(one -> measured.put(one.trial() + one.side(), one));
    List<SideFacts.Own> all = side.own();
    List<List<Text>> rows = new ArrayList<>();
    for (SideFacts.Own one : all.subList(0, Math.min(MOST, all.size()))) {
      rows.add(answer(one, measured.get(one.trial().id() + one.side())));
    }
    return new Block.Table(
        side.evidence(),
        "Answers of %s, %s".formatted(side.model(), shown(all.size())),
        List.of("Trial", "Session", "Ended", "TTFT, ms", "E2E, ms", "Tokens", "Tries", "Cost"),
        rows);
  }

  private static List<Text> answer(SideFacts.Own one, @Nullable MeasuredAnswer measured) {
    AnswerFacts answer = one.answer();
    return List.of(
        Text.of(name(one.trial()) + (one.side() == Side.A ? "/A" : "/B")),
        Text.of(one.trial().session()),
        Text.of(ended(answer)),
        Text.of(time(measured, MetricName.TTFT)),
        Text.of(time(measured, MetricName.E2E)),
        Text.of(
            answer.usage() == null ? "\u2013" : Integer.toString(answer.usage().outputTokens())),
        Text.of(Integer.toString(answer.tries())),
        Text.of(cost(answer)));
  }

  private static String ended(AnswerFacts answer) {
    return answer.finishReason() != null
        ? answer.finishReason().wire()
        : answer.failure() != null ? answer.failure() : "unknown";
  }

  private static String time(@Nullable MeasuredAnswer measured, MetricName metric) {
    if (measured == null) {
      return "\u2013";
    }
    var value = metric.of(measured.metrics());
    return value.isEmpty() ? "\u2013" : Digits.of(value.getAsDouble());
  }

  private static String cost(AnswerFacts answer) {
    return switch (answer.cost()) {
      case app.diptych.cost.Cost.Known known ->
          Figures.money(known.money().amount().doubleValue(), known.money().currency());
      case app.diptych.cost.Cost.Local _ -> "local";
      case app.diptych.cost.Cost.Unpriced _ -> "unpriced";
    };
  }

  private static String name(TrialFacts trial) {
    return "#" + trial.number();
  }

  static String shown(int all) {
    return Figures.n(all)
        + (all > MOST ? "; the first %d are shown, all are in the sessions".formatted(MOST) : "");
  }
}
