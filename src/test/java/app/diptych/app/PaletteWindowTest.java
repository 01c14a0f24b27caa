package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.trial.Side;
import app.diptych.ui.fx.Action;
import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Screenshot;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.Theme;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Actions found by their names, in the real window. */
@Timeout(120)
class PaletteWindowTest {
  private static final KeyCombination F12 = KeyCombination.valueOf("F12");

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
  void goesToThePageOfAnActionThatCannotBeDoneThereAndSaysSoBefore() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, real -> real)) {
      open(window);
      window.robot().write("export the session");
      Action export = actions(window).getFirst();
      assertThat(export.keys()).isEqualTo(Shortcut.EXPORT.keys());
      assertThat(export.note())
          .isEqualTo("On the Sessions page: Enter goes there, and does it if it can.");
      window.robot().push(KeyCode.ENTER);
      FxTest.waitFor(() -> window.scene().lookup("#sessions") != null, TestWindow.PATIENCE);
      assertThat(window.node("#palette").isVisible()).isFalse();
      open(window);
      window.robot().write("export the session");
      assertThat(actions(window).getFirst().whyNot()).isEqualTo("Choose a session first.");
    }
  }

  @Test
  void findsAButtonWithoutAKeyByItsName() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, real -> real)) {
      open(window);
      window.robot().write("sample conversation");
      Action sample = actions(window).getFirst();
      assertThat(sample.name()).isEqualTo("Sample: a conversation");
      assertThat(sample.where()).isEqualTo("Compare page");
      assertThat(sample.keys()).isEmpty();
      window.robot().push(KeyCode.ENTER);
      FxTest.waitFor(() -> !window.model().session().trials().isEmpty(), TestWindow.PATIENCE);
      assertThat(window.node("#palette").isVisible()).isFalse();
    }
  }

  @Test
  void findsThePanelsOfAPageByTheirNamesFromEveryPage() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, real -> real)) {
      open(window);
      window.robot().write("report");
      assertThat(actions(window).getFirst().name()).isEqualTo("Report");
      assertThat(actions(window).getFirst().where()).isEqualTo("Decide page");
      window.robot().push(KeyCode.ENTER);
      FxTest.waitFor(() -> isSeen(window, "#report"), TestWindow.PATIENCE);
      open(window);
      window.robot().write("budget");
      assertThat(actions(window).getFirst().name()).isEqualTo("Budgets");
      window.robot().push(KeyCode.ENTER);
      FxTest.waitFor(() -> isSeen(window, "#budget-panel"), TestWindow.PATIENCE);
      open(window);
      window.robot().write("budgets");
      assertThat(actions(window).stream().filter(one -> one.name().equals("Budgets")))
          .as("its button is here now")
          .hasSize(1);
    }
  }

  private static boolean isSeen(TestWindow window, String id) {
    Node node = window.scene().lookup(id);
    return node != null && node.isVisible();
  }

  @Test
  void offersOfThePageShownOnlyButtonsThatAreMeantToBeFound() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, real -> real)) {
      Pages.show(window, "settings");
      assertThat(buttons(window, "Settings page"))
          .contains("Prices", "Fallback policy")
          .doesNotContain("Sample: a conversation");
      // Each key is a button too, and pressing one of those waits for other keys.
      FxTest.run(() -> ((Button) window.scene().lookup("#show-keys")).fire());
      FxTest.waitFor(() -> window.scene().lookup("#key-panel").isVisible(), TestWindow.PATIENCE);
      assertThat(buttons(window, "Settings page"))
          .noneMatch(name -> name.contains(Shortcut.RUN.action()))
          .doesNotContain("Reset all");
      Pages.show(window, "library");
      assertThat(buttons(window, "Library page"))
          .contains("Import", "Edit a copy")
          .doesNotHaveDuplicates()
          .doesNotContain("Prices", "Delete");
    }
  }

  private static List<String> buttons(TestWindow window, String page) {
    return FxTest.run(() -> Actions.in(window.scene())).stream()
        .filter(action -> action.where().equals(page))
        .map(Action::name)
        .toList();
  }

  @Test
  void offersOfEveryPageOnlyWhatCanBeDoneThere() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, real -> real)) {
      assertThat(impossible(window))
          .containsExactlyInAnyOrder(
              Shortcut.ROLL_BACK,
              Shortcut.GO_FORWARD,
              Shortcut.ZOOM_OUT,
              Shortcut.ZOOM_RESET,
              Shortcut.STOP,
              Shortcut.STOP_SIDE,
              Shortcut.IN_TURN,
              Shortcut.COPY_TEXT,
              Shortcut.COPY_MARKDOWN,
              Shortcut.EDIT_PROMPT,
              Shortcut.FAVOURITE,
              Shortcut.VOTE_A,
              Shortcut.VOTE_B,
              Shortcut.VOTE_TIE,
              Shortcut.VOTE_BOTH_BAD,
              Shortcut.VOTE_NOTE,
              Shortcut.DIFF_NEXT,
              Shortcut.DIFF_PREVIOUS,
              Shortcut.DIFF_ONLY,
              Shortcut.DIFF_MODE,
              Shortcut.PART,
              Shortcut.REPLAY,
              Shortcut.REPEAT);
      Pages.show(window, "library");
      assertThat(impossible(window))
          .contains(
              Shortcut.SAVE_PROMPT, Shortcut.DIFF_NEXT, Shortcut.DIFF_PREVIOUS, Shortcut.DIFF_MODE)
          .doesNotContain(Shortcut.NEW_PROMPT, Shortcut.FIND_PROMPT, Shortcut.RUN);
      Pages.show(window, "batch");
      assertThat(impossible(window))
          .contains(Shortcut.START_BATCH, Shortcut.STOP_BATCH, Shortcut.FIND_ROW)
          .doesNotContain(Shortcut.NEW_BATCH);
      Pages.show(window, "settings");
      assertThat(impossible(window))
          .contains(Shortcut.CHECK_GATEWAY)
          .doesNotContain(Shortcut.NEW_GATEWAY);
      window.click("#page-sessions");
      FxTest.pulses(20);
      assertThat(impossible(window))
          .contains(
              Shortcut.EXPORT, Shortcut.UNDO, Shortcut.PIN, Shortcut.DUPLICATE, Shortcut.ARCHIVE)
          .doesNotContain(Shortcut.IMPORT, Shortcut.RUN);
    }
  }

  @Test
  void theKeyOfAFoldedButtonIsOfferedAllTheSame() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, real -> real)) {
      FxTest.run(() -> {
        window.stage().setWidth(820);
        window.stage().setHeight(560);
      });
      FxTest.waitFor(() -> !window.scene().lookup(".trial-list").isVisible(), TestWindow.PATIENCE);
      assertThat(impossible(window)).doesNotContain(Shortcut.NEW_SESSION);
      // What only the folded part can do is not offered as something of another page.
      List<String> keys =
          FxTest.run(() -> Actions.in(window.scene())).stream().map(Action::keys).toList();
      assertThat(keys).doesNotContain(Shortcut.EDIT_PROMPT.keys());
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
  void keepsAlsoKeysThatAPageTakesBeforeTheFocusHasThem() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, real -> real)) {
      AtomicInteger pressed = new AtomicInteger();
      FxTest.run(() -> {
        assertThat(window.appearance().keys().change(Shortcut.STOP_SIDE, F12)).isEmpty();
        Shortcut.STOP_SIDE.firstIn(
            window.scene(), window.scene().lookup(".compare"), pressed::incrementAndGet);
      });
      window.robot().push(KeyCode.F12);
      assertThat(pressed).hasValue(1);
      open(window);
      window.robot().push(KeyCode.F12);
      // Whatever is loaded behind it may ask for the focus.
      FxTest.run(() -> window.scene().lookup("#prompt").requestFocus());
      window.robot().push(KeyCode.F12);
      window.robot().write("run");
      assertThat(pressed).hasValue(1);
      assertThat(window.model().promptProperty().get()).isEmpty();
      window.robot().push(KeyCode.ESCAPE);
      window.robot().push(KeyCode.F12);
      assertThat(pressed).hasValue(2);
      FxTest.run(() -> window.appearance().keys().resetAll());
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

  /** What is shown as something that cannot be done now. */
  private static List<Shortcut> impossible(TestWindow window) {
    List<String> keys =
        FxTest.run(() -> Actions.in(window.scene())).stream()
            .filter(action -> !action.possible())
            .map(Action::keys)
            .toList();
    return Arrays.stream(Shortcut.values()).filter(one -> keys.contains(one.keys())).toList();
  }

  private static List<Action> actions(TestWindow window) {
    return FxTest.run(() -> {
      ListView<?> list =
          (ListView<?>) Objects.requireNonNull(window.scene().lookup("#palette-list"));
      return list.getItems().stream().map(Action.class::cast).toList();
    });
  }
}
