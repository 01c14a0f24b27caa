package app.diptych.ui.batch;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.batch.BatchScores;
import app.diptych.batch.BatchScores.OneSide;
import app.diptych.review.stats.Estimate;
import app.diptych.review.stats.McNemar;
import app.diptych.timing.Percentiles.Known;
import app.diptych.timing.Percentiles.Percentile;
import app.diptych.timing.Percentiles.TooFew;
import app.diptych.trial.Side;
import app.diptych.ui.fx.Tip;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What the two sides of a batch come to, over all its rows, whatever the filters leave. */
final class ScoreCard extends VBox {
  private static final double DOUBT = 0.05;

  private final GridPane table = new GridPane();
  private final Label rows = new Label();

  ScoreCard(GridModel model) {
    setId("batch-scores");
    getStyleClass().add("batch-scores");
    setMinHeight(USE_PREF_SIZE);
    table.getStyleClass().add("score-table");
    rows.setId("batch-scores-rows");
    rows.getStyleClass().add("small-text");
    rows.setWrapText(true);
    rows.setMinHeight(USE_PREF_SIZE);
    Tip.on(
        rows,
        say(
            "A model passes a row when more than half of its answers to it pass: repeats of a row are no evidence of their own. The test is McNemar's, exact and two-sided (1947); the interval is that of Bonett and Price (2012)."));
    getChildren().addAll(table, rows);
    model.scoresProperty().subscribe(this::show);
  }

  private void show(@Nullable BatchScores scores) {
    boolean any = scores != null && scores.a().asked() + scores.b().asked() > 0;
    setVisible(any);
    setManaged(any);
    table.getChildren().clear();
    if (scores == null || !any) {
      return;
    }
    boolean checked = scores.a().checked() + scores.b().checked() > 0;
    heads(checked);
    for (Side side : Side.values()) {
      line(side, scores.side(side), checked);
    }
    rows.setText(scores.rows().map(ScoreCard::words).orElse(""));
    rows.setVisible(scores.rows().isPresent());
    rows.setManaged(scores.rows().isPresent());
  }

  private void heads(boolean checked) {
    table.addRow(
        0,
        head(say("All rows")),
        head(say("Answered")),
        head(say("TTFT, median")),
        head(say("E2E, median")),
        head(say("E2E, p95")),
        head(say("Cost")));
    if (checked) {
      table.add(head(say("Answers that pass")), table.getColumnCount(), 0);
    }
  }

  private static Label head(String words) {
    Label label = new Label(words);
    label.getStyleClass().addAll("muted", "small-text");
    return label;
  }

  private void line(Side side, OneSide one, boolean checked) {
    int row = side == Side.A ? 1 : 2;
    table.addRow(
        row,
        letter(side),
        number(side, "answered", say("%,d of %,d").formatted(one.answered(), one.asked())),
        number(side, "ttft", time(one.ttft())),
        number(side, "e2e", time(one.endToEnd())),
        number(side, "slowest", time(one.slowest())),
        number(side, "cost", told(one.cost().words())));
    if (checked) {
      table.add(number(side, "passed", passed(one)), 6, row);
    }
  }

  private static FlowPane letter(Side side) {
    Label letter = new Label(side.name());
    letter.getStyleClass().add("side-letter");
    FlowPane holder = new FlowPane(letter);
    holder.getStyleClass().add("side-" + side.name().toLowerCase(Locale.ROOT));
    holder.setPrefWrapLength(0);
    return holder;
  }

  private static Label number(Side side, String what, String words) {
    Label label = new Label(words);
    label.setId("batch-score-" + side + "-" + what);
    label.setMinWidth(0);
    return label;
  }

  private static String time(Percentile percentile) {
    return switch (percentile) {
      case Known known -> say("%s ms").formatted(Words.millis(known.value()));
      case TooFew few -> say("needs %,d answers").formatted(few.needed());
    };
  }

  private static String passed(OneSide one) {
    return one.checked() == 0
        ? say("not checked")
        : String.format(
            Locale.ROOT,
            say("%,d of %,d, %.1f %%"),
            one.passed(),
            one.checked(),
            100.0 * one.passed() / one.checked());
  }

  private static String words(McNemar test) {
    long all = test.both() + test.onlyA() + test.onlyB() + test.neither();
    String counts =
        say("Rows checked on both sides: %,d. Both pass %,d, only A %,d, only B %,d, neither %,d.")
            .formatted(all, test.both(), test.onlyA(), test.onlyB(), test.neither());
    String apart = test.difference().map(ScoreCard::difference).orElse("") + " " + conclusion(test);
    return counts + " " + apart.strip();
  }

  private static String difference(Estimate apart) {
    return String.format(
        Locale.ROOT,
        say("A less B: %+.1f points (95 %% %+.1f to %+.1f)."),
        100 * apart.value(),
        100 * apart.low(),
        100 * apart.high());
  }

  private static String conclusion(McNemar test) {
    String p = test.p() < 0.0001 ? "p < 0.0001" : String.format(Locale.ROOT, "p = %.4f", test.p());
    return test.p() > DOUBT
        ? say("No difference is shown, %s.").formatted(p)
        : (test.onlyA() > test.onlyB()
                ? say("A passes more rows, %s.")
                : say("B passes more rows, %s."))
            .formatted(p);
  }
}
