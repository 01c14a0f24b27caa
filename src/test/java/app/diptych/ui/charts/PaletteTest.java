package app.diptych.ui.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The colours of the charts can be told apart also by those who see fewer colours than most. */
class PaletteTest {
  /** Four times what can just be seen: enough for lines and dots beside each other. */
  private static final double CLEAR = 10;

  /** What is seen at once, without looking for it. */
  private static final double STRIKING = 60;

  /** So many models are compared most of the time. */
  private static final int USUAL = 4;

  /** Black and white are 100 apart by definition, and grey is grey to everybody. */
  @Test
  void measuresAsTheStandardDoes() {
    for (ColourVision eyes : ColourVision.all()) {
      assertThat(eyes.distance(Color.BLACK, Color.WHITE))
          .as("%s", eyes)
          .isCloseTo(100, within(0.1));
    }
    Color red = Color.rgb(255, 0, 0);
    Color green = Color.rgb(0, 255, 0);
    assertThat(ColourVision.USUAL.distance(red, green)).isCloseTo(170.6, within(0.2));
    assertThat(ColourVision.DEUTERANOPIA.distance(red, green)).isLessThan(85);
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void theSidesAreFarApartToEverybody(Theme theme) {
    Palette palette = worn(theme);
    for (ColourVision eyes : ColourVision.all()) {
      assertThat(eyes.distance(palette.of(Side.A), palette.of(Side.B)))
          .as("A and B, %s", eyes)
          .isGreaterThan(STRIKING);
    }
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void theFirstSeriesAreApartToEverybody(Theme theme) {
    Palette palette = worn(theme);
    for (int one = 0; one < USUAL; one++) {
      for (int other = one + 1; other < USUAL; other++) {
        assertThat(ColourVision.leastDistance(palette.series(one), palette.series(other)))
            .as("%s and %s", one + 1, other + 1)
            .isGreaterThan(CLEAR);
      }
    }
  }

  /**
   * On white, what is dark enough to be read leaves too little room for eight: these need the signs
   * that every series has, see {@code SignTest}.
   */
  @ParameterizedTest
  @EnumSource(Theme.class)
  void onlyOnWhiteDoSomeOfTheLaterSeriesNeedTheirSigns(Theme theme) {
    assertThat(alike(worn(theme)))
        .isEqualTo(theme == Theme.LIGHT ? List.of("2 and 5", "2 and 7", "5 and 7") : List.of());
  }

  private static List<String> alike(Palette palette) {
    List<String> alike = new ArrayList<>();
    for (int one = 0; one < Palette.SERIES; one++) {
      for (int other = one + 1; other < Palette.SERIES; other++) {
        if (ColourVision.leastDistance(palette.series(one), palette.series(other)) <= CLEAR) {
          alike.add((one + 1) + " and " + (other + 1));
        }
      }
    }
    return alike;
  }

  /** As the stylesheets of that theme make it. */
  private static Palette worn(Theme theme) {
    return FxTest.run(() -> {
      Palette palette = new Palette();
      Pane root = new Pane();
      root.getChildren().addAll(palette.nodes());
      theme.dress(new Scene(root));
      root.applyCss();
      return palette;
    });
  }
}
