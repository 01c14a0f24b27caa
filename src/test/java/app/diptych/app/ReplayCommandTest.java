package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Failure;
import app.diptych.trial.Recordings;
import app.diptych.trial.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A recorded trial played again on the command line. */
@Timeout(60)
class ReplayCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path home;

  @Test
  void mixesTheLinesOfBothSidesInTheOrderTheyCame() throws Exception {
    record();
    var result = run("sessions", "replay", "Skies#1");
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .startsWith("Replay of trial 1 of \"Skies\"")
        .contains("== A  demo/small (demonstration model)", "> " + Recordings.PROMPT);
    assertThat(result.out().lines().filter(line -> line.contains(" | ")))
        .containsExactly(
            "    0.020 s  A | [reasoning] hm",
            "    0.030 s  B | It is\u241b[2J the air.",
            "    0.060 s  A | # Sky",
            "    0.090 s  B | -- failed \u00b7 TTFT 30.0 ms \u00b7 133.3 tok/s \u00b7 11 tokens \u00b7"
                + " cost: local",
            "    0.090 s  B |    It broke off.",
            "    0.120 s  A | Light scatters and scatters and scatters and scatters and scatters and",
            "    0.120 s  A | scatters.",
            "    0.120 s  A | -- finished: stop \u00b7 TTFT 20.0 ms \u00b7 100.0 tok/s \u00b7 11 tokens"
                + " \u00b7 E2E 120.0 ms \u00b7 cost: local");
  }

  @Test
  void printsOneDocumentWithTheStreamOfEachSide() throws Exception {
    String session = record();
    JsonNode root =
        JSON.readTree(run("sessions", "replay", session.substring(0, 6), "--json").out());
    assertThat(root.path("session").asString()).isEqualTo(session);
    assertThat(root.path("title").asString()).isEqualTo("Skies");
    assertThat(root.path("number").asInt()).isEqualTo(1);
    assertThat(root.path("prompt").asString()).isEqualTo(Recordings.PROMPT);
    JsonNode a = root.at("/sides/A");
    assertThat(a.path("finishReason").asString()).isEqualTo("stop");
    assertThat(a.at("/stream/0/atMs").asDouble()).isEqualTo(20);
    assertThat(a.at("/stream/0/kind").asString()).isEqualTo("reasoning");
    StringBuilder text = new StringBuilder();
    a.path("stream")
        .forEach(piece -> {
          if (piece.path("kind").asString().equals("text")) {
            text.append(piece.path("text").asString());
          }
        });
    assertThat(text.toString()).isEqualTo(a.path("text").asString());
    assertThat(root.at("/sides/B/failure/kind").asString()).isEqualTo("ConnectionLost");
  }

  @Test
  void startsNothingForAMistakeAndSaysWhatToDo() throws Exception {
    assertThat(run("sessions", "replay", "Skies").err()).contains("Nothing is saved here yet.");
    String session = record();
    assertRefused("There is no session \"Seas\".", "sessions", "replay", "Seas");
    assertRefused(session.substring(0, 8) + " (Skies)", "sessions", "replay", "Seas");
    assertRefused("Its only trial is 1.", "sessions", "replay", "Skies#4");
    assertRefused("must be 0.01 to 1000", "sessions", "replay", "Skies", "--speed", "0");
    assertRefused("must be 0.01 to 1000", "sessions", "replay", "Skies", "--speed", "NaN");
    assertRefused("'fast' is not a number", "sessions", "replay", "Skies", "--speed", "fast");
    assertRefused("replay", "sessions");
  }

  private void assertRefused(String words, String... arguments) {
    var result = run(arguments);
    assertThat(result.exit()).as(String.join(" ", arguments)).isEqualTo(2);
    assertThat(result.err()).contains(words);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.out()).isEmpty();
  }

  private String record() throws Exception {
    return RecordedHome.with(
        home,
        "Skies",
        Map.of(
            Side.A,
            Recordings.finished(
                List.of(
                    Recordings.thought(20, "hm "),
                    Recordings.text(50, "# S"),
                    Recordings.text(60, "ky\n\nLight "),
                    Recordings.text(90, "scatters and ".repeat(5)),
                    Recordings.text(120, "scatters."))),
            Side.B,
            Recordings.failed(
                List.of(
                    Recordings.text(30, "It is\u001b[2J the air.\n"), Recordings.text(90, "\n")),
                new Failure.ConnectionLost("It broke off.", "Run again."))));
  }

  private TestCommandLine.Result run(String... arguments) {
    return new TestCommandLine(home, Map.of()).run(arguments);
  }
}
