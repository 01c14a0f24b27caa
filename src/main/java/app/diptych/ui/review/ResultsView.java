package app.diptych.ui.review;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.review.stats.ClusterBootstrap;
import app.diptych.review.stats.Method;
import app.diptych.review.stats.Rated;
import app.diptych.review.stats.RaterRow;
import app.diptych.review.stats.Results;
import app.diptych.review.stats.Stopping;
import app.diptych.review.stats.StoppingRule.Decision;
import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Tip;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What a review taught: a sentence first, numbers second, the method one hover away. */
final class ResultsView extends VBox {
  private static final int MOST_ROWS = 12;

  private final Outcome outcome;
  private final Results results;

  /**
   * @param leave what leads back to the reviews
   * @param more what leads on to vote
   */
  ResultsView(Outcome outcome, Runnable leave, Runnable more) {
    this.outcome = outcome;
    this.results = outcome.results();
    setId("results");
    getStyleClass().add("review-outcome");
    VBox all = new VBox(sentence());
    all.getStyleClass().add("results-all");
    if (results.n() > 0) {
      all.getChildren().add(card(say("Verdicts"), Method.WIN_RATE, new WinBar(results)));
      EvidencePlot plot = new EvidencePlot(results.stopping());
      all.getChildren().add(card(say("Evidence, vote by vote"), Method.STOPPING, plot));
      all.getChildren().add(card(say("Numbers"), Method.SIGN_TEST, numbers()));
    }
    models(all);
    if (!outcome.criteria().isEmpty()) {
      all.getChildren()
          .add(
              card(
                  say("Rubric"),
                  Method.CRITERIA,
                  RubricCards.criteria(outcome.criteria(), a(), b())));
    }
    if (!outcome.marks().isEmpty()) {
      all.getChildren()
          .add(card(say("Marked places"), Method.MARKS, RubricCards.marks(outcome.marks())));
    }
    all.getChildren().add(card(say("To look at"), Method.HYGIENE, hygiene()));
    people(all);
    if (!results.slices().isEmpty()) {
      all.getChildren()
          .add(
              card(
                  say("By tag"),
                  Method.SLICES,
                  new SliceForest(results.slices().stream().limit(MOST_ROWS).toList(), a(), b())));
    }
    if (!outcome.repeats().isEmpty()) {
      all.getChildren()
          .add(
              card(
                  say("Prompts run several times"),
                  Method.REPEATS,
                  RubricCards.repeats(outcome.repeats(), outcome.prompts(), a(), b())));
    }
    ScrollPane scrolled = new ScrollPane(all);
    scrolled.setFitToWidth(true);
    scrolled.getStyleClass().add("panel-scroll");
    VBox.setVgrow(scrolled, Priority.ALWAYS);
    getChildren().addAll(head(leave, more), scrolled);
  }

  /** From three models on, and where style can be told from substance. */
  private void models(VBox all) {
    if (results.models() > 2 && !results.rated().isEmpty()) {
      all.getChildren().add(card(say("Ratings"), Method.RATINGS, ratings(results.rated())));
    }
    results
        .style()
        .ifPresent(style -> {
          Sheet effects =
              new Sheet().heads(say("one spread more of"), say("log odds of winning"), "");
          style
              .effects()
              .forEach(one -> effects.plain(one.measure(), Optional.of(one.coefficient())));
          VBox box =
              new VBox(
                  effects,
                  small(say("Ratings between answers that look alike:")),
                  ratings(results.styleRated()));
          box.getStyleClass().add("results-notes");
          all.getChildren().add(card(say("Style"), Method.STYLE, box));
        });
  }

  private static Sheet ratings(List<Rated> rated) {
    Sheet sheet = new Sheet();
    for (Rated one : rated.stream().limit(MOST_ROWS).toList()) {
      sheet.row(
          one.model(),
          String.format(
              Locale.ROOT,
              "%.0f  [%.0f to %.0f]",
              one.rating().value(),
              one.rating().low(),
              one.rating().high()),
          Sheet.n(one.rating())
              + (one.group() == 0
                  ? ""
                  : say(", never met the others (group %d)").formatted(one.group() + 1)));
    }
    return sheet;
  }

  private void people(VBox all) {
    if (!results.raters().list().isEmpty()) {
      all.getChildren().add(card(say("Raters"), Method.POSITION, PeopleCards.raters(results)));
    }
    if (results.agreement().items() > 0) {
      all.getChildren()
          .add(card(say("Agreement"), Method.AGREEMENT, PeopleCards.agreement(results)));
    }
    if (!results.disagreements().list().isEmpty()) {
      all.getChildren()
          .add(
              card(
                  say("To discuss"),
                  Method.AGREEMENT,
                  PeopleCards.disagreements(results, outcome.prompts())));
    }
  }

  private String a() {
    return String.valueOf(results.modelA());
  }

  private String b() {
    return String.valueOf(results.modelB());
  }

  private HBox head(Runnable leave, Runnable more) {
    Label title = new Label(outcome.review().title());
    title.getStyleClass().add("card-title");
    title.setMinWidth(0);
    Label about =
        new Label(
            say("%,d of %,d pairs judged, %,d %s")
                .formatted(
                    outcome.pairs(),
                    outcome.review().items().size(),
                    outcome.votes(),
                    outcome.votes() == 1 ? say("vote") : say("votes")));
    about.getStyleClass().addAll("muted", "small-text");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button on = Actions.byName(new Button(say("Go on voting"), Icon.RUN.node()));
    on.setId("results-more");
    on.setMinWidth(USE_PREF_SIZE);
    on.setOnAction(_ -> more.run());
    // Of several raters one may have pairs left that another has judged.
    boolean some = !outcome.isAllJudged() || outcome.results().raters().raters() > 1;
    on.setVisible(some);
    on.setManaged(some);
    Button all = Actions.byName(new Button(say("All reviews")));
    all.setId("results-leave");
    all.setMinWidth(USE_PREF_SIZE);
    all.setOnAction(_ -> leave.run());
    HBox head = new HBox(title, about, space, on, all);
    head.getStyleClass().addAll("card", "voting-head");
    return head;
  }

