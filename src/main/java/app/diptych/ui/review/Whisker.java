package app.diptych.ui.review;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.review.stats.Estimate;
import java.util.Locale;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** A share of 0 to 1 with its interval, beside a line in the middle. */
final class Whisker extends StackPane {
  private static final double HEIGHT = 18;

  private final Region range = new Region();
  private final Region point = new Region();
  private final Region middle = new Region();
  private final Estimate share;

  /**
   * @param of what the share is of, for whoever listens
   */
  Whisker(Estimate share, String of) {
    this.share = share;
    getStyleClass().add("whisker");
    range.getStyleClass().add("whisker-range");
    point.getStyleClass().add("whisker-point");
    middle.getStyleClass().add("whisker-middle");
    getChildren().addAll(middle, range, point);
    setMinHeight(HEIGHT);
    setMinWidth(0);
    setAccessibleText(
        String.format(
            Locale.ROOT,
            say("%s %.0f %%, interval %.0f to %.0f %%"),
            of,
            100 * share.value(),
            100 * share.low(),
            100 * share.high()));
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double y = getHeight() / 2;
    middle.resizeRelocate(width / 2 - 0.5, 0, 1, getHeight());
    range.resizeRelocate(
        width * share.low(), y - 1.5, Math.max(1, width * (share.high() - share.low())), 3);
    point.resizeRelocate(width * share.value() - 4, y - 4, 8, 8);
  }
}
