package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.exchange.Exchange;
import app.diptych.exchange.Format;
import app.diptych.trial.RecordedAnswer;
import app.diptych.trial.Recordings;
import app.diptych.trial.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Saved sessions on the command line: found, shown, sent away and taken in. */
@Timeout(120)
class SessionsCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path home;
  @TempDir Path elsewhere;
  private String id = "";

  @BeforeEach
  void record() throws Exception {
    RecordedAnswer answer = Recordings.finished(Recordings.every(10, 5));
    id = RecordedHome.with(home, "Foxes", Map.of(Side.A, answer, Side.B, answer));
    RecordedHome.with(home, "Owls", Map.of(Side.A, answer, Side.B, answer));
  }

  @Test
  void listsAndFindsSessions() {
    assertThat(run("sessions", "list").out())
        .contains("Foxes")
        .contains("Owls")
        .contains("1 trial");
    JsonNode list = JSON.readTree(run("sessions", "list", "--json").out());
    assertThat(list).hasSize(2);
    assertThat(list.get(0).path("votes").path("both_bad").asInt(-1)).isZero();
    assertThat(run("sessions", "search", "owls").out()).contains("Owls").doesNotContain("Foxes");
    assertThat(run("sessions", "search", "nothing-like-it").out()).contains("No session has");
    assertThat(JSON.readTree(run("sessions", "search", "zzz", "--json").out())).isEmpty();
  }

  /** ESC, BEL, CSI and a turned direction, wherever a file of somebody else has names and texts. */
  @Test
  void namesInAnImportedFileDoNotSteerTheTerminal() throws Exception {
    String hostile = "m\\u001b]0;x\\u0007\\u009b2J\\u202en";
    Path file =
        Files.writeString(
            elsewhere.resolve("table.jsonl"),
            "{\"prompt\":\"p%1$s\",\"answer_a\":\"a%1$s\",\"answer_b\":\"b\",\"model_a\":\"%1$s\",\"model_b\":\"n%1$s\",\"note\":\"%1$s\"}\n"
                .formatted(hostile));
    TestCommandLine other = new TestCommandLine(elsewhere.resolve("home"), Map.of());
    assertThat(other.run("sessions", "import", file.toString()).err()).isEmpty();
    String session =
        JSON.readTree(other.run("sessions", "list", "--json").out()).get(0).path("id").asString();
    for (String[] command :
        List.of(
            new String[] {"sessions", "list"},
            new String[] {"sessions", "list", "--json"},
            new String[] {"sessions", "show", session},
            new String[] {"sessions", "show", session, "--json"},
            new String[] {"sessions", "search", "p"},
            new String[] {"sessions", "replay", session + "#1"},
            new String[] {"sessions", "replay", session + "#1", "--json"},
            new String[] {"benchmark", session},
            new String[] {"benchmark", session, "--json"},
            new String[] {"votes", session},
            new String[] {"votes", session, "--json"})) {
      var told = other.run(command);
      assertThat(told.out() + told.err())
          .as(String.join(" ", command))
          .isNotEmpty()
          .doesNotContainPattern("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e]");
    }
  }

  @Test
  void writesATableWhereTheEndingOfTheFileSaysSo() throws Exception {
    Path table = elsewhere.resolve("foxes.csv");
    assertThat(run("sessions", "export", "Foxes", "--out", table.toString()).out())
        .contains("Table (CSV)");
    assertThat(Files.readString(table)).doesNotStartWith("{");
    Path bundle = elsewhere.resolve("foxes.jsonl");
    assertThat(run("sessions", "export", "Foxes", "--out", bundle.toString()).out())
        .contains("Diptych session");
  }

  @Test
  void writesASessionThatIsNamedTwiceOnce() throws Exception {
    Path file = elsewhere.resolve("once.diptych.jsonl");
    var written = run("sessions", "export", "Foxes", id, "--out", file.toString(), "--json");
    assertThat(JSON.readTree(written.out()).path("sessions").asInt()).isEqualTo(1);
  }

  @Test
  void importsTheFolderThatExportWrote() {
    Path folder = elsewhere.resolve("bench");
    assertThat(
            run("sessions", "export", "Foxes", "--format", "mt-bench", "--out", folder.toString())
                .exit())
        .isZero();
    TestCommandLine other = new TestCommandLine(elsewhere.resolve("home"), Map.of());
    var imported = other.run("sessions", "import", folder.toString());
    assertThat(imported.err()).isEmpty();
    assertThat(imported.out()).contains("1 session").endsWith("Imported.\n");
    assertThat(other.run("sessions", "import", elsewhere.resolve("home").toString()).err())
        .contains("folder without a file");
  }

  @Test
  void listsDeletedSessionsAndRestoresThem() throws Exception {
    assertThat(run("sessions", "list", "--deleted").out()).contains("No session is deleted.");
    RecordedHome.delete(home, id);
    assertThat(run("sessions", "list").out()).doesNotContain("Foxes");
    assertThat(run("sessions", "list", "--deleted").out()).contains("Foxes");
    assertThat(run("sessions", "show", "Foxes").exit()).isEqualTo(2);
    var none = run("sessions", "restore", "Owls");
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err()).contains("no deleted session", "Foxes");
    var restored = run("sessions", "restore", "Foxes");
    assertThat(restored.err()).isEmpty();
    assertThat(restored.out()).contains("Restored Foxes.");
    assertThat(run("sessions", "list").out()).contains("Foxes");
  }

  @Test
  void showsWhatOtherRatersSaid() throws Exception {
    Path battles =
        Files.writeString(
            elsewhere.resolve("battles.jsonl"),
            """
            {"model_a":"m/a","model_b":"m/b","winner":"tie (bothbad)","judge":"judge-1","turn":1,\
            "conversation_a":[{"role":"user","content":"Bird?"},{"role":"assistant","content":"Wren."}],\
            "conversation_b":[{"role":"user","content":"Bird?"},{"role":"assistant","content":"Gull."}]}
            """);
    assertThat(run("sessions", "import", battles.toString()).exit()).isZero();
    String session =
        JSON.readTree(run("sessions", "search", "Bird?", "--json").out())
            .at("/0/session")
            .asString();
    assertThat(run("sessions", "show", session).out()).contains("judge-1: both bad");
    assertThat(
            JSON.readTree(run("sessions", "show", session, "--json").out())
                .at("/trials/0/raters/0/verdict")
                .asString())
        .isEqualTo("both_bad");
  }

  @ParameterizedTest
  @ValueSource(strings = {"title", "id", "prefix"})
  void showsASessionByWhateverNamesIt(String how) {
    String name = how.equals("title") ? "Foxes" : how.equals("id") ? id : id.substring(0, 8);
    var shown = run("sessions", "show", name);
    assertThat(shown.exit()).isZero();
    assertThat(shown.out()).startsWith("Foxes").contains("# 1").contains("== A").contains("== B");
    JsonNode document = JSON.readTree(run("sessions", "show", name, "--json").out());
    assertThat(document.path("session").asString()).isEqualTo(id);
    assertThat(document.at("/trials/0/sides/A/model").asString()).isNotEmpty();
  }

  @Test
  void saysWhichSessionsThereAreWhenNoneIsMeant() {
    var result = run("sessions", "show", "Wolves");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).startsWith("diptych: ").contains("Wolves");
  }

  @Test
  void sendsASessionToAnotherWorkspace() {
    Path file = elsewhere.resolve("foxes.diptych.jsonl");
    var exported = run("sessions", "export", "Foxes", "--out", file.toString());
    assertThat(exported.err()).isEmpty();
    assertThat(exported.out()).contains("from 1 session with 1 trial.");
    TestCommandLine other = new TestCommandLine(elsewhere.resolve("home"), Map.of());
    var looked = other.run("sessions", "import", file.toString(), "--dry-run");
    assertThat(looked.out()).contains("Foxes").contains("Nothing was saved.");
    assertThat(elsewhere.resolve("home").resolve("workspace.db")).doesNotExist();
    var imported = other.run("sessions", "import", file.toString());
    assertThat(imported.err()).isEmpty();
    assertThat(imported.out()).endsWith("Imported.\n");
    assertThat(JSON.readTree(other.run("sessions", "show", id, "--json").out()))
        .isEqualTo(JSON.readTree(run("sessions", "show", id, "--json").out()));
    JsonNode again =
        JSON.readTree(other.run("sessions", "import", file.toString(), "--json").out());
    assertThat(again.path("copies").asInt()).isEqualTo(1);
    assertThat(other.run("sessions", "list").out()).contains("Foxes (copy)");
  }

  @Test
  void writesNoEmptyFileAndSaysWhy() {
    Path file = elsewhere.resolve("out.jsonl");
    var result = run("sessions", "export", "Foxes", "--format", "trl", "--out", file.toString());
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("nothing is left to write").contains("without a verdict");
    assertThat(file).doesNotExist();
  }

  private static Stream<String> formats() {
    return Exchange.writable().stream()
        .map(Format::id)
        .filter(id -> !List.of("trl", "arena").contains(id));
  }

  /** Those that carry verdicts alone have a test of their own: nobody voted here. */
  @ParameterizedTest
  @MethodSource("formats")
  void writesEveryFormat(String format) throws Exception {
    Path file = elsewhere.resolve("out." + format);
    var result =
        run(
            "sessions",
            "export",
            "Foxes",
            "Owls",
            "--format",
            format,
            "--out",
            file.toString(),
            "--json");
    assertThat(result.exit()).as(result.err()).isZero();
    JsonNode document = JSON.readTree(result.out());
    assertThat(document.path("sessions").asInt()).isEqualTo(2);
    assertThat(document.path("leftOut").isArray()).isTrue();
    assertThat(file).isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mt-bench", "arena-hard"})
  void writesAFolderOfFilesAndReadsThemTogether(String format) throws Exception {
    Path folder = elsewhere.resolve("bench");
    var written =
        run("sessions", "export", "Foxes", "--format", format, "--out", folder.toString());
    assertThat(written.err()).isEmpty();
    assertThat(folder.resolve("question.jsonl")).exists();
    List<String> arguments = new ArrayList<>(List.of("sessions", "import"));
    try (Stream<Path> answers = Files.list(folder.resolve("model_answer"))) {
      answers.sorted().map(Path::toString).forEach(arguments::add);
    }
    arguments.add(folder.resolve("question.jsonl").toString());
    assertThat(arguments).hasSize(5);
    TestCommandLine other = new TestCommandLine(elsewhere.resolve("home"), Map.of());
    var imported = other.run(arguments.toArray(String[]::new));
    assertThat(imported.err()).isEmpty();
    assertThat(imported.out()).contains("1 session with 1 trial").containsOnlyOnce("Imported.");
  }

  @Test
  void readsFilesThatDoNotBelongTogetherOneAfterTheOther() throws Exception {
    Path foxes = elsewhere.resolve("foxes.jsonl");
    Path owls = elsewhere.resolve("owls.jsonl");
    run("sessions", "export", "Foxes", "--out", foxes.toString());
    run("sessions", "export", "Owls", "--out", owls.toString());
    TestCommandLine other = new TestCommandLine(elsewhere.resolve("home"), Map.of());
    JsonNode both =
        JSON.readTree(
            other.run("sessions", "import", foxes.toString(), owls.toString(), "--json").out());
    assertThat(both).hasSize(2);
    assertThat(other.run("sessions", "list").out()).contains("Foxes").contains("Owls");
  }

  @Test
  void leavesKeysOutWhenAsked() throws Exception {
    String canary = Recordings.PROMPT.substring(0, 12);
    TestCommandLine line = new TestCommandLine(home, Map.of("GATE_API_KEY", canary));
    Path file = elsewhere.resolve("clean.jsonl");
    line.run("sessions", "export", "Foxes", "--out", file.toString(), "--redact", "--no-notes");
    assertThat(Files.readString(file)).doesNotContain(canary).contains("[redacted]");
  }

  @Test
  void endsWithTheRightCode() throws Exception {
    Path foreign = Files.writeString(elsewhere.resolve("x.txt"), "Once upon a time.");
    assertThat(run("sessions", "import", foreign.toString()).exit()).isEqualTo(1);
    assertThat(run("sessions", "import", foreign.toString()).err()).contains("none of the formats");
    assertThat(run("sessions", "import", foreign.toString(), "--format", "nonsense").exit())
        .isEqualTo(2);
    assertThat(run("sessions", "import", elsewhere.resolve("gone").toString()).exit()).isEqualTo(1);
    assertThat(run("sessions", "export", "Foxes").exit()).isEqualTo(2);
    assertThat(run("sessions", "export", "Foxes", "--out", elsewhere.toString()).exit())
        .isEqualTo(1);
    assertThat(run("sessions", "list", "--limit", "0").exit()).isEqualTo(2);
    assertThat(run("sessions").exit()).isEqualTo(2);
    TestCommandLine empty = new TestCommandLine(elsewhere.resolve("none"), Map.of());
    assertThat(empty.run("sessions", "list").exit()).isZero();
    assertThat(empty.run("sessions", "show", "x").exit()).isEqualTo(2);
    assertThat(empty.run("sessions", "export", "x", "--out", "y").exit()).isEqualTo(2);
  }

  private TestCommandLine.Result run(String... arguments) {
    return new TestCommandLine(home, Map.of()).run(arguments);
  }
}
