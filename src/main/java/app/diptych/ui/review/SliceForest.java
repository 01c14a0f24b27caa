package app.diptych.ui.review;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.review.stats.Slice;
import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** A's win rate by tag: for each a line with its interval, all on one axis of 0 to 100 %. */
final class SliceForest extends GridPane {
  private static final double LEAST_AXIS = 160;

  SliceForest(List<Slice> slices, String a, String b) {
    getStyleClass().add("forest");
    setId("results-forest");
    ColumnConstraints name = new ColumnConstraints();
    ColumnConstraints axis = new ColumnConstraints(LEAST_AXIS);
    axis.setHgrow(Priority.ALWAYS);
    axis.setMaxWidth(Double.MAX_VALUE);
    axis.setMinWidth(LEAST_AXIS);
    ColumnConstraints numbers = new ColumnConstraints();
    numbers.setHalignment(HPos.RIGHT);
    numbers.setMinWidth(USE_PREF_SIZE);
    getColumnConstraints().addAll(name, axis, numbers);
    addRow(0, small(say("tag")), ends(a, b), small(say("win rate, n, p adjusted")));
    for (Slice slice : slices) {
      addRow(getRowCount(), new Label(Sheet.cut(slice.tag())), line(slice), small(words(slice)));
    }
  }

  private static GridPane ends(String a, String b) {
    GridPane ends = new GridPane();
    Label left = small("\u2190 " + Sheet.cut(b));
    Label right = small(Sheet.cut(a) + " \u2192");
    ColumnConstraints half = new ColumnConstraints();
    half.setPercentWidth(50);
    ColumnConstraints other = new ColumnConstraints();
    other.setPercentWidth(50);
    other.setHalignment(HPos.RIGHT);
    ends.getColumnConstraints().addAll(half, other);
    ends.addRow(0, left, right);
    return ends;
  }

  private static Node line(Slice slice) {
    return slice
        .winRate()
        .<Node>map(rate -> new Whisker(rate, say("Tag %s, A's win rate").formatted(slice.tag())))
        .orElseGet(Region::new);
  }

  private static String words(Slice slice) {
    return slice
            .winRate()
            .map(rate ->
                String.format(
                    Locale.ROOT,
                    "%.0f %% [%.0f to %.0f]  n %,d  %s",
                    100 * rate.value(),
                    100 * rate.low(),
                    100 * rate.high(),
                    rate.n(),
                    Sheet.p(slice.adjusted())))
            .orElse(say("no vote that compares"))
        + (slice.found() ? say("  found") : "");
  }

  private static Label small(String words) {
    Label label = new Label(words);
    label.getStyleClass().addAll("muted", "small-text");
    return label;
  }
}
