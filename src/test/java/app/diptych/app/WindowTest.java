package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import app.diptych.completion.Provider;
import app.diptych.local.Engine;
import app.diptych.session.Backups;
import app.diptych.timing.NanoClock;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.Order;
import app.diptych.trial.ScriptedProvider;
import app.diptych.trial.Side;
import app.diptych.ui.fx.Action;
import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.MarkdownPane;
import app.diptych.ui.fx.Theme;
import app.diptych.ui.fx.Tip;
import app.diptych.ui.fx.Zoom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a prompt, through the window and both demonstration models. */
@Timeout(120)
class WindowTest {
  /** Talks until it is stopped where {@link #withEndless} is in force. */
  private static final String ENDLESS = "demo/small";

  private static final int A_SECOND_OF_IT = 1_000;

  @TempDir Path home;

  @Test
  void fillsBothPanesWithTheAnswersOfTwoRealModels() {
    try (TestWindow window = open(UnaryOperator.identity())) {
      window.pick("demo/small", "demo/base");
      window.waitUntilReady();
      seed(window);
      window.type("What is recursion?");
      window.robot().push(KeyCode.CONTROL, KeyCode.ENTER);
      window.waitForBadge(Side.A, "finished");
      window.waitForBadge(Side.B, "finished");
      assertThat(answer(window, Side.A)).isNotBlank();
      assertThat(answer(window, Side.B)).isNotBlank().isNotEqualTo(answer(window, Side.A));
      assertThat(window.text("#outcome-A")).startsWith("Finished: stop").contains("contended");
      assertThat(window.text("#badge-B")).isEqualTo("finished");
      assertThat(chips(window, Side.A)).contains("local").noneMatch(text -> text.equals("\u2013"));
    }
  }

  @Test
  void measuresATrialThatSharedTheMachineAgainInTurnWithOneClick() {
    try (TestWindow window = open(UnaryOperator.identity())) {
      window.pick("demo/small", "demo/base");
      window.waitUntilReady();
      window.type("What is recursion?");
      window.click("#run");
      window.waitForBadge(Side.A, "finished");
      window.waitForBadge(Side.B, "finished");
      assertThat(window.text("#outcome-B")).contains("contended");
      window.click("#measure-in-turn");
      FxTest.waitFor(
          () ->
              window.side(Side.A).outcomeProperty().get().contains("in turn")
                  && window.side(Side.B).outcomeProperty().get().contains("in turn"),
          TestWindow.PATIENCE);
      assertThat(window.text("#outcome-B")).doesNotContain("contended");
      assertThat(window.node("#measure-in-turn").isVisible()).isFalse();
      assertThat(window.model().session().trials()).hasSize(2);
      FxTest.run(() -> window.model().turns().orderProperty().set(Order.IN_TURN));
      assertThat(window.text("#run")).isEqualTo("Run in turn");
    }
  }

  @Test
  void stopsOneSideAndLetsTheOtherGoOn() {
    try (TestWindow window = open(WindowTest::withEndless)) {
      window.pick(ENDLESS, ENDLESS);
      window.waitUntilReady();
      window.type("Tell me a story");
      window.click("#run");
      window.waitForBadge(Side.A, "streaming");
      window.waitForBadge(Side.B, "streaming");
      window.click("#stop-A");
      window.waitForBadge(Side.A, "stopped");
      assertThat(answer(window, Side.A)).startsWith("on and on");
      assertThat(window.text("#outcome-A")).startsWith("Partial answer");
      waitUntilItGrows(window, Side.B);
      assertThat(window.text("#badge-B")).isEqualTo("streaming");
    }
  }

