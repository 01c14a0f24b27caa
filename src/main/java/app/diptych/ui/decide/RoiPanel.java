package app.diptych.ui.decide;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.cost.Price;
import app.diptych.report.roi.Quality;
import app.diptych.report.roi.Roi.Effect;
import app.diptych.ui.decide.RoiDraft.Entry;
import app.diptych.ui.decide.RoiDraft.Outcome;
import app.diptych.ui.fx.AnyChoice;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Tip;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The assumptions of a change at the left, what it comes to at the right. */
final class RoiPanel extends HBox {
  private static final double NEWS_WIDTH = 280;
  private static final double WIDEST_MODEL = 240;

  private final RoiDraft draft;
  private final ReportModel report;
  private final VBox result = new VBox();

  /**
   * @param report whose verdicts can be taken
   */
  RoiPanel(RoiDraft draft, ReportModel report) {
    this.draft = draft;
    this.report = report;
    getStyleClass().add("roi");
    result.setId("roi-result");
    result.getStyleClass().addAll("card", "decide-panel");
    ScrollPane scrolled = new ScrollPane(result);
    scrolled.getStyleClass().add("panel-scroll");
    scrolled.setFitToWidth(true);
    scrolled.setFitToHeight(true);
    scrolled.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    HBox.setHgrow(scrolled, Priority.ALWAYS);
    getChildren().addAll(form(), scrolled);
    draft.outcomeProperty().subscribe(this::show);
    draft.problemProperty().subscribe(() -> show(draft.outcomeProperty().get()));
  }

