package app.diptych.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;

class TwoEndsTest {
  private static final double PADDING = 5;

  private final Region left = box(100, 20);
  private final Region right = box(60, 30);

  @Test
  void bothStandAtTheirEndsOfARowThatIsWideEnough() {
    laidOut(300, left, right);

    assertThat(left.getBoundsInParent().getMinX()).isEqualTo(PADDING);
    assertThat(right.getBoundsInParent().getMaxX()).isEqualTo(300 - PADDING);
    assertThat(right.getBoundsInParent().getMinY()).isEqualTo(PADDING);
  }

  @Test
  void theRightOneGoesBelowWhereBothDoNotFit() {
    Region row = laidOut(150, left, right);

    assertThat(right.getBoundsInParent().getMinX()).isEqualTo(PADDING);
    assertThat(right.getBoundsInParent().getMinY())
        .isGreaterThan(left.getBoundsInParent().getMaxY());
    assertThat(row.getHeight()).isGreaterThanOrEqualTo(right.getBoundsInParent().getMaxY());
  }

  @Test
  void wordsThatAreLongerThanTheRowAreWrappedAndPushTheOtherDown() {
    Label words = FxTest.run(() -> new Label("A title that is much longer than a row is wide"));
    words.setWrapText(true);
    Region row = laidOut(120, words, right);

    Bounds shown = words.getBoundsInParent();
    assertThat(shown.getMaxX()).isLessThanOrEqualTo(120 - PADDING);
    assertThat(FxTest.run(() -> words.lookup(".text").getBoundsInParent().getHeight()))
        .isGreaterThan(2 * FxTest.run(() -> words.getFont().getSize()));
    assertThat(right.getBoundsInParent().getMinY()).isGreaterThan(shown.getMaxY());
    assertThat(row.getHeight()).isGreaterThanOrEqualTo(right.getBoundsInParent().getMaxY());
  }

  private static Region laidOut(double width, Region left, Region right) {
    return FxTest.run(() -> {
      TwoEnds row = new TwoEnds(left, right);
      row.setPadding(new Insets(PADDING));
      VBox page = new VBox(row);
      new Scene(page, width, 400);
      page.applyCss();
      page.resize(width, 400);
      page.layout();
      return row;
    });
  }

  private static Region box(double width, double height) {
    Region box = new Region();
    box.setPrefSize(width, height);
    box.setMinSize(width, height);
    box.setMaxSize(width, height);
    return box;
  }
}
