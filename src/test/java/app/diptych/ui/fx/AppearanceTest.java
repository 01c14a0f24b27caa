package app.diptych.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;

class AppearanceTest {
  private final Map<String, String> kept = new HashMap<>();
  private final Choices choices =
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
  private final SimpleObjectProperty<SystemWishes> system =
      new SimpleObjectProperty<>(new SystemWishes(false, false, false));

  @Test
  void followsTheSystemWhenTheUserSaysSo() {
    Appearance appearance = open();
    assertThat(appearance.themeProperty().get()).isEqualTo(Theme.DARK);
    appearance.lookProperty().set(Look.SYSTEM);
    assertThat(appearance.themeProperty().get()).isEqualTo(Theme.LIGHT);
    system.set(new SystemWishes(false, true, false));
    assertThat(appearance.themeProperty().get()).isEqualTo(Theme.DARK);
    system.set(new SystemWishes(true, true, false));
    assertThat(appearance.themeProperty().get()).isEqualTo(Theme.CONTRAST);
    assertThat(open().lookProperty().get()).isEqualTo(Look.SYSTEM);
  }

  @Test
  void beginsInHighContrastWhereTheSystemAsksForItAndNobodyChose() {
    system.set(new SystemWishes(true, false, false));
    assertThat(open().themeProperty().get()).isEqualTo(Theme.CONTRAST);
    kept.put("theme", "light");
    assertThat(open().themeProperty().get()).isEqualTo(Theme.LIGHT);
  }

  @Test
  void remembersZoomAndStillnessAndPassesOverNonsense() {
    Appearance appearance = open();
    appearance.zoomProperty().set(Zoom.PERCENT_175);
    appearance.stillProperty().set(true);
    assertThat(open().zoomProperty().get()).isEqualTo(Zoom.PERCENT_175);
    assertThat(open().stillProperty().get()).isTrue();
    kept.put("zoom", "90000");
    kept.put("theme", "pink");
    assertThat(open().zoomProperty().get()).isEqualTo(Zoom.PERCENT_100);
    assertThat(open().lookProperty().get()).isEqualTo(Look.DARK);
  }

  @Test
  void isStillWhenTheUserOrTheSystemWantsIt() {
    Appearance appearance = open();
    Scene scene = FxTest.run(() -> new Scene(new StackPane(), 100, 100));
    FxTest.run(() -> appearance.dress(scene));
    assertThat(scene.getPreferences().isReducedMotion()).isFalse();
    FxTest.run(() -> system.set(new SystemWishes(false, false, true)));
    assertThat(scene.getPreferences().isReducedMotion()).isTrue();
    assertThat(scene.getRoot().getStyleClass()).contains("still");
    FxTest.run(() -> system.set(new SystemWishes(false, false, false)));
    assertThat(scene.getRoot().getStyleClass()).doesNotContain("still");
    FxTest.run(() -> appearance.stillProperty().set(true));
    assertThat(scene.getPreferences().isReducedMotion()).isTrue();
  }

  /** Where no graphics card draws, a see-through ground costs as much as one that is seen. */
  @Test
  void paintsNoGroundThatNobodySees() throws IOException {
    try (Stream<Path> sheets = Files.list(Path.of("assets", "styles"))) {
      assertThat(sheets)
          .isNotEmpty()
          .allSatisfy(sheet ->
              assertThat(Files.readString(sheet))
                  .doesNotContainPattern("-fx-background-color:\\s*transparent\\s*[;}]"));
    }
  }

  @Test
  void enlargesTypeIconsAndWhatHoldsThemAndNothingElse() {
    String larger =
        Styles.larger(
            ".a { -fx-font-size: 13px; -fx-padding: 4 8 4 8; -fx-min-width: 20; }\n"
                + ".b { -fx-icon-size: 12px; -fx-pref-width: -1; -fx-max-height: 9; }",
            Zoom.PERCENT_200);
    assertThat(larger)
        .isEqualTo(
            ".a { -fx-font-size: 26.00px; -fx-padding: 4 8 4 8; -fx-min-width: 40.00; }\n"
                + ".b { -fx-icon-size: 24.00px; -fx-pref-width: -1; -fx-max-height: 18.00; }");
  }

  private Appearance open() {
    return FxTest.run(() -> new Appearance(choices, system));
  }
}
