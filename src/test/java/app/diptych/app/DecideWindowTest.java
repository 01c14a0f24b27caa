package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.cost.LedgerGroup;
import app.diptych.cost.Price;
import app.diptych.cost.Rates;
import app.diptych.session.LedgerQuery;
import app.diptych.session.WorkspaceException;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Screenshot;
import app.diptych.ui.fx.Theme;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The decide page in the real window. */
class DecideWindowTest {
  @TempDir Path home;

  @Test
  void showsClaimsAndComputesAReturn() {
    try (TestWindow window = new TestWindow(home, Theme.LIGHT, UnaryOperator.identity())) {
      window.robot().push(KeyCode.ALT, KeyCode.DIGIT4);
      FxTest.waitFor(() -> claims(window).getItems().size() > 50, TestWindow.PATIENCE);
      FxTest.run(() -> claims(window).getSelectionModel().select(0));
      assertThat(FxTest.run(() -> label(window, "#claim-why"))).contains("Nobody has measured");

      window.click("#decide-return");
      for (String[] entry :
          new String[][] {
            {"input-before", "2"},
            {"output-before", "8"},
            {"input-after", "0.23"},
            {"output-after", "0.35"}
          }) {
        FxTest.run(() -> ((TextField) window.scene().lookup("#roi-" + entry[0])).setText(entry[1]));
      }
      FxTest.waitFor(() -> window.scene().lookup("#roi-net") != null, TestWindow.PATIENCE);
      assertThat(FxTest.run(() -> label(window, "#roi-net"))).contains("3,852.00 USD");
      assertThat(FxTest.run(() -> label(window, "#roi-quality-words")))
          .startsWith("No quality threshold is given");

      type(window, "#roi-quality", "45 %");
      FxTest.waitFor(
          () -> shows(window, "#roi-quality-standing", "not measured"), TestWindow.PATIENCE);
      type(window, "#roi-verdicts", "48/120");
      FxTest.waitFor(
          () -> shows(window, "#roi-quality-standing", "not known yet"), TestWindow.PATIENCE);
      assertThat(FxTest.run(() -> label(window, "#roi-quality-words")))
          .contains("45 % lies within the 95 % interval.", "about 612 more, in four");
      type(window, "#roi-quality", "0.5");
      FxTest.waitFor(
          () ->
              window.scene().lookup("#roi-problem") instanceof Label problem
                  && problem.getText().contains("may be 0.5 % or 50 %"),
          TestWindow.PATIENCE);
      // It may be below what the window shows of the form.
      FxTest.run(() -> ((Button) window.scene().lookup("#roi-from-report")).fire());
      FxTest.waitFor(
          () -> label(window, "#roi-news").startsWith("Make a report first"), TestWindow.PATIENCE);
    }
  }

  @Test
  void showsThePartThatAnArrowKeyMarks() {
    try (TestWindow window = new TestWindow(home, Theme.LIGHT, UnaryOperator.identity())) {
      window.robot().push(KeyCode.ALT, KeyCode.DIGIT4);
      window.click("#decide-check");
      window.robot().push(KeyCode.RIGHT);
      FxTest.waitFor(
          () -> window.scene().lookup("#decide-models").isFocused(), TestWindow.PATIENCE);
      FxTest.waitFor(
          () ->
              window.scene().lookup("#facts").isVisible()
                  && !window.scene().lookup("#checker").isVisible(),
          TestWindow.PATIENCE);
    }
  }

