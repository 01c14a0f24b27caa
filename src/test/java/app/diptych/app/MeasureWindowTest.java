package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.report.PastAnswers;
import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import app.diptych.ui.fx.Tip;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The measure page in the real window. */
class MeasureWindowTest {
  @TempDir Path home;

  // Each test opens its own, at its own size.
  @SuppressWarnings("NullAway.Init")
  private TestWindow window;

  private void open(Theme theme, double width, double height) {
    window = new TestWindow(home, theme, UnaryOperator.identity());
    FxTest.run(() -> {
      window.stage().setWidth(width);
      window.stage().setHeight(height);
    });
  }

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void measuresWhatTheDemoModelsJustAnswered() throws Exception {
    open(Theme.DARK, 1440, 900);
    window.pick("demo/small", "demo/base");
    window.waitUntilReady();
    window.click("#page-measure");
    FxTest.waitFor(
        () -> text("#measure-empty").equals("Nothing measured yet"), TestWindow.PATIENCE);
    window.click("#page-compare");
    ask("What is recursion?");
    ask("Compare cats and dogs in a table.");

    window.robot().push(new KeyCodeCombination(KeyCode.DIGIT3, KeyCombination.ALT_DOWN));
    FxTest.waitFor(
        () -> text("#left-out").contains("4 shared this machine with the other side"),
        TestWindow.PATIENCE);
    assertThat(FxTest.run(() -> help("distribution"))).startsWith("Every answer is left out");
    window.click("#show-contended");
    FxTest.waitFor(
        () -> text("#left-out").equals("E2E: 4 of 4 recorded answers are shown."),
        TestWindow.PATIENCE);
    assertThat(FxTest.run(() -> help("distribution")))
        .containsPattern("demo/small: median .+ ms.*, n 2");
    assertThat(FxTest.run(() -> help("spread")))
        .contains(
            "p95 needs 20 answers, n 2", "Of the 20 answers that p5 and p95 need there are: ");
    // The models are put beside each other apart from the charts, and not at the same moment.
    FxTest.waitFor(
        () ->
            help("quality-cost-and-latency").contains("no verdict of yours, no price applies")
                && cell("mean-0").contains("n 2"),
        TestWindow.PATIENCE);
    assertThat(FxTest.run(() -> cell("mean-0"))).startsWith("demo/base, E2E, mean: ");
  }

  @Test
  void opensTheTrialBehindAPointWithTheKeyboard() throws Exception {
    open(Theme.LIGHT, 820, 560);
    window.pick("demo/small", "demo/base");
    window.waitUntilReady();
    ask("What is recursion?");
    ask("Compare cats and dogs in a table.");
    window.robot().push(new KeyCodeCombination(KeyCode.DIGIT3, KeyCombination.ALT_DOWN));
    FxTest.waitFor(() -> help("spread").startsWith("Every answer"), TestWindow.PATIENCE);
    window.click("#measure-contended");
    FxTest.waitFor(() -> help("spread").contains("n 2"), TestWindow.PATIENCE);
    FxTest.run(() -> window.scene().lookup("#history-spread").requestFocus());
    window.robot().push(KeyCode.RIGHT);
    FxTest.waitFor(() -> help("spread").matches("1 demo/.*: .* ms; p5 .*"), TestWindow.PATIENCE);
    window.robot().push(KeyCode.ENTER);
    FxTest.waitFor(() -> window.scene().lookup("#prompt") != null, TestWindow.PATIENCE);
    assertThat(FxTest.run(() -> window.scene().lookup("#measure-page"))).isNull();
  }

  @Test
  void copiesTheSheetAndTheNumbersOfAChart() throws Exception {
    open(Theme.LIGHT, 1440, 900);
    window.workspace().sessions().add(PastAnswers.session(0)).get(60, TimeUnit.SECONDS);
    window.click("#page-measure");
    FxTest.waitFor(
        () ->
            help("distribution").contains("median")
                && help("quality-cost-and-latency").contains("won "),
        TestWindow.PATIENCE);
    FxTest.run(() -> item("#copy-sheet", "Copy as CSV"));
    FxTest.waitFor(
        () -> text("#measure-news").equals("Copied the sheet as CSV."), TestWindow.PATIENCE);
    assertThat(clipboard()).startsWith("model,metric,unit").contains("holysheep/llama-4-scout");
    FxTest.run(() -> metrics("#copy-sheet", "hour of day"));
    FxTest.waitFor(
        () -> text("#measure-news").equals("Copied all metrics as CSV."), TestWindow.PATIENCE);
    assertThat(clipboard()).startsWith("by,group,title,metric,unit").contains("hour in ");
    FxTest.run(() -> item("#history-spread .menu-button", "Copy as CSV"));
    FxTest.waitFor(
        () -> text("#measure-news").equals("Copied the chart's numbers as CSV."),
        TestWindow.PATIENCE);
    assertThat(clipboard()).startsWith("model,metric,unit,p5,p25,p50,p75,p95,samples");
  }