  private VBox sentence() {
    Label sentence =
        new Label(told(outcome.isAllJudged() ? results.sentenceOfAll() : results.sentence()));
    sentence.setId("results-sentence");
    sentence.getStyleClass().add("results-sentence");
    sentence.setWrapText(true);
    sentence.setMinHeight(USE_PREF_SIZE);
    VBox box = new VBox(sentence);
    for (String note : results.notes()) {
      box.getChildren().add(small(told(note)));
    }
    box.getStyleClass().addAll("card", "results-card");
    return box;
  }

  private static VBox card(String name, Method method, Node content) {
    Label title = new Label(name);
    title.getStyleClass().add("card-title");
    Tip.on(title, say(method.text()));
    title.setAccessibleHelp(say(method.text()));
    VBox box = new VBox(title, content);
    box.getStyleClass().addAll("card", "results-card");
    return box;
  }

  private Sheet numbers() {
    Sheet sheet = new Sheet();
    String a = Sheet.cut(a());
    Stopping stopping = results.stopping();
    sheet
        .share(say("%s wins, ties half").formatted(a), results.winRate())
        .share(
            say("the same, by prompt"),
            results.byPrompt().map(one -> one.estimate()),
            String.format(
                Locale.ROOT,
                say("n %,d prompts"),
                results.byPrompt().map(ClusterBootstrap::clusters).orElse(0)))
        .share(say("noise floor: one model twice"), results.noise().winRate())
        .share(say("%s wins, ties out").formatted(a), results.decisive())
        .share(say("ties"), results.tieShare())
        .share(say("both bad"), results.bothBadShare())
        .row(
            say("sign test, one look at the end"),
            Sheet.p(results.signTest().p()),
            "n %s".formatted(results.a() + results.b()))
        .row(
            say("stopping rule"),
            outcome.isAllJudged() && stopping.decision() == Decision.KEEP_VOTING
                ? say("no difference is shown")
                : say(stopping.decision().words()) + more(stopping),
            say("e-value %s of 20, n %,d").formatted(number(stopping.eValue()), stopping.n()))
        .share(say("left answer wins"), results.position());
    return sheet;
  }

  private static String more(Stopping stopping) {
    if (stopping.early()) {
      return say(", at least %,d more").formatted(stopping.moreVotes());
    }
    return stopping.moreVotes() == 0
        ? ""
        : (stopping.beyond() ? say(", more than %,d more") : say(", about %,d more"))
            .formatted(stopping.moreVotes());
  }

  private VBox hygiene() {
    VBox box = new VBox();
    box.getStyleClass().add("results-notes");
    if (outcome.repeated().all() > 0) {
      box.getChildren()
          .add(
              small(
                  say("Of %,d pairs shown twice, the same was said again of %,d.")
                      .formatted(outcome.repeated().all(), outcome.repeated().some())));
    }
    if (outcome.leaks() > 0) {
      box.getChildren()
          .add(
              small(
                  say("%s whose it is%s")
                      .formatted(
                          outcome.leaks() == 1
                              ? say("In 1 pair an answer says")
                              : say("In %,d pairs an answer says").formatted(outcome.leaks()),
                          outcome.review().settings().mask()
                              ? say("; it was blacked out.")
                              : say(", and raters could read it."))));
    }
    if (outcome.notBlind() > 0) {
      box.getChildren()
          .add(
              small(
                  (outcome.notBlind() == 1
                          ? say("1 vote was not blind: its rater had seen the results. It counts.")
                          : say(
                              "%,d votes were not blind: their raters had seen the results. They count."))
                      .formatted(outcome.notBlind())));
    }
    if (results.hygiene().tooFast() > 0) {
      box.getChildren()
          .add(
              small(
                  say("%,d votes came less than two seconds after the one before. They count.")
                      .formatted(results.hygiene().tooFast())));
    }
    results.raters().list().stream()
        .filter(RaterRow::alwaysLeft)
        .forEach(rater ->
            box.getChildren()
                .add(
                    small(
                        say("%s nearly always chose one side. The votes count.")
                            .formatted(rater.rater()))));
    outcome
        .medianSeconds()
        .ifPresent(seconds ->
            box.getChildren()
                .add(
                    small(
                        String.format(
                            Locale.ROOT,
                            say("Half of the votes took less than %.0f s."),
                            seconds))));
    results
        .noise()
        .winRate()
        .ifPresent(noise ->
            box.getChildren()
                .add(
                    small(
                        say("Noise floor: on %,d votes between two answers of one model, one side won %s.")
                            .formatted(noise.n(), Sheet.share(noise)))));
    if (box.getChildren().isEmpty()) {
      box.getChildren().add(small(say("Nothing yet.")));
    }
    return box;
  }

  private static String number(double value) {
    return value >= 1e6
        ? String.format(Locale.ROOT, "%.1e", value)
        : String.format(Locale.ROOT, "%,.2f", value);
  }

  static Label small(String words) {
    Label label = new Label(words);
    label.getStyleClass().addAll("muted", "small-text");
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}
