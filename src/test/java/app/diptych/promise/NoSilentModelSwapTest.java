package app.diptych.promise;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.app.TestCommandLine;
import app.diptych.app.TestCommandLine.Result;
import app.diptych.app.TestWindow;
import app.diptych.gateway.RehearsalGateway;
import app.diptych.gateway.RehearsalPlan;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The promise: no silent model swap. Another model answers only when a policy of the user says so
 * or the gateway does it by itself; either way it is named, and nobody can judge it.
 */
@Timeout(300)
class NoSilentModelSwapTest {
  private static final String BROKEN = "new/rehearsal/500";
  private static final String OTHER = "old/rehearsal/steady";

  @TempDir Path home;
  private RehearsalGateway gateway;

  @BeforeEach
  void open() throws Exception {
    gateway =
        RehearsalGateway.open(
            0, RehearsalPlan.USUAL, Thread.ofVirtual().factory(), NanoClock.system(), _ -> {});
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void failsInsteadOfFailingOverWithoutAPolicy() throws IOException {
    Result result = compare(BROKEN, "--json");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(side(result).at("/failure/kind").asString()).isEqualTo("ProviderError");
    assertThat(side(result).path("text").asString()).isEmpty();
  }

  @Test
  void failsOverVisiblyAndLeavesTheAnswerOutOfScores() throws IOException {
    String policy = policy(BROKEN, OTHER).toString();
    Result result = compare(BROKEN, "--policy", policy, "--json");
    assertThat(result.err()).contains("Policy: ").contains("is the same gateway");
    assertThat(result.exit()).isZero();
    assertThat(side(result).path("model").asString()).isEqualTo(BROKEN);
    assertThat(side(result).path("answeredBy").asString()).startsWith("old/");
    assertThat(side(result).path("text").asString()).startsWith("Rehearsal:");
    Result text = compare(BROKEN, "--policy", policy);
    assertThat(text.out())
        .contains("NOT the model asked for")
        .contains("counts in no score \u00b7 failed over");
    assertThat(text.err()).contains("Side A: try 2 in ").contains("Side A: asking " + OTHER);
  }

  @Test
  void neverGoesToAnotherModelOnceItHasBegunToAnswer() throws IOException {
    String broken = "new/rehearsal/cut";
    Result result = compare(broken, "--policy", policy(broken, OTHER).toString(), "--json");
    assertThat(result.exit()).as(result.out()).isEqualTo(1);
    assertThat(side(result).at("/failure/kind").asString()).isEqualTo("ConnectionLost");
    assertThat(side(result).path("text").asString()).isNotEmpty();
    assertThat(result.out()).doesNotContain("old/");
  }

  @Test
  void namesTheModelThatAGatewayAnsweredWithByItself() throws IOException {
    Result result = compare("new/rehearsal/swap", "--json");
    JsonNode side = side(result);
    assertThat(side.path("answeredBy").asString())
        .isNotEqualTo(side.path("model").asString())
        .isNotEqualTo("rehearsal/swap")
        .isNotEmpty();
    assertThat(compare("new/rehearsal/swap").out()).contains("NOT the model asked for");
    assertThat(compare("new/rehearsal/steady").out()).doesNotContain("NOT the model asked for");
  }

  @Test
  void letsNobodyJudgeAModelThatAnotherOneAnsweredFor() {
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      window.widen();
      window.gateway("new", gateway.url(), "");
      window.pick("new/rehearsal/swap", "demo/small");
      window.waitUntilReady();
      window.type("Hello");
      FxTest.run(() -> window.model().run());
      window.waitForBadge(Side.A, "finished");
      window.waitForBadge(Side.B, "finished", "cut");
      cannotBeJudged(window);
      window.robot().push(KeyCode.F2);
      assertThat(window.text("#verdict-total")).isEqualTo("0 verdicts");
    }
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      FxTest.run(() -> window.model().saved().reopen(_ -> {}));
      window.waitForBadge(Side.A, "finished");
      cannotBeJudged(window);
    }
  }

  private static void cannotBeJudged(TestWindow window) {
    FxTest.waitFor(
        () ->
            !window.side(Side.A).runningProperty().get() && !window.model().runningProperty().get(),
        TestWindow.PATIENCE);
    assertThat(FxTest.run(() -> window.side(Side.A).swappedProperty().get())).isTrue();
    assertThat(window.text("#verdict-question"))
        .isEqualTo("A is another model's: nothing to judge.");
    assertThat(FxTest.run(() -> window.side(Side.A).outcomeProperty().get()))
        .contains("counts in no score");
    for (String vote : List.of("#vote-a", "#vote-b", "#vote-tie", "#vote-both-bad")) {
      assertThat(window.node(vote).isDisabled()).as(vote).isTrue();
    }
  }

  private Result compare(String model, String... more) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "compare",
                "-p",
                "Hello",
                "--a",
                model,
                "--b",
                "new/rehearsal/steady",
                "--max-tokens",
                "5",
                "--gateway",
                "new=" + gateway.url(),
                "--gateway",
                "old=" + gateway.url()));
    line.addAll(List.of(more));
    return new TestCommandLine(home, Map.of()).run(line.toArray(String[]::new));
  }

  private static JsonNode side(Result result) {
    return JsonMapper.builder().build().readTree(result.out()).at("/sides/A");
  }

  private Path policy(String from, String to) throws IOException {
    return Files.writeString(
        home.resolve("policy.json"),
        """
        {"primary": {"provider": "new", "model": "%s", "base_url": "%s"},
         "fallback": {"provider": "old", "model": "%s", "base_url": "%s"},
         "trigger_conditions": ["new.error_rate > 1%%"],
         "fail_over_on": "failure"}
        """
            .formatted(
                from.substring("new/".length()),
                gateway.url(),
                to.substring("old/".length()),
                gateway.url()));
  }
}