  @Test
  void stopsBothSidesWithOneKey() {
    try (TestWindow window = open(WindowTest::withEndless)) {
      window.pick(ENDLESS, ENDLESS);
      window.waitUntilReady();
      window.type("Go");
      window.robot().push(KeyCode.CONTROL, KeyCode.ENTER);
      window.waitForBadge(Side.A, "streaming");
      window.waitForBadge(Side.B, "streaming");
      window.robot().push(KeyCode.ESCAPE);
      window.waitForBadge(Side.A, "stopped");
      window.waitForBadge(Side.B, "stopped");
    }
  }

  @Test
  void stopsBothSidesAlsoWhileAListHasTheFocus() {
    try (TestWindow window = open(WindowTest::withEndless)) {
      window.pick(ENDLESS, ENDLESS);
      window.waitUntilReady();
      window.click("#prompts .prompt-title");
      window.robot().push(KeyCode.CONTROL, KeyCode.ENTER);
      window.waitForBadge(Side.A, "streaming");
      window.waitForBadge(Side.B, "streaming");
      assertThat(focusIsIn(window, "#prompts")).isTrue();
      window.robot().push(KeyCode.ESCAPE);
      window.waitForBadge(Side.A, "stopped");
      window.waitForBadge(Side.B, "stopped");
    }
  }

  @Test
  void showsWhereAGatewayCanBeMendedAndMarksTheTrialThatFailed() {
    try (TestWindow window = open(real -> real)) {
      window.gateway("gone", "http://127.0.0.1:1/v1", "");
      window.pick("demo/small", "gone/one");
      window.waitForBadge(Side.A, "ready");
      window.type("Go");
      window.robot().push(KeyCode.CONTROL, KeyCode.ENTER);
      window.waitForBadge(Side.B, "failed");
      window.waitForBadge(Side.A, "finished");
      assertThat(FxTest.run(() -> window.scene().lookup("#gateway-settings-A"))).isNull();
      FxTest.waitFor(
          () -> window.scene().lookup("#trials .trial-failed") != null, TestWindow.PATIENCE);
      window.robot().push(KeyCode.ALT, KeyCode.DIGIT2);
      FxTest.waitFor(
          () -> window.scene().lookup(".session-rows .problem") != null, TestWindow.PATIENCE);
      window.robot().push(KeyCode.ALT, KeyCode.DIGIT1);
      window.click("#gateway-settings-B");
      FxTest.waitFor(
          () ->
              window.scene().lookup("#edit-id") instanceof TextInputControl id
                  && id.getText().equals("gone"),
          TestWindow.PATIENCE);
    }
  }

  @Test
  void aStoppedAnswerLooksLikeNoFailure() {
    try (TestWindow window = open(WindowTest::withEndless)) {
      window.pick(ENDLESS, ENDLESS);
      window.waitUntilReady();
      window.type("Go");
      window.robot().push(KeyCode.CONTROL, KeyCode.ENTER);
      window.waitForBadge(Side.B, "streaming");
      window.robot().push(KeyCode.ESCAPE);
      window.waitForBadge(Side.A, "stopped");
      window.waitForBadge(Side.B, "stopped");
      assertThat(FxTest.run(() -> window.scene().lookup("#trials .trial-failed"))).isNull();
      window.robot().push(KeyCode.ALT, KeyCode.DIGIT2);
      FxTest.waitFor(
          () -> window.scene().lookup(".session-rows .side-letter") != null, TestWindow.PATIENCE);
      assertThat(FxTest.run(() -> window.scene().lookup(".session-rows .problem"))).isNull();
    }
  }

  @Test
  void looksAfterTheWorkspaceOnceNothingIsMeasured() {
    try (TestWindow window = open(WindowTest::withEndless)) {
      FxTest.run(() -> window.care().close());
      Path file = window.workspace().file();
      window.pick(ENDLESS, ENDLESS);
      window.waitUntilReady();
      window.type("Go");
      window.click("#run");
      window.waitForBadge(Side.B, "streaming");
      FxTest.run(() -> window.care().begin(window.saving()));
      int begun = answer(window, Side.B).length();
      FxTest.waitFor(
          () -> pane(window, Side.B).plainText().length() > begun + A_SECOND_OF_IT,
          TestWindow.PATIENCE);
      assertThat(Backups.of(file)).as("it would take the answers their time").isEmpty();
      window.robot().push(KeyCode.ESCAPE);
      FxTest.waitFor(() -> !Backups.of(file).isEmpty(), TestWindow.PATIENCE);
    }
  }

