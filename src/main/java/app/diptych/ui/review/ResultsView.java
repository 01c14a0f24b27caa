package app.diptych.ui.review;

import app.diptych.review.stats.Disagreement;
import app.diptych.review.stats.Estimate;
import app.diptych.review.stats.Method;
import app.diptych.review.stats.RaterRow;
import app.diptych.review.stats.Results;
import app.diptych.review.stats.Slice;
import app.diptych.review.stats.Stopping;
import app.diptych.ui.fx.Icon;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What a review taught: a sentence first, numbers second, the method one hover away. */
final class ResultsView extends VBox {
  private static final double TOOLTIP = 420;
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
      all.getChildren().add(card("Verdicts", Method.WIN_RATE, new WinBar(results)));
      EvidencePlot plot = new EvidencePlot(results.stopping());
      all.getChildren().add(card("Evidence, vote by vote", Method.STOPPING, plot));
      all.getChildren().add(card("Numbers", Method.SIGN_TEST, numbers()));
    }
    all.getChildren().add(card("To look at", Method.HYGIENE, hygiene()));
    if (results.raters().list().size() > 1) {
      all.getChildren().add(card("Raters", Method.AGREEMENT, raters()));
    }
    if (!results.disagreements().list().isEmpty()) {
      all.getChildren().add(card("To discuss", Method.AGREEMENT, disagreements()));
    }
    if (results.slices().size() > 1) {
      all.getChildren().add(card("By tag", Method.SLICES, slices()));
    }
    ScrollPane scrolled = new ScrollPane(all);
    scrolled.setFitToWidth(true);
    scrolled.getStyleClass().add("panel-scroll");
    VBox.setVgrow(scrolled, Priority.ALWAYS);
    getChildren().addAll(head(leave, more), scrolled);
  }

  private HBox head(Runnable leave, Runnable more) {
    Label title = new Label(outcome.review().title());
    title.getStyleClass().add("card-title");
    title.setMinWidth(0);
    Label about =
        new Label(
            "%,d of %,d pairs judged, %,d %s"
                .formatted(
                    outcome.pairs(),
                    outcome.review().items().size(),
                    outcome.votes(),
                    outcome.votes() == 1 ? "vote" : "votes"));
    about.getStyleClass().addAll("muted", "small-text");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button on = new Button("Go on voting", Icon.RUN.node());
    on.setId("results-more");
    on.setMinWidth(USE_PREF_SIZE);
    on.setOnAction(_ -> more.run());
    Button all = new Button("All reviews");
    all.setId("results-leave");
    all.setMinWidth(USE_PREF_SIZE);
    all.setOnAction(_ -> leave.run());
    HBox head = new HBox(title, about, space, on, all);
    head.getStyleClass().addAll("card", "voting-head");
    return head;
  }

  private VBox sentence() {
    Label sentence = new Label(results.sentence());
    sentence.setId("results-sentence");
    sentence.getStyleClass().add("results-sentence");
    sentence.setWrapText(true);
    sentence.setMinHeight(USE_PREF_SIZE);
    VBox box = new VBox(sentence);
    for (String note : results.notes()) {
      box.getChildren().add(small(note));
    }
    box.getStyleClass().addAll("card", "results-card");
    return box;
  }

  private static VBox card(String name, Method method, Node content) {
    Label title = new Label(name);
    title.getStyleClass().add("card-title");
    Tooltip how = new Tooltip(method.text());
    how.setWrapText(true);
    how.setMaxWidth(TOOLTIP);
    title.setTooltip(how);
    title.setAccessibleHelp(method.text());
    VBox box = new VBox(title, content);
    box.getStyleClass().addAll("card", "results-card");
    return box;
  }

  private GridPane numbers() {
    GridPane grid = grid();
    String a = String.valueOf(results.modelA());
    share(grid, a + " wins, ties half", results.winRate());
    share(grid, "the same, by prompt", results.byPrompt().map(one -> one.estimate()));
    share(grid, a + " wins, ties out", results.decisive());
    share(grid, "ties", results.tieShare());
    share(grid, "both bad", results.bothBadShare());
    row(grid, "sign test, one look at the end", "p = " + p(results.signTest().p()), "");
    Stopping stopping = results.stopping();
    row(
        grid,
        "stopping rule",
        stopping.decision().words(),
        "e-value %s of 20, n %,d".formatted(number(stopping.eValue()), stopping.n()));
    share(grid, "left answer wins", results.position());
    results.agreement().raw().ifPresent(raw -> share(grid, "raters agree", Optional.of(raw)));
    results.agreement().nominal().ifPresent(alpha -> plain(grid, "Krippendorff's alpha", alpha));
    results.agreement().cohen().ifPresent(kappa -> plain(grid, "Cohen's kappa", kappa));
    return grid;
  }

  private VBox hygiene() {
    VBox box = new VBox();
    box.getStyleClass().add("results-notes");
    if (outcome.repeated().all() > 0) {
      box.getChildren()
          .add(
              small(
                  "Of %,d pairs shown twice, the same was said again of %,d."
                      .formatted(outcome.repeated().all(), outcome.repeated().some())));
    }
    if (outcome.leaks() > 0) {
      box.getChildren()
          .add(
              small(
                  (outcome.leaks() == 1
                          ? "In 1 pair an answer says"
                          : "In %,d pairs an answer says".formatted(outcome.leaks()))
                      + " whose it is"
                      + (outcome.review().settings().mask()
                          ? "; it was blacked out."
                          : ", and raters could read it.")));
    }
    if (results.hygiene().tooFast() > 0) {
      box.getChildren()
          .add(
              small(
                  "%,d votes came less than two seconds after the one before. They count."
                      .formatted(results.hygiene().tooFast())));
    }
    results.raters().list().stream()
        .filter(RaterRow::alwaysLeft)
        .forEach(rater ->
            box.getChildren()
                .add(small(rater.rater() + " nearly always chose one side. The votes count.")));
    outcome
        .medianSeconds()
        .ifPresent(seconds ->
            box.getChildren()
                .add(
                    small(
                        String.format(
                            Locale.ROOT, "Half of the votes took less than %.0f s.", seconds))));
    results
        .noise()
        .winRate()
        .ifPresent(noise ->
            box.getChildren()
                .add(
                    small(
                        "Noise floor: on %,d votes between two answers of one model, one side won %s."
                            .formatted(noise.n(), interval(noise)))));
    if (box.getChildren().isEmpty()) {
      box.getChildren().add(small("Nothing yet."));
    }
    return box;
  }

  private GridPane raters() {
    GridPane grid = grid();
    for (RaterRow rater : results.raters().list().stream().limit(MOST_ROWS).toList()) {
      row(
          grid,
          rater.rater(),
          "A %,d, B %,d, tie %,d, both bad %,d"
              .formatted(rater.a(), rater.b(), rater.ties(), rater.bothBad()),
          rater
              .withOthers()
              .map(one -> "agrees with others " + interval(one) + ", n " + one.n())
              .orElse(""));
    }
    return grid;
  }

  private GridPane disagreements() {
    GridPane grid = grid();
    for (Disagreement one : results.disagreements().list().stream().limit(MOST_ROWS).toList()) {
      row(grid, one.item(), one.toString(), "");
    }
    return grid;
  }

  private GridPane slices() {
    GridPane grid = grid();
    for (Slice slice : results.slices().stream().limit(MOST_ROWS).toList()) {
      share(grid, slice.tag(), slice.winRate());
    }
    return grid;
  }

  private static GridPane grid() {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("sheet-grid");
    return grid;
  }

  private static void share(GridPane grid, String name, Optional<Estimate> estimate) {
    estimate.ifPresent(one -> row(grid, name, interval(one), "n " + one.n()));
  }

  private static void plain(GridPane grid, String name, Estimate one) {
    row(
        grid,
        name,
        String.format(Locale.ROOT, "%.2f  [%.2f to %.2f]", one.value(), one.low(), one.high()),
        "n " + one.n());
  }

  private static void row(GridPane grid, String name, String value, String more) {
    int y = grid.getRowCount();
    Label what = new Label(name);
    Label number = new Label(value);
    number.getStyleClass().add("sheet-value");
    GridPane.setHalignment(number, HPos.RIGHT);
    Label rest = new Label(more);
    rest.getStyleClass().addAll("muted", "small-text");
    grid.addRow(y, what, number, rest);
  }

  private static String interval(Estimate one) {
    return String.format(
        Locale.ROOT,
        "%.1f %%  [%.1f to %.1f]",
        100 * one.value(),
        100 * one.low(),
        100 * one.high());
  }

  private static String p(double p) {
    return p < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", p);
  }

  private static String number(double value) {
    return value >= 1e6
        ? String.format(Locale.ROOT, "%.1e", value)
        : String.format(Locale.ROOT, "%,.2f", value);
  }

  private static Label small(String words) {
    Label label = new Label(words);
    label.getStyleClass().addAll("muted", "small-text");
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}
