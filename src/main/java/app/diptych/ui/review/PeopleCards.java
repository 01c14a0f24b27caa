package app.diptych.ui.review;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.review.stats.Agreement;
import app.diptych.review.stats.Disagreement;
import app.diptych.review.stats.RaterRow;
import app.diptych.review.stats.Results;
import java.util.Locale;
import java.util.Map;
import javafx.scene.layout.VBox;

/** What the raters are like, and where they differ. */
final class PeopleCards {
  private static final int MOST_ROWS = 20;

  private PeopleCards() {}

  /** Rater by rater, with the intervals of place and agreement. */
  static Sheet raters(Results results) {
    Sheet sheet =
        new Sheet()
            .heads(
                say("rater"),
                say("A, B, tie, both bad"),
                say("left answer wins"),
                say("says what others say"),
                say("pace"));
    sheet.setId("results-raters");
    for (RaterRow one : results.raters().list().stream().limit(MOST_ROWS).toList()) {
      sheet.cells(
          one.rater(),
          "%,d, %,d, %,d, %,d".formatted(one.a(), one.b(), one.ties(), one.bothBad()),
          one.leftWins().map(left -> Sheet.share(left) + "  " + Sheet.n(left)).orElse(""),
          one.withOthers().map(same -> Sheet.share(same) + "  " + Sheet.n(same)).orElse(""),
          one.pace()
              .map(pace -> String.format(Locale.ROOT, "%.0f s", pace.toMillis() / 1e3))
              .orElse(""));
    }
    return sheet;
  }

  /** All coefficients, and a warning where they mislead. */
  static VBox agreement(Results results) {
    Agreement agreement = results.agreement();
    Sheet sheet =
        new Sheet()
            .share(say("equal verdicts"), agreement.raw())
            .share(say("equal, both decided"), agreement.rawDecisive())
            .plain(say("Cohen's kappa, two busiest raters"), agreement.cohen())
            .plain(say("Cohen's kappa, weighted"), agreement.weighted())
            .plain(say("Fleiss' kappa"), agreement.fleiss())
            .plain(say("Krippendorff's alpha, nominal"), agreement.nominal())
            .plain(say("Krippendorff's alpha, ordinal"), agreement.ordinal())
            .plain(say("Krippendorff's alpha, interval"), agreement.interval());
    VBox box = new VBox(sheet);
    box.getStyleClass().add("results-notes");
    if (agreement.paradox()) {
      box.getChildren()
          .add(
              ResultsView.small(
                  say(
                      "Raters agree often and kappa is low all the same: nearly all verdicts are alike."
                          + " Go by the raw agreement.")));
    }
    if (!agreement.pairs().isEmpty()) {
      box.getChildren().add(new AgreementMatrix(agreement.pairs()));
    }
    return box;
  }

  /**
   * Items with verdicts against each other.
   *
   * @param prompts what was asked, by item
   */
  static Sheet disagreements(Results results, Map<String, String> prompts) {
    Sheet sheet = new Sheet().heads(say("prompt"), say("votes for"), "", say("ties, both bad"));
    for (Disagreement one : results.disagreements().list().stream().limit(MOST_ROWS).toList()) {
      sheet.cells(
          prompts.getOrDefault(one.item(), one.item()),
          "%s %,d".formatted(Sheet.cut(one.a()), one.forA()),
          "%s %,d".formatted(Sheet.cut(one.b()), one.forB()),
          "%,d, %,d".formatted(one.ties(), one.bothBad()));
    }
    return sheet;
  }
}