  @Test
  void keepsTheOtherSideStreamingWhenAWorkerIsKilled() {
    try (TestWindow window = open(real -> withEndless(killedAtTheFirstWord(real)))) {
      window.pick("demo/base", ENDLESS);
      window.waitUntilReady();
      window.type("Tell me a short story about a fox and a lighthouse");
      window.click("#run");
      window.waitForBadge(Side.A, "failed");
      waitUntilItGrows(window, Side.B);
      assertThat(window.text("#badge-B")).isEqualTo("streaming");
    }
  }

  @Test
  void explainsAKilledWorkerInItsPaneWhileTheOtherSideGoesOnAndRestartsItOnDemand() {
    try (TestWindow window = open(WindowTest::killedAtTheFirstWord)) {
      window.pick("demo/base", "demo/small");
      window.waitUntilReady();
      window.type("Tell me a short story about a fox and a lighthouse");
      window.click("#run");
      window.waitForBadge(Side.A, "failed");
      window.waitForBadge(Side.B, "finished");
      assertThat(window.side(Side.A).failureProperty().get())
          .isInstanceOf(Failure.EngineFault.class);
      assertThat(FxTest.run(() -> pane(window, Side.A).markdown())).isNotEmpty();
      assertThat(answer(window, Side.B)).isNotBlank();
      Button restart = (Button) window.node("#action-A");
      assertThat(restart.isVisible()).isTrue();
      assertThat(restart.getText()).isEqualTo("Restart engine");
      window.click("#action-A");
      window.waitForBadge(Side.A, "ready");
      window.click("#run");
      window.waitForBadge(Side.A, "finished");
    }
  }

  @Test
  void saysInThePaneWhatIsWrongWithAModelAndStillRunsTheOther() {
    try (TestWindow window = open(UnaryOperator.identity())) {
      window.pick("file:" + home.resolve("missing.gguf"), "demo/small");
      window.waitForBadge(Side.A, "failed");
      window.waitForBadge(Side.B, "ready");
      assertThat(failureText(window, Side.A)).contains("missing.gguf");
      window.type("What is recursion?");
      window.click("#run");
      window.waitForBadge(Side.B, "finished");
      window.waitForBadge(Side.A, "failed");
      assertThat(failureText(window, Side.A)).contains("missing.gguf");
    }
  }

  @Test
  void saysWhyNothingStartsWithoutAPromptOrWithImpossibleSampling() {
    try (TestWindow window = open(WindowTest::withEndless)) {
      window.pick(ENDLESS, ENDLESS);
      window.waitUntilReady();
      window.click("#run");
      assertThat(window.text("#problem")).startsWith("The prompt is empty");
      window.type("hi");
      assertThat(window.text("#problem")).isEmpty();
      FxTest.run(() -> window.model().sampling().temperatureProperty().set("NaN"));
      window.click("#run");
      assertThat(window.text("#problem")).startsWith("Temperature must be 0 to 2");
      assertThat(window.text("#badge-A")).isEqualTo("ready");
    }
  }

  @Test
  void walksFromPaneToPaneWithOneKey() {
    try (TestWindow window = open(WindowTest::withEndless)) {
      window.type("x");
      window.robot().push(KeyCode.F6);
      assertThat(focusIsIn(window, "#pane-A")).isTrue();
      window.robot().push(KeyCode.F6);
      assertThat(focusIsIn(window, "#pane-B")).isTrue();
      window.robot().push(KeyCode.F6);
      assertThat(focusIsIn(window, "#prompt")).isTrue();
    }
  }

