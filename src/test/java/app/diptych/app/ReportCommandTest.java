package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.report.PastAnswers;
import app.diptych.session.Workspace.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The decision report of recorded sessions, on the command line. */
@Timeout(120)
class ReportCommandTest {
  @TempDir Path home;

  @Test
  void writesThePageAndSaysTheRecommendation() throws Exception {
    record(0);
    Path file = home.resolve("report.html");
    var written =
        report(
            "past-0",
            "--question",
            "Shall the nightly job <move>?",
            "--input-tokens",
            "50M",
            "--output-tokens",
            "50M",
            "--from-price",
            "2/8",
            "--to-price",
            "0.23/0.35",
            "--days",
            "3",
            "--day-rate",
            "600",
            "--quality-threshold",
            "1 %",
            "--out",
            file.toString());
    assertThat(written.exit()).as(written.err()).isZero();
    assertThat(written.out())
        .startsWith("Not yet: of ")
        .contains("more votes are needed.")
        .endsWith("Wrote " + file + ".\n");
    assertThat(Files.readString(file))
        .startsWith("<!DOCTYPE html>")
        .contains("Shall the nightly job &lt;move&gt;?")
        .contains("471.00 USD", ", and the quality threshold is met")
        .contains("at least 1 % of the verdicts, ties half")
        .contains("output price before")
        .contains("No drill yet")
        .contains("holysheep/llama-4-scout is quicker in end-to-end time, p50")
        .contains("the migration playbook&#39;s price table (HolySheep), 2026-08-21");
  }

  @Test
  void printsTheMainNumbersAsJson() throws Exception {
    record(0);
    var printed = report("Migration, day 1", "--json");
    assertThat(printed.exit()).as(printed.err()).isZero();
    JsonNode document = JsonMapper.shared().readTree(printed.out());
    assertThat(document.path("recommendation").asString()).isEqualTo("not-yet");
    assertThat(document.path("moreVotes").asInt()).isPositive();
    assertThat(document.path("votes").path("n").asInt()).isBetween(30, 40);
    assertThat(document.path("sides").path("A").path("model").asString())
        .isEqualTo("holysheep/llama-4-scout");
    assertThat(document.path("sides").path("B").path("counted").asInt()).isEqualTo(60);
    assertThat(document.path("wouldChange").size()).isPositive();
  }

  @Test
  void theSameSessionsGiveTheSameBytes() throws Exception {
    record(0);
    Path one = home.resolve("one.md");
    Path other = home.resolve("other.md");
    LocalDate day;
    do {
      // The page says on which day it was made: both are of one.
      day = LocalDate.now(ZoneId.systemDefault());
      assertThat(report("past-0", "--out", one.toString()).exit()).isZero();
      assertThat(report("past-0", "--out", other.toString()).exit()).isZero();
    } while (!day.equals(LocalDate.now(ZoneId.systemDefault())));
    assertThat(Files.readString(one)).isEqualTo(Files.readString(other)).startsWith("# ");
  }

  @Test
  void triesAPolicyAndTellsTheLastDrill() throws Exception {
    record(0);
    Files.writeString(
        home.resolve("audit.log"),
        """
        2026-11-25T10:00:00Z  you changed the route from a/b to c/d in 3 ms: rolled back
        2026-11-25T10:00:01Z  c/d answers: route changed after 3 ms, first answer after 1 s
        """);
    Path policy =
        Files.writeString(
            home.resolve("policy.json"),
            """
            {"primary": {"provider": "holysheep", "model": "llama-4-scout"},
             "fallback": {"provider": "openrouter", "model": "gpt-oss-120b",
               "trigger_conditions": ["holysheep.error_rate > 1%"]}}
            """);
    Path file = home.resolve("report.md");
    var written = report("past-0", "--policy", policy.toString(), "--out", file.toString());
    assertThat(written.exit()).as(written.err()).isZero();
    assertThat(Files.readString(file))
        .contains("Played on the recorded calls: 120 calls of holysheep")
        .contains(
            "The last of 1 drill: 2026-11-25T10:00:01Z  c/d answers: route changed after 3 ms");
  }

  @Test
  void holdsChecksAgainstTheRecordedAnswers() throws Exception {
    record(0);
    Path checks =
        Files.writeString(
            home.resolve("polite.yaml"),
            "- {type: length, value: {min: 1}}\n- {type: llm-rubric, value: kind}\n");
    Path file = home.resolve("report.md");
    var written = report("past-0", "--checks", checks.toString(), "--out", file.toString());
    assertThat(written.exit()).as(written.err()).isZero();
    assertThat(written.err()).contains("llm-rubric (a model must judge that");
    assertThat(Files.readString(file))
        .contains("Checks of polite.yaml, held against the recorded answers")
        .contains("Answers of A that passed")
        .contains("failed: There is no whole answer");
    complains("has no checks", "past-0", "--checks", Files.writeString(checks, "{}").toString());
    complains("cannot be read", "past-0", "--checks", home.resolve("none.yaml").toString());
  }

  @Test
  void saysInOneSentenceWhatCannotBe() throws Exception {
    complains("Nothing is saved here yet.", "x");
    record(0);
    record(4);
    complains("x", "x");
    complains("say which two with --a and --b. There are: ", "past-0", "past-4");
    complains("No answer of gw/none is in these sessions.", "past-0", "--a", "gw/none");
    complains(
        "--a and --b name the same model",
        "past-0",
        "--a",
        "holysheep/qwen3-235b",
        "--b",
        "holysheep/qwen3-235b");
    complains("Give --out a name that ends with .html or .md.", "past-0", "--out", "x.pdf");
    complains("There is no file", "past-0", "--policy", home.resolve("none.json").toString());
    complains("\"lots\" is no number of tokens", "past-0", "--input-tokens", "lots");
    complains(
        "--quality-threshold goes with a return: give --input-tokens",
        "past-0",
        "--quality-threshold",
        "45");
    complains(
        "above 0 and at most 100 per cent",
        "past-0",
        "--input-tokens",
        "1M",
        "--from-price",
        "2/8",
        "--to-price",
        "1/1",
        "--quality-threshold",
        "101");
    complains("Missing required parameter: 'SESSION'", new String[0]);
    assertThat(report("past-0", "--out", home.resolve("no").resolve("x.html").toString()).exit())
        .isEqualTo(1);
    assertThat(
            report(
                    "past-0",
                    "past-4",
                    "--a",
                    "holysheep/qwen3-235b",
                    "--b",
                    "holysheep/llama-4-scout")
                .exit())
        .isZero();
  }

  private void complains(String sentence, String... arguments) {
    var result = report(arguments);
    assertThat(result.exit()).as(result.out()).isEqualTo(2);
    assertThat(result.err()).contains(sentence).hasLineCount(1);
  }

  private void record(int number) throws Exception {
    try (Wiring wiring = new Wiring(home, List.of(), Map.of())) {
      wiring
          .openWorkspace(Role.OWNER)
          .sessions()
          .add(PastAnswers.session(number))
          .get(60, TimeUnit.SECONDS);
    }
  }

  private TestCommandLine.Result report(String... arguments) {
    List<String> all = new ArrayList<>(List.of("report"));
    all.addAll(List.of(arguments));
    return new TestCommandLine(home, Map.of()).run(all.toArray(String[]::new));
  }
}
