package app.diptych.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The colours of the stylesheets against what they stand on, as WCAG 2.2 asks: text 4.5 to 1, what
 * is drawn 3 to 1, and 7 to 1 for everything in high contrast.
 */
class ThemeContrastTest {
  private static final List<String> GROUNDS =
      List.of("-color-bg-default", "-color-bg-subtle", "-color-bg-inset");

  private static final List<String> WORDS =
      List.of(
          "-color-fg-default",
          "-color-fg-muted",
          "-color-accent-fg",
          "-color-success-fg",
          "-color-warning-fg",
          "-color-danger-fg",
          "-side-a",
          "-side-b");

  @ParameterizedTest
  @EnumSource(Theme.class)
  void wordsStandOutFromTheirGround(Theme theme) {
    double least = theme == Theme.CONTRAST ? 7 : 4.5;
    FxTest.run(() -> {
      Ground ground = new Ground(theme);
      List<String> pale = new ArrayList<>();
      for (String behind : GROUNDS) {
        WORDS.forEach(words -> ground.look(words, behind, least, pale));
      }
      ground.look("-color-fg-subtle", "-color-bg-default", least, pale);
      ground.look("-color-fg-emphasis", "-color-accent-emphasis", least, pale);
      // The ground of such a button while it has the focus.
      ground.look("-color-fg-emphasis", "-color-accent-6", least, pale);
      ground.look("-color-bg-default", "-side-a", least, pale);
      ground.look("-color-bg-default", "-side-b", least, pale);
      // Badges and notes: their ground is a wash over the page's.
      for (String kind : List.of("accent", "success", "warning", "danger")) {
        ground.look("-color-" + kind + "-fg", "-color-" + kind + "-subtle", least, pale);
      }
      ground.look("-color-fg-muted", "-tag-ground", least, pale);
      ground.look("-color-fg-default", "-color-accent-subtle", least, pale);
      ground.look("-color-fg-muted", "-color-accent-subtle", least, pale);
      assertThat(pale).isEmpty();
    });
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void whatIsDrawnStandsOutFromItsGround(Theme theme) {
    double least = theme == Theme.CONTRAST ? 7 : 3;
    FxTest.run(() -> {
      Ground ground = new Ground(theme);
      List<String> pale = new ArrayList<>();
      for (String drawn :
          List.of("-side-a", "-side-b", "-color-accent-emphasis", "-color-fg-muted")) {
        ground.look(drawn, "-color-bg-default", least, pale);
        ground.look(drawn, "-color-bg-inset", least, pale);
      }
      for (int series = 1; series <= 8; series++) {
        ground.lookAtSeries(series, theme == Theme.CONTRAST ? 4.5 : 3, pale);
      }
      if (theme == Theme.CONTRAST) {
        ground.look("-color-border-default", "-color-bg-default", least, pale);
        ground.look("-color-border-muted", "-color-bg-default", least, pale);
      }
      assertThat(pale).isEmpty();
    });
  }

  /** A scene in a theme, which knows its colours. */
  private static final class Ground {
    private final StackPane root = new StackPane();
    private final Theme theme;

    Ground(Theme theme) {
      this.theme = theme;
      HashMap<String, String> kept = new HashMap<>();
      Choices choices =
          new Choices() {
            @Override
            public String get(String name) {
              return kept.getOrDefault(name, "");
            }

            @Override
            public void put(String name, String value) {
              kept.put(name, value);
            }
          };
      Appearance appearance =
          new Appearance(choices, new SimpleObjectProperty<>(new SystemWishes(false, true, false)));
      appearance.lookProperty().set(Look.of(theme));
      appearance.dress(new Scene(root, 100, 100));
    }

    void look(String words, String behind, double least, List<String> pale) {
      Color page = color("-color-bg-default");
      Color ground = over(color(behind), page);
      check(words + " on " + behind, over(color(words), ground), ground, least, pale);
    }

    void lookAtSeries(int series, double least, List<String> pale) {
      javafx.scene.shape.Rectangle drawn = new javafx.scene.shape.Rectangle(1, 1);
      drawn.getStyleClass().add("chart-series-" + series);
      root.getChildren().setAll(drawn);
      root.applyCss();
      check("series " + series, (Color) drawn.getFill(), color("-color-bg-default"), least, pale);
    }

    private void check(String what, Color above, Color below, double least, List<String> pale) {
      double contrast = Contrast.of(above, below);
      if (contrast < least) {
        pale.add("%s, %s: %.2f".formatted(theme, what, contrast));
      }
    }

    private Color color(String name) {
      Region region = new Region();
      region.setStyle("-fx-background-color: " + name + ";");
      root.getChildren().setAll(region);
      root.applyCss();
      return (Color) region.getBackground().getFills().getFirst().getFill();
    }

    private static Color over(Color above, Color below) {
      return below.interpolate(
          Color.color(above.getRed(), above.getGreen(), above.getBlue()), above.getOpacity());
    }
  }
}
