package app.diptych.ui.review;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.review.stats.Results;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** How the verdicts fall, as one bar, and A's win rate with its interval as a second. */
final class WinBar extends VBox {
  private static final double HEIGHT = 18;

  WinBar(Results results) {
    getStyleClass().add("win-bar");
    long n = Math.max(1, results.n());
    GridPane bar = new GridPane();
    part(bar, results.a(), n, "win-a", "A");
    part(bar, results.ties(), n, "win-tie", say("tie"));
    part(bar, results.bothBad(), n, "win-bad", say("both bad"));
    part(bar, results.b(), n, "win-b", "B");
    bar.setAccessibleText(
        say("%s %,d, ties %,d, both bad %,d, %s %,d")
            .formatted(
                results.modelA(),
                results.a(),
                results.ties(),
                results.bothBad(),
                results.modelB(),
                results.b()));
    Label a = new Label("A  " + results.modelA() + "  " + results.a());
    a.getStyleClass().add("win-name-a");
    Label b = new Label("B  " + results.modelB() + "  " + results.b());
    b.getStyleClass().add("win-name-b");
    Label middle =
        new Label(say("ties %,d, both bad %,d").formatted(results.ties(), results.bothBad()));
    middle.getStyleClass().addAll("muted", "small-text");
    HBox names = new HBox(a, middle, b);
    names.getStyleClass().add("win-names");
    getChildren().addAll(bar, names);
    results
        .winRate()
        .ifPresent(rate -> {
          getChildren().add(new Whisker(rate, say("A's win rate")));
          Label said =
              new Label(
                  String.format(
                      Locale.ROOT,
                      say(
                          "%s wins %.0f %% with ties as halves; the line is its 95 %% interval, %.0f to"
                              + " %.0f %%, the mark in the middle 50 %%."),
                      results.modelA(),
                      100 * rate.value(),
                      100 * rate.low(),
                      100 * rate.high()));
          said.getStyleClass().addAll("muted", "small-text");
          said.setWrapText(true);
          getChildren().add(said);
        });
  }

  private static void part(GridPane bar, long count, long n, String style, String name) {
    ColumnConstraints column = new ColumnConstraints();
    column.setPercentWidth(100.0 * count / n);
    bar.getColumnConstraints().add(column);
    Label label = new Label(100.0 * count / n >= 8 ? name : "");
    StackPane part = new StackPane(label);
    part.getStyleClass().add(style);
    part.setMinHeight(HEIGHT);
    part.setMinWidth(0);
    bar.add(part, bar.getColumnConstraints().size() - 1, 0);
  }
}
