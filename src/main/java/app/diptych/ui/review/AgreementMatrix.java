package app.diptych.ui.review;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.review.stats.RaterPair;
import app.diptych.ui.fx.Tip;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.StackPane;

/**
 * Rater against rater: how often both said the same, the more often the stronger the colour, and on
 * how many items. The rest stands in each cell's tip.
 */
final class AgreementMatrix extends GridPane {
  private static final int MOST = 12;
  private static final double CELL = 84;

  AgreementMatrix(List<RaterPair> pairs) {
    setId("results-matrix");
    getStyleClass().add("agreement-matrix");
    TreeSet<String> names = new TreeSet<>();
    for (RaterPair pair : pairs) {
      names.add(pair.one());
      names.add(pair.other());
    }
    List<String> raters = new ArrayList<>(names).subList(0, Math.min(MOST, names.size()));
    getColumnConstraints().add(new ColumnConstraints());
    for (int i = 0; i < raters.size(); i++) {
      ColumnConstraints column = new ColumnConstraints(CELL);
      column.setHalignment(HPos.CENTER);
      getColumnConstraints().add(column);
      add(name(raters.get(i)), i + 1, 0);
      add(name(raters.get(i)), 0, i + 1);
      for (int j = 0; j < raters.size(); j++) {
        add(cell(pairs, raters.get(i), raters.get(j)), j + 1, i + 1);
      }
    }
  }

  private static Label name(String rater) {
    Label name = new Label(Sheet.cut(rater));
    name.getStyleClass().add("small-text");
    name.setMaxWidth(CELL * 2);
    return name;
  }

  private static StackPane cell(List<RaterPair> pairs, String one, String other) {
    StackPane cell = new StackPane();
    cell.getStyleClass().add("agreement-cell");
    Optional<RaterPair> pair =
        pairs.stream()
            .filter(two ->
                (two.one().equals(one) && two.other().equals(other))
                    || (two.one().equals(other) && two.other().equals(one)))
            .findFirst();
    if (one.equals(other) || pair.isEmpty() || pair.get().raw().isEmpty()) {
      cell.getStyleClass().add("agreement-none");
      cell.getChildren().add(new Label(one.equals(other) ? "" : "\u2013"));
      return cell;
    }
    double raw = pair.get().raw().get().value();
    // A shade a fifth; the number says the rest.
    cell.getStyleClass().add("agreement-" + Math.min(4, (int) (raw * 5)));
    Label number = new Label(String.format(Locale.ROOT, "%.0f %%", 100 * raw));
    Label items = new Label("n %s".formatted(pair.get().items()));
    items.getStyleClass().add("small-text");
    javafx.scene.layout.VBox both = new javafx.scene.layout.VBox(number, items);
    both.setAlignment(javafx.geometry.Pos.CENTER);
    cell.getChildren().add(both);
    String words = words(pair.get());
    Tip.on(cell, words);
    cell.setAccessibleText(words);
    return cell;
  }

  private static String words(RaterPair pair) {
    return say("%s and %s: %s%s%s, n %,d")
        .formatted(
            pair.one(),
            pair.other(),
            pair.raw().map(raw -> say("equal verdicts %s").formatted(Sheet.share(raw))).orElse(""),
            pair.kappa()
                .map(one -> say(", Cohen's kappa %s").formatted(Sheet.plain(one)))
                .orElse(""),
            pair.weighted().map(one -> say(", weighted %s").formatted(Sheet.plain(one))).orElse(""),
            pair.items());
  }
}
