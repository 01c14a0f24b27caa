package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Failure;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.ModelCatalog.Found;
import app.diptych.trial.Recordings;
import app.diptych.trial.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A recorded answer in the place of a model, on the command line. */
@Timeout(60)
class RecordedModelTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path home;

  @Test
  void standsOnBothSidesWithoutAnEngineOrANetwork() throws Exception {
    String session = record();
    var result =
        run(
            "compare",
            "-p",
            Recordings.PROMPT,
            "--a",
            "recorded:Skies#1/A",
            "--b",
            "recorded:" + session + "#1/B",
            "--json");
    assertThat(result.err())
        .contains("Side B, recorded:" + session.substring(0, 8) + "#1/B: It broke off.");
    assertThat(result.exit()).isEqualTo(1);
    JsonNode trial = JSON.readTree(result.out());
    JsonNode a = trial.at("/sides/A");
    assertThat(a.path("text").asString()).isEqualTo("Light scatters.");
    assertThat(a.path("reasoning").asString()).isEqualTo("hm ");
    assertThat(a.path("model").asString())
        .isEqualTo("recorded:" + session.substring(0, 8) + "#1/A");
    assertThat(a.path("answeredBy").asString()).isEqualTo("demo/small (recorded)");
    assertThat(a.at("/origin/engine").asString()).startsWith("recording");
    assertThat(a.path("finishReason").asString()).isEqualTo("stop");
    assertThat(a.at("/usage/outputTokens").asInt()).isEqualTo(Recordings.USAGE.outputTokens());
    assertThat(a.at("/timing/ttftMs").asDouble()).isGreaterThanOrEqualTo(5);
    assertThat(a.at("/timing/e2eMs").asDouble()).isGreaterThanOrEqualTo(40);
    JsonNode b = trial.at("/sides/B");
    assertThat(b.path("text").asString()).isEqualTo("Be");
    assertThat(b.at("/failure/kind").asString()).isEqualTo("ConnectionLost");
    // Nothing was computed, so nothing shared the processor.
    assertThat(trial.path("contended").asBoolean()).isFalse();
  }

  @Test
  void saysThatItWasMadeForAnotherPrompt() throws Exception {
    record();
    var result =
        run(
            "compare",
            "-p",
            "Why is grass green?",
            "--a",
            "recorded:Skies#1/A",
            "--b",
            "recorded:Skies#1/A");
    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .contains("answered by demo/small (recorded), recording for another prompt")
        .contains("Light scatters.");
    assertThat(
            run(
                    "compare",
                    "-p",
                    Recordings.PROMPT,
                    "--a",
                    "recorded:Skies#1/A",
                    "--b",
                    "recorded:Skies#1/A")
                .out())
        .doesNotContain("another prompt");
  }

  @Test
  void startsNothingForARecordingThatIsNotThere() throws Exception {
    var nothing = run("compare", "-p", "hi", "--a", "recorded:Skies#1/A");
    assertThat(nothing.exit()).isEqualTo(2);
    assertThat(nothing.err()).contains("Nothing is saved here yet.");
    assertThat(Files.exists(home.resolve("workspace.db"))).isFalse();
    record();
    var wrong = run("compare", "-p", "hi", "--a", "recorded:Skies#2/A");
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).contains("has no trial 2. Its only trial is 1.");
    assertThat(wrong.out()).isEmpty();
    assertThat(run("models").out()).contains("recorded:SESSION#TRIAL/SIDE");
  }

  @Test
  void listsWhatWasUsedInThisRunAndNothingElse() throws Exception {
    String session = record();
    try (Wiring wiring = new Wiring(home, List.of(), Map.of())) {
      ModelCatalog catalog = wiring.models();
      assertThat(catalog.entries()).extracting(ModelCatalog.Entry::model).hasSize(2);
      Found found = (Found) catalog.find(Side.A, "recorded:Skies#1/B");
      assertThat(found.source()).isEqualTo("recorded from demo/small");
      assertThat(found.recorded()).isNotNull();
      assertThat(catalog.entries())
          .extracting(ModelCatalog.Entry::model)
          .contains("recorded:" + session.substring(0, 8) + "#1/B");
    }
  }

  private String record() throws Exception {
    return RecordedHome.with(
        home,
        "Skies",
        Map.of(
            Side.A,
            Recordings.finished(
                List.of(
                    Recordings.thought(5, "hm "),
                    Recordings.text(20, "Light "),
                    Recordings.text(40, "scatters."))),
            Side.B,
            Recordings.failed(
                List.of(Recordings.text(10, "Be")),
                new Failure.ConnectionLost("It broke off.", "Run again."))));
  }

  private TestCommandLine.Result run(String... arguments) {
    return new TestCommandLine(home, Map.of()).run(arguments);
  }
}
