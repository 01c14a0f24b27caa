package app.diptych.ui.measure;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.ui.charts.Palette;
import app.diptych.ui.fx.FxTest;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;

/** Whoever sees no colours at all tells the series apart by their signs. */
class SignTest {
  private static final int SIZE = 20;

  /** Pixels, of about fifty that a sign has. */
  private static final double SEEN = 10;

  @Test
  void everySeriesHasAnotherSign() {
    double[][] signs = new double[Palette.SERIES][];
    for (int slot = 0; slot < Palette.SERIES; slot++) {
      signs[slot] = drawn(slot);
    }
    for (int one = 0; one < Palette.SERIES; one++) {
      for (int other = one + 1; other < Palette.SERIES; other++) {
        assertThat(difference(signs[one], signs[other]))
            .as("signs %s and %s", one + 1, other + 1)
            .isGreaterThan(SEEN);
      }
    }
  }

  private static double difference(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs(one[i] - other[i]);
    }
    return sum;
  }

  /** How bright each pixel is when the sign is black on white. */
  private static double[] drawn(int slot) {
    return FxTest.run(() -> {
      Canvas canvas = new Canvas(SIZE, SIZE);
      GraphicsContext ink = canvas.getGraphicsContext2D();
      ink.setFill(Color.BLACK);
      ink.setStroke(Color.BLACK);
      Sign.draw(ink, slot, SIZE / 2.0, SIZE / 2.0);
      SnapshotParameters onWhite = new SnapshotParameters();
      onWhite.setFill(Color.WHITE);
      Image image = canvas.snapshot(onWhite, null);
      double[] bright = new double[SIZE * SIZE];
      for (int i = 0; i < bright.length; i++) {
        bright[i] = image.getPixelReader().getColor(i % SIZE, i / SIZE).getBrightness();
      }
      return bright;
    });
  }
}