  @Test
  void copiesTheFocusedAnswerAsMarkdownAndAsText() {
    try (TestWindow window = open(UnaryOperator.identity())) {
      window.pick("demo/base", "demo/small");
      window.waitUntilReady();
      seed(window);
      window.type("Explain machine learning to an expert.");
      window.click("#run");
      window.waitForBadge(Side.A, "finished");
      window.waitForBadge(Side.B, "finished");
      window.robot().push(KeyCode.F6);
      window.robot().push(KeyCode.F6);
      FxTest.run(() -> pane(window, Side.A).requestFocus());
      window.robot().push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.M);
      assertThat(FxTest.run(() -> Clipboard.getSystemClipboard().getString())).contains("## ");
      window.robot().push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.C);
      assertThat(FxTest.run(() -> Clipboard.getSystemClipboard().getString()))
          .isNotBlank()
          .doesNotContain("## ");
    }
  }

  @Test
  void changesBetweenLightAndDarkWithoutLosingAnything() {
    try (TestWindow window = open(WindowTest::withEndless)) {
      window.type("kept");
      window.click("#theme");
      assertThat(FxTest.run(() -> window.scene().getRoot().getStyleClass())).contains("light");
      window.robot().push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.D);
      assertThat(FxTest.run(() -> window.scene().getRoot().getStyleClass())).contains("dark");
      assertThat(window.model().promptProperty().get()).isEqualTo("kept");
    }
  }

  @Test
  void foldsWhatIsBesideTheAnswersWhenTheWindowIsNarrow() {
    try (TestWindow window = open(WindowTest::withEndless)) {
      window.widen();
      FxTest.run(() -> window.stage().setWidth(820));
      FxTest.waitFor(() -> !window.scene().lookup(".prompt-list").isVisible(), TestWindow.PATIENCE);
      FxTest.waitFor(() -> !window.scene().lookup(".rail").isVisible(), TestWindow.PATIENCE);
      FxTest.waitFor(
          () ->
              window.scene().getRoot().getChildrenUnmodifiable().stream()
                  .allMatch(part -> part.getBoundsInParent().getMaxX() <= 821),
          TestWindow.PATIENCE);
      FxTest.waitFor(
          () ->
              window.scene().lookup("#keys").localToScene(0, 0).getX() < 800
                  && window.scene().lookup("#run").localToScene(0, 0).getX() < 800,
          TestWindow.PATIENCE);
      window.robot().push(KeyCode.CONTROL, KeyCode.B);
      FxTest.waitFor(() -> window.scene().lookup(".prompt-list").isVisible(), TestWindow.PATIENCE);
    }
  }

  @Test
  void hasRoomForEverythingInTheTopBarAtEveryWidth() {
    try (TestWindow window = open(WindowTest::withEndless)) {
      for (int width : List.of(820, 1000, 1079, 1081, 1280, 1366, 1440, 1920)) {
        FxTest.run(() -> window.stage().setWidth(width));
        FxTest.waitFor(() -> window.scene().getWidth() == width, TestWindow.PATIENCE);
        FxTest.waitFor(
            () ->
                window.scene().lookup(".topbar") instanceof Region bar
                    && bar.minWidth(-1) <= width
                    && bar.getBoundsInParent().getMaxX() <= width,
            TestWindow.PATIENCE);
      }
    }
  }

  @Test
  void leavesOneWorkerForEachSideHoweverQuicklyModelsArePicked() {
    // Of a window before, one may just be ending.
    Set<Long> before = children().collect(Collectors.toSet());
    try (TestWindow window = open(UnaryOperator.identity())) {
      for (int round = 0; round < 5; round++) {
        window.pick("demo/small", "demo/base");
        window.pick("demo/base", "demo/small");
      }
      window.waitUntilReady();
      assertThat(window.side(Side.A).modelProperty().get()).isEqualTo("demo/base");
      FxTest.waitFor(() -> workersBeside(before) == 2, TestWindow.PATIENCE);
      window.type("What is recursion?");
      window.click("#run");
      window.waitForBadge(Side.A, "finished");
      window.waitForBadge(Side.B, "finished");
    }
    FxTest.waitFor(() -> workersBeside(before) == 0, TestWindow.PATIENCE);
  }

  private static long workersBeside(Set<Long> others) {
    return children().filter(child -> !others.contains(child)).count();
  }

  private static Stream<Long> children() {
    return ProcessHandle.current()
        .children()
        .filter(ProcessHandle::isAlive)
        .map(ProcessHandle::pid);
  }

  @Test
  void aWindowWithLittleRoomHasItsPagesBehindOneButton() {
    try (TestWindow window = open(UnaryOperator.identity())) {
      MenuButton pages = (MenuButton) window.node("#pages");
      assertThat(pages.isVisible()).isFalse();
      FxTest.run(() -> {
        window.stage().setWidth(1024);
        window.appearance().zoomProperty().set(Zoom.PERCENT_200);
      });
      FxTest.waitFor(pages::isVisible, TestWindow.PATIENCE);
      assertThat(window.text("#pages")).isEqualTo("Compare");
      assertThat(FxTest.run(() -> Actions.in(window.scene())))
          .as("Ctrl+K goes to it, and finds it once")
          .filteredOn(action -> action.name().startsWith("Library"))
          .singleElement()
          .matches(Action::possible);
      FxTest.run(() ->
          pages.getItems().stream()
              .filter(item -> item.getText().equals("Library"))
              .forEach(MenuItem::fire));
      FxTest.waitFor(() -> window.scene().lookup("#library-page") != null, TestWindow.PATIENCE);
      assertThat(window.text("#pages")).isEqualTo("Library");
      FxTest.run(() -> ((ToggleButton) window.scene().lookup("#page-settings")).fire());
      assertThat(window.text("#pages"))
          .as("settings have a button of their own")
          .isEqualTo("Pages");
    }
  }

  @Test
  void saysThatAHiddenSystemPromptIsSent() {
    try (TestWindow window = open(UnaryOperator.identity())) {
      window.widen();
      assertThat(window.text("#system-toggle")).isEqualTo("System prompt");
      window.click("#system-toggle");
      window.click("#system");
      window.robot().write("Be brief");
      window.click("#system-toggle");
      assertThat(window.node("#system").isVisible()).isFalse();
      assertThat(window.text("#system-toggle")).isEqualTo("System prompt (set)");
      assertThat(window.node("#system-toggle").getAccessibleText()).contains("(set)");
    }
  }

  @Test
  void showsTheSamplingOfTheAnswerNotTheOneOfTheNext() {
    try (TestWindow window = open(WindowTest::withEndless)) {
      window.pick(ENDLESS, ENDLESS);
      window.waitUntilReady();
      assertThat(window.text("#sampling-A")).isEqualTo("T 0.7  \u00b7  top-p 0.95");
      window.type("Go");
      window.click("#run");
      window.waitForBadge(Side.A, "streaming");
      FxTest.run(() -> window.model().sampling().temperatureProperty().set("1.5"));
      assertThat(window.text("#sampling-A")).isEqualTo("T 0.7  \u00b7  top-p 0.95");
      assertThat(window.text("#sampling")).startsWith("T 1.5");
      window.click("#stop");
      window.waitForBadge(Side.A, "stopped");
      window.waitForBadge(Side.B, "stopped");
      assertThat(window.text("#sampling-A")).startsWith("T 0.7");
      window.pick("demo/base", ENDLESS);
      assertThat(window.text("#sampling-A")).startsWith("T 1.5");
    }
  }

  @Test
  void stopsTheOnlySideThatRunsWhereverTheFocusIs() {
    try (TestWindow window = open(WindowTest::withEndless)) {
      window.pick("demo/base", ENDLESS);
      window.waitUntilReady();
      window.type("Go");
      window.robot().push(KeyCode.CONTROL, KeyCode.ENTER);
      window.waitForBadge(Side.A, "finished", "cut at limit");
      window.waitForBadge(Side.B, "streaming");
      window.robot().push(KeyCode.SHIFT, KeyCode.ESCAPE);
      window.waitForBadge(Side.B, "stopped");
    }
  }

  @Test
  void stopsAndMarksTheSideLookedAtLastWhenBothRun() {
    try (TestWindow window = open(WindowTest::withEndless)) {
      window.pick(ENDLESS, ENDLESS);
      window.waitUntilReady();
      window.type("Go");
      window.robot().push(KeyCode.F6);
      window.robot().push(KeyCode.F6);
      window.robot().push(KeyCode.CONTROL, KeyCode.L);
      assertThat(focusIsIn(window, "#prompt")).isTrue();
      assertThat(isMarked(window, Side.A)).isFalse();
      assertThat(isMarked(window, Side.B)).isTrue();
      window.robot().push(KeyCode.CONTROL, KeyCode.ENTER);
      window.waitForBadge(Side.A, "streaming");
      window.waitForBadge(Side.B, "streaming");
      window.robot().push(KeyCode.SHIFT, KeyCode.ESCAPE);
      window.waitForBadge(Side.B, "stopped");
      assertThat(window.text("#badge-A")).isEqualTo("streaming");
    }
  }

  @Test
  void copiesTheAnswerLookedAtLastWhileTheFocusIsInTheEditor() {
    try (TestWindow window = open(WindowTest::withEndless)) {
      window.pick(ENDLESS, "demo/base");
      window.waitUntilReady();
      seed(window);
      window.type("What is recursion?");
      window.robot().push(KeyCode.CONTROL, KeyCode.ENTER);
      window.waitForBadge(Side.B, "finished", "cut at limit");
      window.click("#answer-B");
      window.robot().push(KeyCode.CONTROL, KeyCode.L);
      window.robot().push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.C);
      assertThat(FxTest.run(() -> Clipboard.getSystemClipboard().getString()))
          .isEqualTo(answer(window, Side.B));
    }
  }

  @Test
  void putsAPromptBackThatIsSelectedAlready() {
    try (TestWindow window = open(WindowTest::withEndless)) {
      window.click(".prompt-title");
      String prompt = window.model().promptProperty().get();
      assertThat(prompt).isNotEmpty();
      FxTest.run(() -> window.model().promptProperty().set("changed"));
      window.click(".prompt-title");
      assertThat(window.model().promptProperty().get()).isEqualTo(prompt);
    }
  }

  @Test
  void namesTheControlsOfEachSideApartForAScreenReader() {
    try (TestWindow window = open(WindowTest::withEndless)) {
      window.pick("demo/base", "demo/small");
      assertThat(window.node("#stop-A").getAccessibleText()).isEqualTo("Stop side A");
      assertThat(window.node("#stop-B").getAccessibleText()).isEqualTo("Stop side B");
      assertThat(window.node("#model-A").getAccessibleText())
          .isEqualTo("Choose the model of side A, now demo/base");
      assertThat(Tip.of(window.node("#copy-A"))).contains("Ctrl+Shift+C").contains("Ctrl+Shift+M");
    }
  }

  private static boolean isMarked(TestWindow window, Side side) {
    return FxTest.run(() ->
        window.scene().lookup("#pane-" + side).getPseudoClassStates().stream()
            .anyMatch(state -> state.getPseudoClassName().equals("current")));
  }

  @Test
  void choosesAModelByTypingPartOfItsName() {
    try (TestWindow window = open(UnaryOperator.identity())) {
      window.pick("demo/small", "demo/small");
      window.waitUntilReady();
      window.robot().push(KeyCode.CONTROL, KeyCode.DIGIT2);
      window.robot().write("base");
      window.robot().push(KeyCode.ENTER);
      FxTest.waitFor(
          () -> window.side(Side.B).modelProperty().get().equals("demo/base"), TestWindow.PATIENCE);
      window.waitForBadge(Side.B, "ready");
      assertThat(window.side(Side.A).modelProperty().get()).isEqualTo("demo/small");
    }
  }

  /** With this one the samples were made as well: both models say much and end by themselves. */
  private static void seed(TestWindow window) {
    FxTest.run(() -> window.model().sampling().seedProperty().set("7"));
  }

  private TestWindow open(UnaryOperator<ModelCatalog> decorate) {
    return new TestWindow(home, Theme.DARK, decorate);
  }

  private static MarkdownPane pane(TestWindow window, Side side) {
    return (MarkdownPane) window.scene().lookup("#answer-" + side);
  }

  private static String answer(TestWindow window, Side side) {
    return FxTest.run(() -> pane(window, side).plainText());
  }

  private static void waitUntilItGrows(TestWindow window, Side side) {
    int before = answer(window, side).length();
    FxTest.waitFor(() -> pane(window, side).plainText().length() > before, TestWindow.PATIENCE);
  }

  private static String failureText(TestWindow window, Side side) {
    return FxTest.run(() ->
        window.scene().lookup("#pane-" + side).lookupAll(".failure-note .label").stream()
            .map(node -> ((Label) node).getText())
            .reduce("", (all, text) -> all + " " + text));
  }

  private static List<String> chips(TestWindow window, Side side) {
    return FxTest.run(() ->
        window.scene().lookup("#chips-" + side).lookupAll(".value").stream()
            .map(node -> ((Label) node).getText())
            .toList());
  }

  private static boolean focusIsIn(TestWindow window, String id) {
    return FxTest.run(() -> {
      for (var node = window.scene().getFocusOwner(); node != null; node = node.getParent()) {
        if (node.equals(window.scene().lookup(id))) {
          return true;
        }
      }
      return false;
    });
  }

  /** Puts a model that talks until it is stopped behind the name of the small one. */
  private static ModelCatalog withEndless(ModelCatalog real) {
    NanoClock clock = NanoClock.system();
    Provider endless =
        new ScriptedProvider(
            clock,
            stage -> {
              stage.say(ScriptedProvider.started(clock));
              do {
                stage.say(new TextDelta("on and on "));
              } while (!stage.cancelledWithin(Duration.ofMillis(10)));
            });
    return new DecoratedCatalog(
        real, (_, found) -> found.model().equals("demo/small") ? endless : found.provider());
  }

  /** Kills the worker of side A when the first word of its first answer arrives. */
  private static ModelCatalog killedAtTheFirstWord(ModelCatalog real) {
    AtomicBoolean killed = new AtomicBoolean();
    return new DecoratedCatalog(
        real,
        (side, found) ->
            side == Side.A ? new Killer((Engine) found.provider(), killed) : found.provider());
  }

  private static final class Killer implements Provider {
    private static final Failure KILLED =
        new Failure.EngineFault("The engine was killed.", "Run again.", true, List.of());

    private final Engine provider;
    private final AtomicBoolean killed;

    Killer(Engine provider, AtomicBoolean killed) {
      this.provider = provider;
      this.killed = killed;
    }

    @Override
    public Optional<Failure> prepare() throws InterruptedException {
      return provider.prepare();
    }

    @Override
    public Call start(CompletionRequest request, CompletionSink sink) {
      AtomicBoolean here = new AtomicBoolean();
      return provider.start(
          request,
          (event, at) -> {
            if (event instanceof TextDelta && killed.compareAndSet(false, true)) {
              here.set(true);
              provider.workerProcess().orElseThrow().destroyForcibly();
            }
            // A thread that was set aside kills a worker that has said everything already.
            sink.accept(event instanceof Finished && here.get() ? new Failed(KILLED) : event, at);
          });
    }
  }
}
