package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.gateway.RehearsalGateway;
import app.diptych.gateway.RehearsalPlan;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A budget in the window: set, spent, told, and a trial that is not sent. */
@Timeout(180)
class BudgetWindowTest {
  private static final String STEADY = "gw/rehearsal/steady";

  @TempDir Path home;

  @Test
  void stopsATrialThatCouldGoOverAndLeadsToTheBudget() throws Exception {
    Files.writeString(
        home.resolve("prices.json"),
        """
        {"prices": [{"gateway": "gw", "model": "rehearsal/steady", "input": "1", "output": "1000",
          "currency": "USD", "source": "test", "date": "2026-11-26"}]}
        """);
    try (RehearsalGateway gateway =
            RehearsalGateway.open(
                0, RehearsalPlan.USUAL, Thread.ofVirtual().factory(), NanoClock.system(), _ -> {});
        TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      window.gateway("gw", gateway.url(), "");
      window.pick(STEADY, STEADY);
      window.waitUntilReady();
      assertThat(window.node("#spent-today").isVisible()).as("nothing spent, no budget").isFalse();
      setBudget(window);

      window.click("#page-compare");
      window.type("Hello");
      run(window, "5");
      window.waitForBadge(Side.A, "finished", "cut at limit");
      window.waitForBadge(Side.B, "finished", "cut at limit");
      FxTest.waitFor(
          () -> text(window, "#spent-today").matches("today 0\\.0\\d* of 0\\.012 USD"),
          TestWindow.PATIENCE);
      FxTest.waitFor(
          () -> text(window, "#budget-notice-words").contains("of the budget \"Daily\" is spent"),
          TestWindow.PATIENCE);

      run(window, "500");
      window.waitForBadge(Side.A, "failed", "over budget");
      window.waitForBadge(Side.B, "failed", "over budget");
      String why = FxTest.run(() -> window.side(Side.A).failureProperty().get().message());
      assertThat(why).contains("The budget \"Daily\"", "these 2 requests could cost up to");
      window.click("#budget-notice-close");
      FxTest.waitFor(() -> !isSeen(window, "#budget-notice"), TestWindow.PATIENCE);
      window.click("#action-A");
      FxTest.waitFor(() -> isSeen(window, "#budget-panel"), TestWindow.PATIENCE);
    }
  }

  private static void run(TestWindow window, String maxTokens) {
    FxTest.run(() -> {
      window.model().sampling().maxTokensProperty().set(maxTokens);
      window.model().run();
    });
  }

  private static void setBudget(TestWindow window) {
    window.click("#page-settings");
    window.click("#show-budgets");
    FxTest.waitFor(() -> isSeen(window, "#no-budget"), TestWindow.PATIENCE);
    window.click("#add-budget");
    write(window, "#budget-name", "Daily");
    write(window, "#budget-limit", "-1");
    window.click("#save-budget");
    FxTest.waitFor(
        () -> text(window, "#budget-problem").startsWith("A budget allows more than nothing"),
        TestWindow.PATIENCE);
    write(window, "#budget-limit", "0.012");
    window.click("#save-budget");
    FxTest.waitFor(
        () -> text(window, "#spent-today").equals("today 0 of 0.012 USD"), TestWindow.PATIENCE);
  }

  @Test
  void putsBackABudgetThatWasRemovedAndKeepsRates() throws Exception {
    Files.writeString(
        home.resolve("settings.json"),
        """
        {"budgets": [{"name": "Talk", "scope": "tag", "of": "fosdem", "period": "month",
          "limit": "20", "currency": "USD", "hardCap": true, "allowUnpriced": false}]}
        """);
    try (TestWindow window = new TestWindow(home, Theme.LIGHT, UnaryOperator.identity())) {
      window.click("#page-settings");
      window.click("#show-budgets");
      FxTest.waitFor(() -> removal(window) != null, TestWindow.PATIENCE);
      FxTest.run(() -> {
        if (removal(window) instanceof Button remove) {
          remove.fire();
        }
      });
      FxTest.waitFor(
          () -> text(window, "#budget-undo-words").equals("Removed the budget Talk."),
          TestWindow.PATIENCE);
      assertThat(settings()).doesNotContain("fosdem");
      window.click("#budget-undo");
      // The list alone may still be what was read before it was removed.
      FxTest.waitFor(
          () -> removal(window) != null && settings().contains("fosdem"), TestWindow.PATIENCE);
      write(window, "#rate-0", "cny");
      write(window, "#rate-1", "usd");
      write(window, "#rate-2", "0.14");
      window.click("#add-rate");
      FxTest.waitFor(
          () -> text(window, "#budget-problem").startsWith("A rate needs a source"),
          TestWindow.PATIENCE);
      write(window, "#rate-3", "ECB");
      window.click("#add-rate");
      FxTest.waitFor(
          () -> text(window, "#rates .pair-rows .label").startsWith("1 CNY = 0.14 USD (ECB, "),
          TestWindow.PATIENCE);
    }
  }

  private String settings() {
    try {
      return Files.readString(home.resolve("settings.json"));
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static @Nullable Node removal(TestWindow window) {
    return window.scene().getRoot().lookupAll(".button").stream()
        .filter(node -> "Remove the budget Talk".equals(node.getAccessibleText()))
        .findFirst()
        .orElse(null);
  }

  private static void write(TestWindow window, String id, String text) {
    FxTest.run(() -> ((TextInputControl) window.scene().lookup(id)).setText(text));
  }

  private static String text(TestWindow window, String id) {
    return window.scene().lookup(id) instanceof Labeled label ? label.getText() : "";
  }

  private static boolean isSeen(TestWindow window, String id) {
    Node node = window.scene().lookup(id);
    for (Node part = node; part != null; part = part.getParent()) {
      if (!part.isVisible()) {
        return false;
      }
    }
    return node != null;
  }
}
