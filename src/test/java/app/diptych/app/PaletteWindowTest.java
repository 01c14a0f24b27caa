package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.trial.Side;
import app.diptych.ui.fx.Action;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Screenshot;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.Theme;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Actions found by their names, in the real window. */
@Timeout(120)
class PaletteWindowTest {
  @TempDir Path home;

  @Test
  void doesWhatIsTypedAndGivesTheFocusBack() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, real -> real)) {
      window.pick("demo/small", "demo/base");
      window.waitUntilReady();
      window.type("What is recursion?");
      Node before = FxTest.run(() -> window.scene().getFocusOwner());
      open(window);
      window.robot().push(KeyCode.ESCAPE);
      assertThat(FxTest.run(() -> window.scene().getFocusOwner())).isSameAs(before);
      assertThat(window.node("#palette").isVisible()).isFalse();

      open(window);
      window.robot().write("run both");
      assertThat(actions(window).getFirst().keys()).isEqualTo(Shortcut.RUN.keys());
      window.robot().push(KeyCode.ENTER);
      window.waitForBadge(Side.A, "finished");
      window.waitForBadge(Side.B, "finished");
      assertThat(window.node("#palette").isVisible()).isFalse();
    }
  }

  @Test
  void goesToThePageOfAnActionAndDoesIt() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, real -> real)) {
      open(window);
      window.robot().write("add gateway");
      window.robot().push(KeyCode.ENTER);
      FxTest.waitFor(
          () -> {
            Node search = window.scene().lookup("#settings-page .preset-panel");
            return search != null && search.isVisible();
          },
          TestWindow.PATIENCE);
    }
  }

  @Test
  void tellsWhyAnActionCannotBeDoneAndDoesNotDoIt() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, real -> real)) {
      open(window);
      window.robot().write("replay the");
      Action replay = actions(window).getFirst();
      assertThat(replay.name()).contains("Replay");
      assertThat(replay.whyNot()).endsWith(".").isNotBlank();
      window.robot().push(KeyCode.ENTER);
      assertThat(window.node("#palette").isVisible()).isTrue();
      assertThat(window.model().replay().shownProperty().get()).isFalse();
    }
  }

  @Test
  void keepsKeysFromMeaningAnythingBehindIt() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, real -> real)) {
      open(window);
      window.robot().push(KeyCode.ALT, KeyCode.DIGIT2);
      assertThat(FxTest.run(() -> window.scene().lookup("#sessions"))).isNull();
      window.robot().push(KeyCode.TAB);
      assertThat(FxTest.run(() -> window.scene().getFocusOwner().getId()))
          .isEqualTo("palette-field");
      window.robot().push(KeyCode.CONTROL, KeyCode.K);
      assertThat(window.node("#palette").isVisible()).isFalse();
    }
  }

  @Test
  void hasEveryKeyThatMeansSomethingHereOrOnAnotherPage() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, real -> real)) {
      open(window);
      List<String> keys = actions(window).stream().map(Action::keys).toList();
      List<Shortcut> missing =
          Arrays.stream(Shortcut.values()).filter(one -> !keys.contains(one.keys())).toList();
      // Those of a list's row and of a replay need what they work on.
      assertThat(missing)
          .containsExactlyInAnyOrder(
              Shortcut.ACTIONS,
              Shortcut.DELETE,
              Shortcut.REPLAY_PLAY,
              Shortcut.REPLAY_BACK,
              Shortcut.REPLAY_ON,
              Shortcut.REPLAY_START,
              Shortcut.REPLAY_END,
              Shortcut.REPLAY_FASTER,
              Shortcut.REPLAY_SLOWER);
      assertThat(actions(window)).extracting(Action::name).contains("What runs on side A");
    }
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void staysInTheWindowHoweverSmall(Theme theme) throws Exception {
    String name = theme.name().toLowerCase(Locale.ROOT);
    try (TestWindow window = new TestWindow(home, theme, real -> real)) {
      for (int[] size : new int[][] {{1440, 900}, {820, 560}}) {
        FxTest.run(() -> {
          window.stage().setWidth(size[0]);
          window.stage().setHeight(size[1]);
        });
        FxTest.pulses(5);
        open(window);
        window.robot().write("re");
        FxTest.pulses(5);
        FxTest.run(() ->
            Screenshot.of(
                window.scene(),
                Path.of("target/screenshots/palette-" + name + "-" + size[0] + ".png")));
        Bounds card =
            FxTest.run(() -> {
              Node node = Objects.requireNonNull(window.scene().lookup(".palette-card"));
              return node.localToScene(node.getBoundsInLocal());
            });
        assertThat(card.getMinX()).isNotNegative();
        assertThat(card.getMaxX()).isLessThanOrEqualTo(size[0]);
        assertThat(card.getMaxY()).isLessThanOrEqualTo(size[1]);
        window.robot().push(KeyCode.ESCAPE);
      }
    }
  }

  private static void open(TestWindow window) {
    window.robot().push(KeyCode.CONTROL, KeyCode.K);
    FxTest.waitFor(() -> window.scene().lookup("#palette").isVisible(), TestWindow.PATIENCE);
  }

  private static List<Action> actions(TestWindow window) {
    return FxTest.run(() -> {
      ListView<?> list =
          (ListView<?>) Objects.requireNonNull(window.scene().lookup("#palette-list"));
      return list.getItems().stream().map(Action.class::cast).toList();
    });
  }
}