  private ScrollPane form() {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("form-grid");
    int row = 0;
    grid.addRow(row++, new Label(say("Present model")), models(true));
    grid.addRow(row++, new Label(say("New model")), models(false));
    for (Entry entry : Entry.values()) {
      TextField field = new TextField();
      field.setId("roi-" + entry.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      field.setAccessibleText(entry.words());
      field.setPromptText(entry.hint());
      field.textProperty().bindBidirectional(draft.text(entry));
      field.setPrefColumnCount(8);
      Tip.on(field, entry.tip());
      Label name = new Label(entry.words());
      name.setMinWidth(Region.USE_PREF_SIZE);
      name.setLabelFor(field);
      grid.addRow(row++, name, field);
    }
    grid.add(fromReport(), 0, row++, 2, 1);
    grid.add(news(), 0, row, 2, 1);
    VBox card = new VBox(title(say("What is assumed")), grid);
    card.getStyleClass().addAll("card", "decide-panel");
    ScrollPane scrolled = new ScrollPane(card);
    scrolled.getStyleClass().add("panel-scroll");
    scrolled.setFitToHeight(true);
    scrolled.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scrolled.setMinWidth(Region.USE_PREF_SIZE);
    return scrolled;
  }

  private Button fromReport() {
    Button take =
        PanelButton.of(
            "roi-from-report",
            say("Verdicts of the report"),
            Icon.IMPORT,
            say("Fill in how often the new model won in the report that was made last"));
    take.setOnAction(_ -> draft.takeVerdicts(report.reportProperty().get()));
    return take;
  }

  private Label news() {
    Label news = new Label();
    news.setId("roi-news");
    news.getStyleClass().addAll("muted", "small-text");
    news.setWrapText(true);
    news.setPrefWidth(NEWS_WIDTH);
    news.setMinHeight(Region.USE_PREF_SIZE);
    news.textProperty().bind(draft.newsProperty());
    news.visibleProperty().bind(news.textProperty().isNotEmpty());
    news.managedProperty().bind(news.visibleProperty());
    return news;
  }

  private ComboBox<Price> models(boolean before) {
    ComboBox<Price> box = new ComboBox<>(draft.known());
    box.setId(before ? "roi-from" : "roi-to");
    box.setPromptText(say("of the price book"));
    box.setAccessibleText(before ? say("Present model") : say("New model"));
    box.setMaxWidth(WIDEST_MODEL);
    AnyChoice.measureSome(box);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Price price) {
            return price == null ? "" : price.model() + "  \u00b7  " + price.gateway();
          }

          @Override
          public @Nullable Price fromString(String words) {
            return null;
          }
        });
    box.valueProperty()
        .addListener((_, _, price) -> {
          if (price != null) {
            draft.take(price, before);
          }
        });
    return box;
  }

  private void show(@Nullable Outcome outcome) {
    result.getChildren().setAll(title(say("What it comes to")));
    if (outcome == null) {
      String problem = draft.problemProperty().get();
      Label words =
          new Label(
              problem.isEmpty()
                  ? say("Choose both models, or give their prices for a million tokens.")
                  : problem);
      words.setId("roi-problem");
      words.getStyleClass().add(problem.isEmpty() ? "muted" : "problem");
      words.setWrapText(true);
      result.getChildren().add(words);
      return;
    }
    result
        .getChildren()
        .addAll(lines(outcome), quality(outcome), notes(outcome), net(outcome), tornado(outcome));
  }

  private static Label title(String words) {
    Label title = new Label(words);
    title.getStyleClass().add("card-title");
    return title;
  }

  private static GridPane lines(Outcome outcome) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("form-grid");
    int row = 0;
    for (var line : outcome.summary().lines()) {
      Label name = new Label(told(line.name()));
      name.getStyleClass().add("muted");
      name.setMinWidth(Region.USE_PREF_SIZE);
      Label value = new Label(told(line.value()));
      value.getStyleClass().add("roi-value");
      value.setWrapText(true);
      value.setMinHeight(Region.USE_PREF_SIZE);
      grid.addRow(row++, name, value);
    }
    return grid;
  }

  /** Whether the return counts. */
  private static VBox quality(Outcome outcome) {
    Quality asked = outcome.roi().assumed().quality();
    VBox box = new VBox();
    box.setId("roi-quality-card");
    box.getStyleClass().add("claim-detail");
    Label words = new Label(asked == null ? unasked(outcome) : words(asked));
    words.setId("roi-quality-words");
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    words.getStyleClass().add(asked == null ? "muted" : "small-text");
    if (asked != null) {
      Label badge = new Label(say(asked.standing().words()));
      badge.setId("roi-quality-standing");
      badge
          .getStyleClass()
          .addAll(
              "badge",
              switch (asked.standing()) {
                case MET -> "verdict-confirmed";
                case NOT_MET -> "verdict-refuted";
                case NOT_KNOWN, NOT_MEASURED -> "verdict-not-enough-data";
              });
      box.getChildren().add(badge);
    }
    box.getChildren().add(words);
    return box;
  }

  private static String unasked(Outcome outcome) {
    return outcome.unasked()
        ? say("Give a quality threshold: what was measured is held against none yet.")
        : say(
            "No quality threshold is given: the return says nothing about how good the answers are.");
  }

  private static String words(Quality asked) {
    String sentence = say(asked.standing().sentence()).formatted(asked.threshold());
    return asked
        .outlook()
        .map(one ->
            sentence
                + " "
                + say(one.words()).formatted(String.format(Locale.ROOT, "%,d", asked.more())))
        .orElse(sentence);
  }

  /** Which prices hold, what comes from a cache, and by which rates it was converted. */
  private static VBox notes(Outcome outcome) {
    VBox notes = new VBox();
    notes.setId("roi-notes");
    notes.getStyleClass().add("claim-detail");
    List<String> words = new ArrayList<>(outcome.summary().notes());
    outcome.rates().forEach(rate -> words.add(say("Converted by %s.").formatted(rate)));
    for (String one : words) {
      Label note = new Label(told(one));
      note.setWrapText(true);
      note.setMinHeight(Region.USE_PREF_SIZE);
      note.getStyleClass().add("small-text");
      notes.getChildren().add(note);
    }
    notes.setVisible(!words.isEmpty());
    notes.setManaged(!words.isEmpty());
    return notes;
  }

  private Label net(Outcome outcome) {
    Label net =
        new Label(
            say("Net within %s: %s. With each input %s %% lower and higher, the largest effect first:")
                .formatted(
                    told(draft.text(Entry.WITHIN).get().strip()),
                    told(outcome.summary().netWords()),
                    draft.text(Entry.VARY).get().strip()));
    net.setId("roi-net");
    net.setWrapText(true);
    net.setMinHeight(Region.USE_PREF_SIZE);
    return net;
  }

  private static GridPane tornado(Outcome outcome) {
    GridPane grid = new GridPane();
    grid.setId("roi-tornado");
    grid.getStyleClass().add("form-grid");
    ColumnConstraints wide = new ColumnConstraints();
    wide.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().addAll(new ColumnConstraints(), wide, new ColumnConstraints());
    List<Effect> effects = outcome.effects();
    int row = 0;
    for (Effect effect : effects) {
      double share =
          effect.swing().divide(effects.getFirst().swing(), MathContext.DECIMAL32).doubleValue();
      Label name = new Label(told(effect.input().words()));
      name.setMinWidth(Region.USE_PREF_SIZE);
      ProgressBar bar = new ProgressBar(share);
      bar.getStyleClass().addAll("tally-bar", "roi-bar");
      String range =
          String.format(
              Locale.ROOT,
              say("%,.0f to %,.0f %s"),
              effect.netAtLow(),
              effect.netAtHigh(),
              outcome.roi().assumed().currency());
      bar.setAccessibleText(told(effect.input().words()) + ": " + range);
      bar.setMaxWidth(Double.MAX_VALUE);
      Label ends = new Label(range);
      ends.getStyleClass().addAll("muted", "small-text");
      ends.setMinWidth(Region.USE_PREF_SIZE);
      grid.addRow(row++, name, bar, ends);
    }
    return grid;
  }
}