  @Test
  void findsWhatAPublishedTableContradicts() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      window.click("#page-decide");
      window.click("#decide-check");
      window.click("#check-own");
      FxTest.waitFor(
          () -> label(window, "#check-problem").startsWith("Nothing was measured here yet"),
          TestWindow.PATIENCE);
      window.click("#check-playbook");
      FxTest.waitFor(
          () -> label(window, "#check-summary").contains("contradictions"), TestWindow.PATIENCE);
      assertThat(
              FxTest.run(
                  () -> ((ListView<?>) window.scene().lookup("#check-findings")).getItems().size()))
          .isGreaterThan(5);
      FxTest.run(() ->
          ((TextArea) window.scene().lookup("#check-text"))
              .setText("Metric,A\nP50 latency (ms),40\nP95 latency (ms),30\n"));
      window.click("#check-run");
      FxTest.waitFor(
          () ->
              label(window, "#check-summary").equals("2 figures read: 1 contradiction, 0 doubts."),
          TestWindow.PATIENCE);
    }
  }

  @Test
  void addsUpWhatWasSpent() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, PricedCatalog::new)) {
      answer(window);

      window.click("#page-decide");
      window.click("#decide-costs");
      FxTest.waitFor(
          () -> label(window, "#costs-total").matches("2 requests: at least ~0\\.\\d+ USD"),
          TestWindow.PATIENCE);
      FxTest.run(() -> {
        ComboBox<?> by = (ComboBox<?>) window.scene().lookup("#costs-by");
        by.getSelectionModel().select(List.of(LedgerGroup.values()).indexOf(LedgerGroup.MODEL));
      });
      FxTest.waitFor(() -> rows(window).contains("unpriced"), TestWindow.PATIENCE);
      assertThat(FxTest.run(() -> rows(window))).contains("demo/small", "demo/base", "1 request");
    }
  }

  /** The small demo model charges dollars, the other yuan. */
  private record TwoCurrencies(ModelCatalog real) implements ModelCatalog {
    private static final Price YUAN =
        new Price(
            "gw", "n", Rates.of("7", "14"), List.of(), "CNY", "a test", LocalDate.of(2026, 11, 26));

    @Override
    public List<Entry> entries() {
      return real.entries();
    }

    @Override
    public Discovery discover(String gateway) {
      return real.discover(gateway);
    }

    @Override
    public Lookup find(Side side, String model) {
      Lookup found = new PricedCatalog(real).find(side, model);
      return found instanceof Found one && one.price() == null
          ? new Found(
              one.model(), one.source(), false, one.requestModel(), one.provider(), null, YUAN)
          : found;
    }
  }

  @Test
  void tellsSeveralCurrenciesAsOneAtTheRateThatWasGiven() {
    assertThat(
            new TestCommandLine(home, Map.of())
                .run(
                    "prices",
                    "rate",
                    "CNY",
                    "USD",
                    "0.14",
                    "--source",
                    "ECB",
                    "--date",
                    "2026-11-02")
                .exit())
        .isZero();
    try (TestWindow window = new TestWindow(home, Theme.LIGHT, TwoCurrencies::new)) {
      answer(window);

      window.click("#page-decide");
      window.click("#decide-costs");
      FxTest.waitFor(
          () ->
              label(window, "#costs-together")
                  .matches(
                      "Together about 0\\.\\d+ (CNY|USD), at 1 CNY = 0\\.14 USD \\(ECB, 2026-11-02\\)\\."),
          TestWindow.PATIENCE);
      assertThat(FxTest.run(() -> label(window, "#costs-total")))
          .matches("2 requests: ~0\\.\\d+ CNY \\+ 0\\.\\d+ USD");
      FxTest.run(() -> {
        ComboBox<?> by = (ComboBox<?>) window.scene().lookup("#costs-by");
        by.getSelectionModel().select(List.of(LedgerGroup.values()).indexOf(LedgerGroup.MODEL));
      });
      FxTest.waitFor(() -> rows(window).contains("demo/small"), TestWindow.PATIENCE);
      assertBarsFollowTheRate(window);
    }
  }

  private static void assertBarsFollowTheRate(TestWindow window) {
    List<Double> dollars =
        all(window, ".roi-value", Label.class).stream()
            .map(label -> label.getText().replace("~", "").split(" "))
            .map(money -> Double.parseDouble(money[0]) * (money[1].equals("CNY") ? 0.14 : 1))
            .toList();
    List<Double> lengths =
        all(window, ".roi-bar", ProgressBar.class).stream().map(ProgressBar::getProgress).toList();
    assertThat(lengths).hasSize(2).contains(1.0);
    assertThat(lengths.get(0) / lengths.get(1))
        .isCloseTo(dollars.get(0) / dollars.get(1), Percentage.withPercentage(0.1));
  }

  private static <T> List<T> all(TestWindow window, String style, Class<T> kind) {
    return FxTest.run(() ->
        window.scene().lookup("#costs-rows").lookupAll(style).stream().map(kind::cast).toList());
  }

  @Test
  void namesTheRateWithoutWhichSeveralCurrenciesAreNotToldAsOne() {
    try (TestWindow window = new TestWindow(home, Theme.LIGHT, TwoCurrencies::new)) {
      answer(window);

      window.click("#page-decide");
      window.click("#decide-costs");
      FxTest.waitFor(
          () ->
              label(window, "#costs-together")
                  .equals(
                      "CNY has no rate to USD, so there is no sum of all currencies: give one in the"
                          + " settings, under Prices, Rates and tariff, or with diptych prices rate"
                          + " CNY USD RATE --source WHO.\n"
                          + "The bars show what was charged in USD, without CNY."),
          TestWindow.PATIENCE);
    }
  }

  @Test
  void makesAReportAndShowsWhatIsDone() throws Exception {
    try (TestWindow window = new TestWindow(home, Theme.DARK, PricedCatalog::new)) {
      answer(window);
      window.click("#page-decide");
      window.click("#decide-steps");
      FxTest.waitFor(
          () -> label(window, "#step-compare").equals("Done: 1 trial."), TestWindow.PATIENCE);
      assertThat(FxTest.run(() -> label(window, "#step-report"))).startsWith("One page");
      shot(window, "steps");
      window.click("#go-report");
      FxTest.waitFor(() -> sessions(window).getItems().size() == 1, TestWindow.PATIENCE);
      FxTest.run(() -> sessions(window).getSelectionModel().select(0));
      window.click("#report-make");
      FxTest.waitFor(
          () ->
              window.scene().lookup(".report-strong") instanceof Label strong
                  && strong.getText().startsWith("Not yet: no vote compares"),
          TestWindow.PATIENCE);
      shot(window, "report");
      window.click("#page-settings");
      window.click("#page-decide");
      assertThat(window.node(".report-strong")).isNotNull();
    }
  }

  /** Both demo models answer, and the ledger has what it cost. */
  private static void answer(TestWindow window) {
    window.pick("demo/small", "demo/base");
    window.waitUntilReady();
    window.type("What is recursion?");
    window.click("#run");
    window.waitForBadge(Side.A, "finished");
    window.waitForBadge(Side.B, "finished");
    waitForLedger(window, 2);
  }

  /** The page reads the disk when it is shown, which has an answer a moment after it has ended. */
  private static void waitForLedger(TestWindow window, int requests) {
    FxTest.waitFor(
        () -> {
          try {
            return window.workspace().ledger(LedgerQuery.all()).size() == requests;
          } catch (WorkspaceException unreadable) {
            throw new AssertionError(unreadable);
          }
        },
        TestWindow.PATIENCE);
  }

  /** For somebody to look at. */
  private static void shot(TestWindow window, String name) throws Exception {
    String folder = System.getProperty("shots");
    if (folder != null) {
      for (Theme theme : Theme.values()) {
        for (int[] size : new int[][] {{1440, 900}, {820, 560}}) {
          Path file = Path.of(folder, name + "-" + theme + size[0] + ".png");
          FxTest.run(() -> {
            window.scene().getWindow().setWidth(size[0]);
            window.scene().getWindow().setHeight(size[1]);
            theme.dress(window.scene());
            window.scene().getRoot().layout();
          });
          FxTest.pulses(2);
          FxTest.run(() -> Screenshot.of(window.scene(), file));
        }
      }
    }
  }

  private static void type(TestWindow window, String id, String text) {
    FxTest.run(() -> ((TextField) window.scene().lookup(id)).setText(text));
  }

  private static boolean shows(TestWindow window, String id, String text) {
    return window.scene().lookup(id) instanceof Label label && label.getText().equals(text);
  }

  private static ListView<?> sessions(TestWindow window) {
    return (ListView<?>) window.scene().lookup("#report-sessions");
  }

  private static List<String> rows(TestWindow window) {
    return ((GridPane) window.scene().lookup("#costs-rows"))
        .getChildren().stream()
            .filter(Label.class::isInstance)
            .map(each -> ((Label) each).getText())
            .toList();
  }

  private static TableView<?> claims(TestWindow window) {
    return (TableView<?>) window.scene().lookup("#claims");
  }

  private static String label(TestWindow window, String id) {
    return ((Label) window.scene().lookup(id)).getText();
  }
}