  @Test
  void namesDefinitionAndSourceWhereverANumberStands() throws Exception {
    open(Theme.LIGHT, 1440, 900);
    assertThat(FxTest.run(() -> chipTip(0))).contains("Time to first token: from when", "(AIPerf)");
    assertThat(FxTest.run(() -> chipTip(1))).contains("1 / inter-token latency", "(AIPerf)");
    window.workspace().sessions().add(PastAnswers.session(0)).get(60, TimeUnit.SECONDS);
    window.click("#page-measure");
    FxTest.waitFor(
        () -> help("distribution").contains("median") && !cell("p95-0").isEmpty(),
        TestWindow.PATIENCE);
    assertThat(FxTest.run(() -> tip("#row-p95")))
        .contains("95 of 100 requests", "Source: NVIDIA AIPerf")
        .contains("percentiles between order statistics");
    assertThat(FxTest.run(() -> tip("#row-characters"))).contains("Source: Diptych.");
    assertThat(FxTest.run(() -> tip("#history-distribution .card-title")))
        .contains("the share of answers whose E2E is at most so much")
        .contains("Request latency: from when", "Source: NVIDIA AIPerf");
  }

  private String tip(String id) {
    return Tip.of(window.scene().lookup(id));
  }

  /** Of the metrics of an answer, from the left. */
  private String chipTip(int place) {
    Parent chips = (Parent) window.scene().lookup("#chips-A");
    return Tip.of(chips.getChildrenUnmodifiable().get(place));
  }

  @Test
  void showsAtOnceWhatItHasAndThenWhatWasAnsweredMeanwhile() throws Exception {
    open(Theme.DARK, 1440, 900);
    window.workspace().sessions().add(PastAnswers.session(0)).get(60, TimeUnit.SECONDS);
    window.click("#page-measure");
    FxTest.waitFor(
        () -> help("distribution").contains("median") && !cell("mean-0").isEmpty(),
        TestWindow.PATIENCE);
    String before = FxTest.run(() -> text("#left-out"));
    window.click("#page-compare");
    window.workspace().sessions().add(PastAnswers.session(1)).get(60, TimeUnit.SECONDS);
    window.click("#page-measure");
    assertThat(FxTest.run(() -> help("distribution"))).contains("median");
    // Away again before anything is read: nothing of it may come later to a page nobody looks at.
    window.click("#page-compare");
    window.click("#page-measure");
    FxTest.waitFor(
        () -> text("#left-out").contains("recorded answers") && !text("#left-out").equals(before),
        TestWindow.PATIENCE);
  }

  private static String clipboard() {
    return FxTest.run(() -> String.valueOf(Clipboard.getSystemClipboard().getString()));
  }

  private void item(String menu, String words) {
    ((MenuButton) window.scene().lookup(menu))
        .getItems().stream()
            .filter(one -> words.equals(one.getText()))
            .findFirst()
            .orElseThrow()
            .fire();
  }

  /** In the menu within that menu. */
  private void metrics(String menu, String words) {
    ((MenuButton) window.scene().lookup(menu))
        .getItems().stream()
            .filter(Menu.class::isInstance)
            .map(Menu.class::cast)
            .filter(one -> "All metrics as CSV, by".equals(one.getText()))
            .flatMap(one -> one.getItems().stream())
            .filter(one -> words.equals(one.getText()))
            .findFirst()
            .orElseThrow()
            .fire();
  }

  private void ask(String prompt) throws Exception {
    FxTest.run(() -> {
      // As in the samples: drawn by chance, an answer may be empty, and has no times then.
      window.model().sampling().seedProperty().set("7");
      window.model().promptProperty().set(prompt);
      window.model().run();
    });
    FxTest.waitFor(
        () ->
            window.model().runningProperty().get() || window.model().session().trials().size() > 0,
        TestWindow.PATIENCE);
    window.waitForBadge(Side.A, "finished");
    window.waitForBadge(Side.B, "finished");
    // The page reads what is on the disk, once.
    window.workspace().settled().get(60, TimeUnit.SECONDS);
  }

  private String cell(String id) {
    Node cell = window.scene().lookup("#cell-" + id);
    return cell == null ? "" : String.valueOf(cell.getAccessibleText());
  }

  /** Without waiting: for conditions. */
  private String text(String id) {
    return window.scene().lookup(id) instanceof Labeled label ? label.getText() : "";
  }

  private String help(String chart) {
    Node card = window.scene().lookup("#history-" + chart);
    return card == null
        ? ""
        : String.valueOf(card.queryAccessibleAttribute(AccessibleAttribute.HELP));
  }
}
