package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.ui.fx.FixedKey;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Screenshot;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.Theme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys of the user's own, in the real window. */
@Timeout(120)
class KeysWindowTest {
  @TempDir Path home;

  @Test
  void givesAnActionOtherKeysAndBack() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, real -> real)) {
      showKeys(window);
      ask(window, Shortcut.ACTIONS);
      window.robot().push(KeyCode.CONTROL, KeyCode.D);
      assertThat(window.text("#key-problem"))
          .contains(Shortcut.DIFF.action())
          .contains("Ctrl+D")
          .endsWith(".");
      ask(window, Shortcut.ACTIONS);
      window.robot().push(KeyCode.ESCAPE);
      assertThat(window.text("#key-actions")).isEqualTo("Ctrl+K");

      // Also keys that would have meant something at once.
      ask(window, Shortcut.ACTIONS);
      window.robot().push(KeyCode.CONTROL, KeyCode.K);
      assertThat(window.node("#palette").isVisible()).isFalse();
      ask(window, Shortcut.ACTIONS);
      window.robot().push(KeyCode.ALT, KeyCode.K);
      assertThat(window.text("#key-actions")).isEqualTo("Alt+K");
      assertThat(window.choices().get("keys.ACTIONS")).isEqualTo("Alt+K");
      window.robot().push(KeyCode.CONTROL, KeyCode.K);
      assertThat(window.node("#palette").isVisible()).isFalse();
      window.robot().push(KeyCode.ALT, KeyCode.K);
      assertThat(window.node("#palette").isVisible()).isTrue();
      window.robot().push(KeyCode.ESCAPE);

      ask(window, Shortcut.SESSIONS_PAGE);
      window.robot().push(KeyCode.F11);
      window.robot().push(KeyCode.F11);
      FxTest.waitFor(() -> window.scene().lookup("#sessions") != null, TestWindow.PATIENCE);
      window.robot().push(KeyCode.F1);
      FxTest.waitFor(() -> sheet().contains("F11"), TestWindow.PATIENCE);
      window.robot().push(KeyCode.ESCAPE);
      FxTest.waitFor(() -> sheet().isEmpty(), TestWindow.PATIENCE);

      showKeys(window);
      window.click("#reset-keys");
      assertThat(window.text("#key-sessions_page")).isEqualTo("Alt+2");
      assertThat(window.choices().get("keys.ACTIONS")).isEmpty();
      window.robot().push(KeyCode.CONTROL, KeyCode.K);
      assertThat(window.node("#palette").isVisible()).isTrue();
    }
  }

  @Test
  void showsEveryKeyToWhoeverHasNoMouse() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, real -> real)) {
      window.widen();
      window.robot().push(KeyCode.F1);
      FxTest.waitFor(() -> !sheet().isEmpty() && scroll().isFocused(), TestWindow.PATIENCE);
      FxTest.waitFor(() -> right(scroll()) <= right(window.scene().getRoot()), TestWindow.PATIENCE);
      window.robot().push(KeyCode.PAGE_DOWN);
      FxTest.waitFor(() -> scroll().getVvalue() > 0.3, TestWindow.PATIENCE);
      window.robot().push(KeyCode.PAGE_UP);
      FxTest.waitFor(() -> scroll().getVvalue() == 0, TestWindow.PATIENCE);
      window.robot().push(KeyCode.END);
      FxTest.waitFor(() -> scroll().getVvalue() == scroll().getVmax(), TestWindow.PATIENCE);
    }
  }

  @Test
  void opensThePageThatAnArrowKeyMarks() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, real -> real)) {
      FxTest.run(() -> window.scene().lookup("#page-compare").requestFocus());
      window.robot().push(KeyCode.RIGHT);
      FxTest.waitFor(() -> window.scene().lookup("#sessions") != null, TestWindow.PATIENCE);
    }
  }

  /** Where the window that it is in ends at the right, on the screen. */
  private static double right(Node part) {
    Window window = part.getScene().getWindow();
    return window.getX() + part.getScene().getX() + part.getScene().getWidth();
  }

  /** JavaFX thread only. */
  private static ScrollPane scroll() {
    return Window.getWindows().stream()
        .map(window -> window.getScene().getRoot().lookup("#key-scroll"))
        .filter(ScrollPane.class::isInstance)
        .map(ScrollPane.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void showsWhereAKeyHasBroughtTheFocusAndNotWhereTheMouseHas() {
    PseudoClass visible = PseudoClass.getPseudoClass("focus-visible");
    try (TestWindow window = new TestWindow(home, Theme.DARK, real -> real)) {
      window.robot().push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
      Node chart = FxTest.run(() -> window.scene().getFocusOwner());
      assertThat(chart.getStyleClass()).contains("chart-card");
      assertThat(FxTest.run(() -> chart.getPseudoClassStates().contains(visible))).isTrue();
      FxTest.pulses(3);
      assertThat(FxTest.run(() -> chart.localToScene(chart.getLayoutBounds()).getMaxX()))
          .as("in the window, however narrow it is")
          .isLessThanOrEqualTo(FxTest.run(() -> window.scene().getWidth()));
      window.click("#prompt");
      assertThat(FxTest.run(() -> chart.getPseudoClassStates().contains(visible))).isFalse();
      window.robot().push(KeyCode.CONTROL, KeyCode.P);
      window.robot().push(KeyCode.DOWN);
      Node list = FxTest.run(() -> window.scene().getFocusOwner());
      assertThat(list.getId()).isEqualTo("prompts");
      assertThat(FxTest.run(() -> list.getPseudoClassStates().contains(visible))).isTrue();
      FxTest.run(() -> Screenshot.of(window.scene(), Path.of("target", "keys", "focus.png")));
    }
  }

  @Test
  void takesKeysAlsoWhereSomebodyClickedIntoAnAnswer() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, real -> real)) {
      FxTest.run(() -> window.scene().lookup("#answer-A .styled-text-area").requestFocus());
      window.robot().push(KeyCode.TAB);
      assertThat(FxTest.run(() -> window.scene().getFocusOwner().getId())).isEqualTo("model-B");
      FxTest.run(() -> window.scene().lookup("#answer-A .styled-text-area").requestFocus());
      window.robot().push(KeyCode.ALT, KeyCode.DIGIT2);
      FxTest.waitFor(() -> window.scene().lookup("#sessions") != null, TestWindow.PATIENCE);
    }
  }

  @Test
  void leavesThePromptWithTabAndWritesATabulatorWithControl() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, real -> real)) {
      window.type("a");
      window.robot().push(KeyCode.CONTROL, KeyCode.TAB);
      window.robot().write("b");
      assertThat(FxTest.run(() -> window.model().promptProperty().get())).isEqualTo("a\tb");
      window.robot().push(KeyCode.TAB);
      assertThat(FxTest.run(() -> window.scene().getFocusOwner().getId())).isNotEqualTo("prompt");
    }
  }

  @Test
  void showsTheSheetForAQuestionMarkExceptWhereItIsTyped() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, real -> real)) {
      window.type("why?");
      assertThat(window.model().promptProperty().get()).isEqualTo("why?");
      assertThat(FxTest.run(KeysWindowTest::sheet)).isEmpty();
      FxTest.run(() -> window.scene().lookup("#keys").requestFocus());
      window.robot().write("?");
      FxTest.waitFor(() -> sheet().contains(Shortcut.RUN.keys()), TestWindow.PATIENCE);
      // Also those that nobody changes, each with a mark that says so.
      List<String> words = FxTest.run(KeysWindowTest::sheet);
      for (FixedKey key : FixedKey.values()) {
        assertThat(words).containsSequence(key.keys(), "fixed").contains(key.action());
      }
      assertThat(words).contains("Review").filteredOn("fixed"::equals).hasSize(16);
    }
  }

  @Test
  void theSheetFitsTheWindowAtTwiceTheSize() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, real -> real)) {
      FxTest.run(() -> {
        window.stage().setWidth(1440);
        window.stage().setHeight(900);
      });
      FxTest.run(() -> window.scene().lookup("#keys").requestFocus());
      for (int step = 0; step < 9; step++) {
        window.robot().push(KeyCode.CONTROL, KeyCode.EQUALS);
      }
      assertThat(window.choices().get("zoom")).isEqualTo("200");
      window.robot().push(KeyCode.F1);
      FxTest.waitFor(() -> sheet().contains(Shortcut.RUN.keys()), TestWindow.PATIENCE);
      FxTest.pulses(10);
      FxTest.run(() -> {
        for (Window popup : Window.getWindows()) {
          if (popup.getScene().getRoot().lookup(".key-sheet") != null) {
            Screenshot.of(popup.getScene(), Path.of("target/screenshots/key-sheet-200.png"));
            assertThat(popup.getWidth()).isLessThanOrEqualTo(1440);
            assertThat(popup.getHeight()).isLessThanOrEqualTo(900);
          }
        }
      });
      window.robot().push(KeyCode.ESCAPE);
      window.robot().push(KeyCode.CONTROL, KeyCode.DIGIT0);
      assertThat(window.choices().get("zoom")).isEqualTo("100");
    }
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void photographsTheKeysAndTheAppearance(Theme theme) throws Exception {
    String name = theme.name().toLowerCase(Locale.ROOT);
    try (TestWindow window = new TestWindow(home, theme, real -> real)) {
      showKeys(window);
      ask(window, Shortcut.RUN);
      window.robot().push(KeyCode.CONTROL, KeyCode.D);
      for (int[] size : new int[][] {{1440, 900}, {820, 560}}) {
        FxTest.run(() -> {
          window.stage().setWidth(size[0]);
          window.stage().setHeight(size[1]);
        });
        FxTest.pulses(5);
        shoot(window, "keys-" + name + "-" + size[0]);
        FxTest.run(() -> ((Button) window.scene().lookup("#show-appearance")).fire());
        FxTest.pulses(5);
        shoot(window, "appearance-" + name + "-" + size[0]);
        assertThat(window.node("#appearance-panel").isVisible()).isTrue();
        FxTest.run(() -> ((Button) window.scene().lookup("#show-keys")).fire());
      }
    }
  }

  private static void shoot(TestWindow window, String name) {
    FxTest.run(() -> Screenshot.of(window.scene(), Path.of("target/screenshots/" + name + ".png")));
  }

  private static void showKeys(TestWindow window) {
    window.click("#page-settings");
    FxTest.run(() -> ((Button) window.scene().lookup("#show-keys")).fire());
    FxTest.waitFor(() -> window.scene().lookup("#key-panel").isVisible(), TestWindow.PATIENCE);
  }

  private static void ask(TestWindow window, Shortcut shortcut) {
    FxTest.run(() -> {
      Button button =
          (Button) window.scene().lookup("#key-" + shortcut.name().toLowerCase(Locale.ROOT));
      button.requestFocus();
      button.fire();
    });
  }

  /** The words of the sheet of keys; none while it is closed. */
  private static List<String> sheet() {
    List<String> words = new ArrayList<>();
    for (Window window : Window.getWindows()) {
      Node sheet = window.getScene().getRoot().lookup(".key-sheet");
      if (sheet != null && window.isShowing()) {
        for (Node label : sheet.lookupAll(".label")) {
          words.add(((Labeled) label).getText());
        }
      }
    }
    return words;
  }
}
