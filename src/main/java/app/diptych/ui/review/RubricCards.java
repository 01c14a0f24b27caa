package app.diptych.ui.review;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.review.Rubric.Scale;
import app.diptych.review.stats.CriterionScores;
import app.diptych.review.stats.CriterionScores.ModelScore;
import app.diptych.review.stats.Estimate;
import app.diptych.review.stats.Marks;
import app.diptych.review.stats.McNemar;
import app.diptych.review.stats.RepeatedPrompt;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What raters scored and marked, and prompts that were run several times, as tables. */
final class RubricCards {
  private static final int MOST_ROWS = 40;

  private RubricCards() {}

  /** Criterion by criterion. */
  static Sheet criteria(List<CriterionScores> all, String a, String b) {
    Sheet sheet = new Sheet();
    sheet.setId("results-criteria");
    for (CriterionScores one : all) {
      boolean passes = one.criterion().scale() == Scale.PASS_FAIL;
      String what =
          passes
              ? say("share that passes")
              : say("mean of 1 to %s, 95 %% interval").formatted(one.criterion().scale().steps());
      sheet.heads(one.criterion().name(), what, "");
      for (ModelScore score : one.models()) {
        sheet.row(score.model(), value(score, passes), "n %s".formatted(score.n()));
      }
      one.difference()
          .ifPresent(apart ->
              sheet.row(
                  say("%s ahead of %s").formatted(Sheet.cut(a), Sheet.cut(b)),
                  passes ? points(apart) : signed(apart),
                  Sheet.n(apart)));
      one.passes().ifPresent(test -> sheet.row(say("McNemar, exact"), mcNemar(test), tasks(test)));
      one.agreement()
          .ifPresent(
              alpha -> sheet.row(say("raters agree, alpha"), Sheet.plain(alpha), Sheet.n(alpha)));
    }
    return sheet;
  }

  private static String value(ModelScore score, boolean share) {
    return score
        .interval()
        .map(one -> share ? Sheet.share(one) : Sheet.plain(one))
        .orElseGet(() ->
            share
                ? String.format(Locale.ROOT, "%.1f %%", 100 * score.mean())
                : String.format(Locale.ROOT, "%.2f", score.mean()));
  }

  private static String signed(Estimate one) {
    return String.format(
        Locale.ROOT, "%+.2f  [%+.2f to %+.2f]", one.value(), one.low(), one.high());
  }

  private static String points(Estimate one) {
    return String.format(
        Locale.ROOT,
        say("%+.1f points  [%+.1f to %+.1f]"),
        100 * one.value(),
        100 * one.low(),
        100 * one.high());
  }

  private static String mcNemar(McNemar test) {
    return say("only A %,d, only B %,d, %s")
        .formatted(test.onlyA(), test.onlyB(), Sheet.p(test.p()));
  }

  private static String tasks(McNemar test) {
    return "n %s".formatted(test.both() + test.onlyA() + test.onlyB() + test.neither());
  }

  /** Tag by tag, model by model. */
  static Sheet marks(List<Marks> marks) {
    Sheet sheet = new Sheet().heads(say("mark"), say("places"), say("answers with one"), "");
    sheet.setId("results-marks");
    for (Marks one : marks.stream().limit(MOST_ROWS).toList()) {
      String tag = MarkTag.of(one.tag()).map(MarkTag::words).orElse(one.tag());
      sheet.cells(
          tag + ", " + one.model(),
          String.format(Locale.ROOT, "%,d", one.places()),
          one.answers().map(Sheet::share).orElse(""),
          one.answers().map(Sheet::n).orElse(""));
    }
    return sheet;
  }

  /**
   * A row for each prompt that was run several times.
   *
   * @param prompts what was asked, by item
   */
  static Sheet repeats(
      List<RepeatedPrompt> repeats, Map<String, String> prompts, String a, String b) {
    Sheet sheet =
        new Sheet()
            .heads(
                say("prompt"),
                say("runs"),
                say("A, B, tie, both bad"),
                say("answers of %s").formatted(Sheet.cut(a)),
                say("answers of %s").formatted(Sheet.cut(b)));
    sheet.setId("results-repeats");
    for (RepeatedPrompt one : repeats.stream().limit(MOST_ROWS).toList()) {
      sheet.cells(
          prompts.getOrDefault(one.item(), one.item()),
          Integer.toString(one.items()),
          "%,d, %,d, %,d, %,d".formatted(one.a(), one.b(), one.ties(), one.bothBad()),
          distinct(one, a),
          distinct(one, b));
    }
    return sheet;
  }

  private static String distinct(RepeatedPrompt row, String model) {
    RepeatedPrompt.Distinct known = row.distinct().get(model);
    return known == null
        ? ""
        : known.answers() == 1
            ? say("all alike")
            : say("%d, one %d times").formatted(known.answers(), known.commonest());
  }
}
