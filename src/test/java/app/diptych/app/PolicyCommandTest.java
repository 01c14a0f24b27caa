package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Failure;
import app.diptych.trial.Answer;
import app.diptych.trial.RecordedAnswer;
import app.diptych.trial.Recordings;
import app.diptych.trial.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Policies on the command line: checked, and tried on calls. */
@Timeout(120)
class PolicyCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PLAYBOOK = "assets/policies/playbook.json";
  private static final String MENDED = "assets/policies/with-evidence.json";
  private static final String CALLS = "assets/policies/sample-calls.csv";
  private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

  @TempDir Path home;

  private TestCommandLine.Result run(String... arguments) {
    return new TestCommandLine(home, Map.of()).run(arguments);
  }

  @Test
  void findsTheContradictionInThePlaybook() {
    var result = run("policy", "check", PLAYBOOK);

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out())
        .startsWith(PLAYBOOK + ": holy_sheep/llama-4-scout, falling back to openai/gpt-4.1")
        .contains("contradiction  The fallback openai/gpt-4.1 has a p95 latency of 2,340 ms")
        .contains("1 contradiction, 5 doubts.");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void printsFindingsAsJson() {
    var result = run("policy", "check", PLAYBOOK, "--json");

    JsonNode document = JSON.readTree(result.out());
    assertThat(result.exit()).isEqualTo(1);
    assertThat(document.path("findings").get(0).path("level").asString())
        .isEqualTo("contradiction");
    assertThat(document.path("findings").get(0).path("rule").asString())
        .isEqualTo("fallback-in-breach");
  }

  @Test
  void isContentWithAPolicyThatHoldsTogether() {
    assertThat(run("policy", "check", MENDED).exit()).isZero();
  }

  @Test
  void tellsEveryTripFlapAndRecoveryWithItsCall() {
    var result = run("policy", "simulate", PLAYBOOK, "--calls", CALLS);

    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .startsWith("180 calls of holy_sheep, 30 of openai, 0 of others.")
        .contains("trip      holy_sheep: 4 of the last 58 calls failed")
        .contains("flap      holy_sheep: 3 calls in a row failed")
        .contains("recovery  holy_sheep")
        .contains(
            "1 trip, 2 flaps, 3 recoveries; 32 of 180 calls would have gone to openai/gpt-4.1.")
        .contains("would have left holy_sheep 1 time, first at call");
    JsonNode document =
        JSON.readTree(run("policy", "simulate", PLAYBOOK, "--calls", CALLS, "--json").out());
    assertThat(document.path("flaps").asInt()).isEqualTo(2);
    assertThat(document.path("steps").get(0).path("kind").asString()).isEqualTo("rest");
  }

  @Test
  void triesAPolicyOnTheTrialsOfASession() throws Exception {
    RecordedAnswer local = Recordings.finished(Recordings.every(10, 5));
    RecordedAnswer lost =
        Recordings.failed(List.of(), new Failure.ConnectionLost("It was cut.", "Run again."));
    RecordedHome.with(home, "Foxes", Map.of(Side.A, ofGateway(lost), Side.B, local));

    var result = run("policy", "simulate", PLAYBOOK, "--session", "Foxes");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out()).startsWith("1 call of holy_sheep, 0 of openai, 0 of others.");
  }

  @Test
  void saysInOneLineWhatIsWrongAndWhatToDo() {
    complains("diptych: There is no file none.json.", "policy", "check", "none.json");
    complains(
        "diptych: " + CALLS.substring(16) + " is not JSON at line 1, column 1",
        "policy",
        "check",
        CALLS);
    complains("(--calls=CSV | --session=SESSION)", "policy", "simulate", PLAYBOOK);
    complains(
        "diptych: There is no file none.csv.",
        "policy",
        "simulate",
        PLAYBOOK,
        "--calls",
        "none.csv");
    complains("Nothing is saved here yet.", "policy", "simulate", PLAYBOOK, "--session", "Foxes");
    complains("check, simulate", "policy");
  }

  @Test
  void theSessionMustHaveCallsOfTheGateway() throws Exception {
    RecordedHome.with(home, "Owls", Map.of(Side.A, Recordings.finished(Recordings.every(10, 5))));

    complains(
        "None of the 0 calls is of holy_sheep, the primary gateway: record some first.",
        "policy",
        "simulate",
        PLAYBOOK,
        "--session",
        "Owls");
    complains("There is no session", "policy", "simulate", PLAYBOOK, "--session", "Foxes");
  }

  @Test
  void everyCommandOfItsPageRuns() throws Exception {
    List<String> commands =
        BLOCK
            .matcher(Files.readString(Path.of("docs/policy.md")))
            .results()
            .flatMap(block -> block.group(1).lines())
            .toList();
    assertThat(commands).hasSizeGreaterThanOrEqualTo(3);
    for (String command : commands) {
      assertThat(command).startsWith("./diptych policy ");
      var result = run(command.substring("./diptych ".length()).split(" "));
      assertThat(result.exit()).as(command + result.err()).isLessThanOrEqualTo(1);
      assertThat(result.err()).as(command).isEmpty();
      assertThat(result.out()).as(command).isNotBlank();
    }
  }

  private void complains(String sentence, String... arguments) {
    var result = run(arguments);
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains(sentence).hasLineCount(1);
    assertThat(result.out()).isEmpty();
  }

  private static RecordedAnswer ofGateway(RecordedAnswer recorded) {
    Answer it = recorded.answer();
    return new RecordedAnswer(
        recorded.session(),
        recorded.number(),
        recorded.side(),
        recorded.at(),
        false,
        new Answer(
            "holysheep/llama-4-scout",
            false,
            it.request(),
            it.state(),
            it.origin(),
            it.text(),
            it.reasoning(),
            it.usage(),
            it.finishReason(),
            it.failure(),
            it.timeline(),
            it.preparation()),
        recorded.pieces());
  }
}
