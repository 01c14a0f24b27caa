package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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

/** Claims on the command line: held against themselves and against measurements. */
@Timeout(120)
class ClaimsCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TABLES = "assets/claims/playbook-tables.md";

  @TempDir Path home;

  @Test
  void findsTheContradictionsOfThePlaybook() {
    var result = run("claims", "check", TABLES);

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .startsWith(TABLES + ": 39 figures read.")
        .contains("contradiction  Llama 4 Scout: mean TTFT 180ms is above mean E2E 38ms")
        .contains("1,581 ms")
        .contains("1 - 0.42/15 = 97.2 %")
        .contains("p95 E2E is 156ms in one place")
        .contains("10 contradictions, 2 doubts.");
  }

  @Test
  void printsFindingsAsJson() {
    JsonNode document = JSON.readTree(run("claims", "check", TABLES, "--json").out());

    JsonNode first = document.path("findings").get(0);
    assertThat(first.path("severity").asString()).isEqualTo("contradiction");
    assertThat(first.path("rule").asString()).isEqualTo("ttft-within-e2e");
    assertThat(first.path("numbers")).hasSize(2);
    assertThat(document.path("answerTokens").asInt()).isEqualTo(200);
    assertThat(document.path("answerTokensAssumed").asBoolean()).isTrue();
  }

  @Test
  void readsStandardInputAndIsContentWithASoundTable() {
    InputStream before = System.in;
    try {
      System.setIn(
          new ByteArrayInputStream(
              "Metric,A\nP50 latency (ms),10\nP95 latency (ms),20\nColour,red\n"
                  .getBytes(StandardCharsets.UTF_8)));
      var result = run("claims", "check", "-");
      assertThat(result.exit()).isZero();
      assertThat(result.out())
          .contains("\"Colour\" in table 1 is no metric known here")
          .endsWith("0 contradictions, 0 doubts.\n");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void saysInOneLineWhatCannotBeRead() throws Exception {
    complains("There is no file none.md.", "claims", "check", "none.md");
    Path prose = Files.writeString(home.resolve("prose.md"), "Nothing but words.\n");
    complains("No table was found", "claims", "check", prose.toString());
    complains("is larger than 1 MB", "claims", "check", big().toString());
    complains("--answer-tokens must be", "claims", "check", TABLES, "--answer-tokens", "-1");
    complains("Say what to do with claims: list, check, sheet", "claims");
  }

  @Test
  void listsTheBundledClaimsAndOnesOwn() throws Exception {
    assertThat(run("claims", "list").out())
        .contains("S13-ttft-scout llama-4-scout, Time to first token: 180 ms")
        .contains("(executive summary; other pages")
        .contains("HolySheep migration playbook, 2026-08-21)");
    Path own =
        Files.writeString(
            home.resolve("own.csv"),
            "id,subject,metric,value,unit,source,date\n1,m,TTFT,100,ms,their page,2026-11\n");
    assertThat(run("claims", "list", own.toString()).out())
        .isEqualTo("1 m, TTFT: 100 ms (their page, 2026-11)\n");
  }

  @Test
  void putsClaimsBesideMeasurements() throws Exception {
    Path measured =
        Files.writeString(
            home.resolve("measured.csv"),
            "metric,subject,n,value,low,high\nTTFT,holysheep/llama-4-scout,200,640,600,680\n");
    Path out = home.resolve("sheet.html");

    assertThat(run("claims", "sheet").out())
        .contains("0 confirmed, 0 refuted")
        .contains("| not measurable here |");
    assertThat(run("claims", "sheet", "--measured", measured.toString()).out())
        .contains(
            "| 180 ms |  | holysheep/llama-4-scout | 640 ms | 200 | 600 to 680 ms (95 %) |  | refuted |");
    assertThat(
            run(
                    "claims",
                    "sheet",
                    "--measured",
                    measured.toString(),
                    "--format",
                    "html",
                    "--out",
                    out.toString())
                .out())
        .startsWith(out + ": 0 confirmed, 1 refuted");
    assertThat(out).content().contains("<!doctype html>").contains("refuted");
    assertThat(run("claims", "sheet", "--out", out.toString()).exit()).isEqualTo(1);
    assertThat(out).as("never written over").content().contains("<!doctype html>");
    JsonNode json = JSON.readTree(run("claims", "sheet", "--json").out());
    assertThat(json.path("claims")).hasSizeGreaterThan(50);
    complains(
        "There is no list \"measurements\"",
        "claims",
        "sheet",
        "--measured",
        "assets/claims/playbook.json");
    complains("Invalid value for option '--format'", "claims", "sheet", "--format", "pdf");
  }

  @Test
  void tellsFactsWithTheirSourcesAndConflicts() {
    assertThat(run("facts", "llama-4-scout").out())
        .startsWith("Llama 4 Scout (llama-4-scout)\n")
        .contains(
            "  context, conflict:\n    10M tokens; hosts often cap it lower  (model card: Meta,")
        .contains("    but 128K tokens  (claim: the migration playbook's model table, 2026-08-21)");
    assertThat(run("facts", "Qwen 3 72B").out())
        .contains("There is no such model")
        .contains("Real models near it: qwen2.5-72b-instruct, qwen3-32b, qwen3-235b-a22b.");
    JsonNode all = JSON.readTree(run("facts", "--json").out());
    assertThat(all).hasSize(5);
    assertThat(all.get(0).at("/facts/0/conflict").asBoolean()).isTrue();
    complains("Is it qwen3-32b", "facts", "qwen3-32c");
    complains("There are some about llama-4-scout", "facts", "zzz");
  }

  @Test
  void everyCommandOfItsPagesRuns() throws Exception {
    Files.writeString(
        home.resolve("measured.csv"), "metric,subject,n,value\nTTFT,llama-4-scout,3,640\n");
    for (String page : new String[] {"docs/claims.md", "docs/roi.md"}) {
      List<String> commands =
          Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL)
              .matcher(Files.readString(Path.of(page)))
              .results()
              .flatMap(block -> block.group(1).lines())
              .toList();
      assertThat(commands).hasSizeGreaterThanOrEqualTo(2);
      for (String command : commands) {
        assertThat(command).startsWith("./diptych ");
        String here =
            command
                .substring("./diptych ".length())
                .replace("measured.csv", home.resolve("measured.csv").toString())
                .replace("claims.html", home.resolve("claims.html").toString());
        var result = run(here.split(" "));
        assertThat(result.exit()).as(command + result.err()).isLessThanOrEqualTo(1);
        assertThat(result.err()).as(command).isEmpty();
        assertThat(result.out()).as(command).isNotBlank();
      }
    }
  }

  private Path big() throws Exception {
    return Files.writeString(home.resolve("big.csv"), "a,b\n".repeat(300_000));
  }

  private void complains(String sentence, String... arguments) {
    var result = run(arguments);
    assertThat(result.exit()).as(result.out()).isEqualTo(2);
    assertThat(result.err()).contains(sentence).hasLineCount(1);
    assertThat(result.out()).isEmpty();
  }

  private TestCommandLine.Result run(String... arguments) {
    return new TestCommandLine(home, Map.of()).run(arguments);
  }
}
